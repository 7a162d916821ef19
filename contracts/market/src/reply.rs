//! Replies: they come only on failure, and each restores what its message was to move.

use cosmwasm_std::{from_json, DepsMut, Reply, Response, SubMsgResult};

use crate::error::ContractError;
use crate::hand_over_batch::{reopen_batch, HAND_OVER};
use crate::pay_out::{owe_unpaid, PAY_OUT};

/// Routes a reply. Errors: `UnknownReply`.
pub fn reply(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    let error = match reply.result {
        SubMsgResult::Err(error) => error,
        SubMsgResult::Ok(_) => return Ok(Response::new()),
    };
    match reply.id {
        HAND_OVER => reopen_batch(deps, &reply.payload, &error),
        PAY_OUT => owe_unpaid(deps, from_json(&reply.payload)?, &error),
        id => Err(ContractError::UnknownReply { id }),
    }
}
