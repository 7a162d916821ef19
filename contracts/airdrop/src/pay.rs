//! Sends the token.

use cosmwasm_std::{to_json_binary, Addr, StdResult, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;

/// A plain transfer: the receiver runs no code of its own. If the token refuses it, the whole message is undone.
pub fn pay(token: &Addr, recipient: &Addr, amount: Uint128) -> StdResult<WasmMsg> {
    let transfer = Cw20ExecuteMsg::Transfer {
        recipient: recipient.to_string(),
        amount,
    };
    Ok(WasmMsg::Execute {
        contract_addr: token.to_string(),
        msg: to_json_binary(&transfer)?,
        funds: vec![],
    })
}
