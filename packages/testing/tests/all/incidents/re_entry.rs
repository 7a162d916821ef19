//! Terra hooks 2024: a callback of a packet re-enters while state is half written. State is saved before messages, the
//! solvency path calls no hook, and what a packet did is recorded by its sequence, once.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Reply, Response, StdError,
    StdResult, SubMsg,
};
use cw_multi_test::ContractWrapper;
use qerun_messages::market::ExecuteMsg;
use qerun_testing::suite::{call, decimal, qer, usd};
use qerun_testing::Wrapper;

use super::{refused, Attack};

/// Messages that a contract sends one after the other, each from the reply to the one before.
#[cw_serde]
struct Chained {
    messages: Vec<CosmosMsg>,
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(_: DepsMut, _: Env, _: MessageInfo, msg: Chained) -> StdResult<Response> {
    next(msg.messages)
}

fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}

fn reply(_: DepsMut, _: Env, reply: Reply) -> StdResult<Response> {
    reply.result.into_result().map_err(StdError::generic_err)?;
    next(cosmwasm_std::from_json(&reply.payload)?)
}

fn next(mut messages: Vec<CosmosMsg>) -> StdResult<Response> {
    if messages.is_empty() {
        return Ok(Response::new());
    }
    let first = messages.remove(0);
    let rest = cosmwasm_std::to_json_binary(&messages)?;
    Ok(Response::new().add_submessage(SubMsg::reply_always(first, 1).with_payload(rest)))
}

/// A contract of the attacker's with stablecoins and QER.
fn contract(t: &mut Attack) -> cosmwasm_std::Addr {
    let code = ContractWrapper::new(execute, instantiate, query).with_reply(reply);
    let code = t.net.home.store(Wrapper::new("chained", code));
    let eve = t.eve.clone();
    let home = &mut t.net.home;
    let made = home.instantiate(code, &eve, &Empty {}, &[], "chained", None);
    let made = made.unwrap();
    t.fund_stable(&made, usd("90000")).unwrap();
    t.fund_qer(&made, qer("100000")).unwrap();
    t.own(&made);
    made
}

#[test]
fn a_contract_that_goes_on_in_replies_gets_what_single_messages_get() {
    let mut t = Attack::new("re_entry");
    let bob = t.honest_borrower("bob", "62000", "30000");
    let made = contract(&mut t);
    t.fall_to_health(&bob, decimal("0.8")).unwrap();
    t.fair = t.quotes;
    t.begin();
    let quote = t.liquidation(&bob).unwrap();
    let liquidate = |t: &Attack, amount: u128| {
        let msg = ExecuteMsg::Liquidate {
            borrower: bob.to_string(),
            min_collateral: None,
            min_eth: None,
        };
        let mut msg = call(&t.at.market, &msg).unwrap();
        if let CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute { funds, .. }) = &mut msg {
            funds.push(cosmwasm_std::coin(amount, &t.stable));
        }
        msg
    };
    // All of it, and again from the reply: the debt is gone by then, and the whole transaction is refused.
    let all = quote.repaid.u128();
    let twice = Chained {
        messages: vec![liquidate(&t, all), liquidate(&t, all)],
    };
    let eve = t.eve.clone();
    refused(t.net.home.execute(&eve, &made, &twice, &[]), "no debt");
    // In two parts, the second from the reply of the first: together no more QER than at once.
    let half = all / 2 + 1;
    let parts = Chained {
        messages: vec![liquidate(&t, half), liquidate(&t, half)],
    };
    let before = t.qer_of(&made).unwrap();
    t.net.home.execute(&eve, &made, &parts, &[]).unwrap();
    let got = t.qer_of(&made).unwrap() - before;
    assert!(got <= quote.collateral + qer("1"), "{got} of {quote:?}");
    let profit = t.profit("a liquidation in two nested parts");
    // The bonus that anyone gets.
    let bonus = i128::try_from(quote.repaid.mul_floor(quote.bonus).u128()).unwrap();
    assert!(profit <= bonus + 1_000, "{profit} of {bonus}");
}

#[test]
fn nothing_is_borrowed_repaid_and_liquidated_in_one_transaction() {
    let mut t = Attack::new("re_entry");
    let made = contract(&mut t);
    t.begin();
    let deposit = qerun_messages::token::ExecuteMsg::Send {
        contract: t.at.market.to_string(),
        amount: qer("100000"),
        msg: cosmwasm_std::to_json_binary(&qerun_messages::market::ReceiveMsg::DepositCollateral {
            on_behalf_of: None,
        })
        .unwrap(),
    };
    let borrow = ExecuteMsg::Borrow {
        amount: usd("20000"),
        min_received: None,
        use_perk: None,
    };
    let (market, token) = (t.at.market.clone(), t.at.token.clone());
    let mut repay = call(&market, &ExecuteMsg::Repay { on_behalf_of: None }).unwrap();
    if let CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute { funds, .. }) = &mut repay {
        funds.push(cosmwasm_std::coin(usd("20000").u128(), &t.stable));
    }
    let loop_of = |times: usize| {
        let mut messages = vec![call(&token, &deposit).unwrap()];
        for _ in 0..times {
            messages.push(call(&market, &borrow).unwrap());
            messages.push(repay.clone());
        }
        let out = ExecuteMsg::WithdrawCollateral { amount: None };
        messages.push(call(&market, &out).unwrap());
        Chained { messages }
    };
    let eve = t.eve.clone();
    t.net.home.execute(&eve, &made, &loop_of(5), &[]).unwrap();
    t.check();
    t.net.relay_all().unwrap();
    t.market(
        &eve,
        &ExecuteMsg::Collect {
            user: Some(made.to_string()),
        },
        &[],
    )
    .unwrap();
    // Five purchases of ETH, less contribution, fee and spread.
    assert!(t.no_profit("five loans in one transaction") < 0);
}

#[test]
fn a_timeout_is_relayed_twice_and_counts_once() {
    let mut t = Attack::new("re_entry");
    let eve = t.fund("eve", "20000", "100000");
    t.deposit(&eve, qer("100000")).unwrap();
    t.begin();
    t.borrow(&eve, usd("20000")).unwrap();
    let pending = t.net.pending().unwrap();
    let id = pending.first().unwrap().id.clone();
    t.net.advance(1_201);
    t.refresh().unwrap();
    t.net.timeout(&id).unwrap();
    let before = t.ledger().unwrap();
    assert!(!t.backing().unwrap().waiting.is_zero());
    // A relayer may send it again; the chain knows the packet no more.
    let again = t.net.timeout(&id);
    assert_eq!(t.ledger().unwrap(), before, "{again:?}");
    t.check();
    let debt = t.position(&eve).unwrap().debt;
    t.repay(&eve, debt).unwrap();
    t.flush_reserve().unwrap();
    t.net.relay_all().unwrap();
    t.collect(&eve).unwrap();
    t.no_profit("a timeout relayed twice");
}
