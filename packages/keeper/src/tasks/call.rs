//! Messages to contracts.

use cosmwasm_std::{to_json_binary, Coin, StdResult, WasmMsg};
use serde::Serialize;

use super::lost_words;
use crate::sender::Transaction;
use crate::task::TaskName;

/// A message to a contract.
pub(super) fn call(contract: &str, msg: &impl Serialize, funds: Vec<Coin>) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_owned(),
        msg: to_json_binary(msg)?,
        funds,
    })
}

/// A transaction of messages that anyone may send.
pub(super) fn transaction(task: TaskName, about: String, messages: Vec<WasmMsg>) -> Transaction {
    Transaction {
        task,
        about,
        messages,
        more_gas: 0,
        lost: lost_words(task),
    }
}
