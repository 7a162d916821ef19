//! Anyone books an operation as expired.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::timelock::Phase;

use crate::error::ContractError;
use crate::{events, settle};

/// Closes an operation whose time is over; its bond goes back.
pub fn close(deps: DepsMut, env: Env, id: u64) -> Result<Response, ContractError> {
    let mut operation = settle::load_in(deps.storage, id, &settle::OPEN)?;
    if env.block.time.seconds() < operation.expires_at {
        let expires_at = operation.expires_at;
        return Err(ContractError::NotExpired { id, expires_at });
    }
    let refund = settle::end(deps.storage, id, &mut operation, Phase::Closed, false)?;
    Ok(Response::new()
        .add_messages(refund)
        .add_event(events::close(id, &operation)))
}
