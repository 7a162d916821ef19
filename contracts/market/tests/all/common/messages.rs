//! Messages that tests write often, and what responses must say.

use cosmwasm_std::{
    coins, to_json_binary, Attribute, BankMsg, Coin, CosmosMsg, Event, Response, WasmMsg,
};
use cw20::Cw20ReceiveMsg;
use qerun_messages::market::{ExecuteMsg, QueryMsg, ReceiveMsg};

use super::{addr, int, USDC};

pub fn usdc(amount: u128) -> Vec<Coin> {
    coins(amount, USDC)
}

pub fn withdraw_msg(amount: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::Withdraw {
        amount: amount.map(int),
        min_received: None,
    }
}

pub fn withdraw_collateral_msg(amount: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::WithdrawCollateral {
        amount: amount.map(int),
    }
}

pub fn borrow_msg(amount: u128) -> ExecuteMsg {
    ExecuteMsg::Borrow {
        amount: int(amount),
        min_received: None,
        use_perk: None,
    }
}

pub fn perk_borrow_msg(amount: u128) -> ExecuteMsg {
    ExecuteMsg::Borrow {
        amount: int(amount),
        min_received: None,
        use_perk: Some(true),
    }
}

pub fn quote_msg(user: &str, amount: u128, use_perk: Option<bool>) -> QueryMsg {
    QueryMsg::QuoteBorrow {
        user: addr(user).into(),
        amount: int(amount),
        use_perk,
    }
}

pub fn repay_msg(for_whom: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::Repay {
        on_behalf_of: for_whom.map(|name| addr(name).into()),
    }
}

pub fn deposit_msg(sender: &str, amount: u128, for_whom: Option<&str>) -> ExecuteMsg {
    let payload = ReceiveMsg::DepositCollateral {
        on_behalf_of: for_whom.map(|name| addr(name).into()),
    };
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: addr(sender).into(),
        amount: int(amount),
        msg: to_json_binary(&payload).unwrap(),
    })
}

pub fn bank(to: &str, amount: u128) -> CosmosMsg {
    CosmosMsg::Bank(BankMsg::Send {
        to_address: addr(to).into(),
        amount: usdc(amount),
    })
}

pub fn wasm(contract: &str, msg: &impl serde::Serialize, funds: Vec<Coin>) -> CosmosMsg {
    CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr: addr(contract).into(),
        msg: to_json_binary(msg).unwrap(),
        funds,
    })
}

/// The order to hand a batch to the reserve.
pub fn purchase(id: u64, user_in: u128, total: u128) -> CosmosMsg {
    let msg = qerun_messages::reserve::ExecuteMsg::Purchase {
        batch_id: id.into(),
        user_in: int(user_in),
    };
    wasm("reserve", &msg, usdc(total))
}

/// The order to pay ETH out.
pub fn pay_out(user: &str, amount: u128) -> CosmosMsg {
    let msg = qerun_messages::reserve::ExecuteMsg::PayOut {
        recipient: addr(user).into(),
        amount: int(amount),
        fee: None,
    };
    wasm("reserve", &msg, vec![])
}

pub fn messages(response: &Response) -> Vec<CosmosMsg> {
    response.messages.iter().map(|m| m.msg.clone()).collect()
}

#[track_caller]
pub fn event<'a>(response: &'a Response, verb: &str) -> &'a Event {
    let ty = format!("qerun-market/{verb}");
    let mut found = response.events.iter().filter(|e| e.ty == ty);
    let event = found.next().unwrap_or_else(|| panic!("no event {ty}"));
    assert!(found.next().is_none(), "two events {ty}");
    event
}

/// Asserts a verb's event with all of its attributes, in order.
#[track_caller]
pub fn assert_event(response: &Response, verb: &str, attributes: &[(&str, &str)]) {
    let expected: Vec<Attribute> = attributes
        .iter()
        .map(|(key, value)| Attribute::new(*key, *value))
        .collect();
    assert_eq!(event(response, verb).attributes, expected);
}
