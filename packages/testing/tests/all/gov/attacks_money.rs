//! A hostile proposal has passed: it wants the money.

use cosmwasm_std::{coins, to_json_binary, BankMsg, CosmosMsg, IbcMsg, IbcTimeout, WasmMsg};
use qerun_messages::timelock::Class::{Critical, Sensitive};
use qerun_messages::{market, reserve, token};
use qerun_testing::suite::{call, qer, usd, HOME_CHANNEL};
use serde_json::json;

use super::attack_table::{run, AttackSetup, Changes, Fails, Row};

fn token(setup: &AttackSetup, msg: &token::ExecuteMsg) -> CosmosMsg {
    call(&setup.world.at.token, msg).unwrap()
}

#[test]
fn of_the_reserve() {
    let rows: [Row; 4] = [
        (
            "spend the protocol's ETH",
            Sensitive,
            |setup| {
                let spend = reserve::ExecuteMsg::Spend {
                    recipient: setup.world.eve.to_string(),
                    amount: setup.world.backing().unwrap().unencumbered,
                };
                vec![call(&setup.world.at.reserve, &spend).unwrap()]
            },
            Changes(&["coins of eve", "coins of reserve", "reserve"]),
        ),
        (
            "spend the borrowers' ETH",
            Sensitive,
            |setup| {
                let backing = setup.world.backing().unwrap();
                let spend = reserve::ExecuteMsg::Spend {
                    recipient: setup.world.eve.to_string(),
                    amount: backing.unencumbered + backing.encumbered,
                };
                vec![call(&setup.world.at.reserve, &spend).unwrap()]
            },
            Fails("of the protocol's own that are free"),
        ),
        (
            "pay out claims in the market's stead",
            Critical,
            |setup| {
                let pay = reserve::ExecuteMsg::PayOut {
                    recipient: setup.world.eve.to_string(),
                    amount: setup.world.backing().unwrap().encumbered,
                    fee: None,
                };
                vec![call(&setup.world.at.reserve, &pay).unwrap()]
            },
            Fails("market"),
        ),
        (
            "send purchases to an outpost of eve's",
            Sensitive,
            |setup| {
                let route = reserve::Route {
                    channel: HOME_CHANNEL.to_owned(),
                    receiver: setup.world.net.dex.addr("eve").to_string(),
                    timeout: 1_200,
                    transport: reserve::Transport::default(),
                };
                let update = reserve::ExecuteMsg::UpdateRoute { route };
                vec![call(&setup.world.at.reserve, &update).unwrap()]
            },
            Changes(&["reserve"]),
        ),
    ];
    run(&rows);
}

#[test]
fn of_the_treasury_in_coins() {
    let rows: [Row; 5] = [
        (
            "send all dollars",
            Critical,
            |setup| vec![setup.world.pay(&setup.world.eve, usd("50000"))],
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "send them in parts",
            Critical,
            |setup| {
                (0..10)
                    .map(|_| setup.world.pay(&setup.world.eve, usd("5000")))
                    .collect()
            },
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "burn them",
            Critical,
            |setup| {
                let amount = coins(usd("50000").u128(), &setup.world.stable);
                vec![BankMsg::Burn { amount }.into()]
            },
            Changes(&["coins of timelock"]),
        ),
        (
            "give them away as funds of a routine message",
            Critical,
            |setup| {
                vec![WasmMsg::Execute {
                    contract_addr: setup.world.at.market.to_string(),
                    msg: to_json_binary(&market::ExecuteMsg::FundInsurance {}).unwrap(),
                    funds: coins(usd("50000").u128(), &setup.world.stable),
                }
                .into()]
            },
            Changes(&["coins of market", "coins of timelock", "market"]),
        ),
        (
            "send them over IBC",
            Critical,
            |setup| {
                let home = &setup.world.net.home.app;
                let at = home.block_info().time.plus_days(30);
                vec![IbcMsg::Transfer {
                    channel_id: HOME_CHANNEL.to_owned(),
                    to_address: setup.world.net.dex.addr("eve").to_string(),
                    amount: cosmwasm_std::coin(usd("50000").u128(), &setup.world.stable),
                    timeout: IbcTimeout::with_timestamp(at),
                    memo: None,
                }
                .into()]
            },
            Changes(&["coins of timelock"]),
        ),
    ];
    run(&rows);
}

#[test]
fn of_the_treasury_in_qer() {
    let rows: [Row; 5] = [
        (
            "transfer all QER",
            Critical,
            |setup| vec![setup.world.pay_qer(&setup.world.eve, "1000000")],
            Changes(&["token"]),
        ),
        (
            "transfer it in parts",
            Critical,
            |setup| {
                (0..10)
                    .map(|_| setup.world.pay_qer(&setup.world.eve, "10001"))
                    .collect()
            },
            Changes(&["token"]),
        ),
        (
            "send it as collateral of eve's: a hook message to the market",
            Critical,
            |setup| {
                let deposit = market::ReceiveMsg::DepositCollateral {
                    on_behalf_of: Some(setup.world.eve.to_string()),
                };
                let send = token::ExecuteMsg::Send {
                    contract: setup.world.at.market.to_string(),
                    amount: qer("1"),
                    msg: to_json_binary(&deposit).unwrap(),
                };
                vec![token(setup, &send)]
            },
            Changes(&["market", "token"]),
        ),
        (
            "stake it, to vote with the treasury",
            Critical,
            |setup| {
                let send = token::ExecuteMsg::Send {
                    contract: setup.world.dao.voting.to_string(),
                    amount: qer("1000000"),
                    msg: to_json_binary(&json!({"stake": {"tier": 3}})).unwrap(),
                };
                vec![token(setup, &send)]
            },
            Changes(&["token", "voting"]),
        ),
        (
            "become a burner and burn it",
            Critical,
            |setup| {
                let address = setup.world.timelock.to_string();
                let add = token::ExecuteMsg::AddBurner { address };
                let burn = token::ExecuteMsg::Burn {
                    amount: qer("1000000"),
                };
                vec![token(setup, &add), token(setup, &burn)]
            },
            Changes(&["token"]),
        ),
    ];
    run(&rows);
}
