//! Anyone closes an operation whose time is over, or has the bond of a cancelled one sent back.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::timelock::{Operation, Phase};

use crate::error::ContractError;
use crate::{events, operations};

/// Closes an operation whose time is over, or a cancelled one whose bond can no longer be forfeited; the bond goes
/// back. Errors: `WrongPhase`, `NotExpired`, `BondForfeitable`.
pub fn close(deps: DepsMut, env: Env, id: u64) -> Result<Response, ContractError> {
    let mut operation = operations::load_unfinished(deps.storage, id)?;
    let phase = end_of(id, &operation, env.block.time.seconds())?;
    let refund = operations::end(deps.storage, id, &mut operation, phase, false)?;
    Ok(Response::new()
        .add_messages(refund)
        .add_event(events::close(id, &operation)))
}

/// The phase in which the operation ends. Errors: `NotExpired`, `BondForfeitable`.
fn end_of(id: u64, operation: &Operation, now: u64) -> Result<Phase, ContractError> {
    if operation.phase == Phase::Cancelled {
        if operations::is_forfeitable(operation, now) {
            let ready_at = operation.ready_at.unwrap_or_default();
            return Err(ContractError::BondForfeitable { id, ready_at });
        }
        return Ok(Phase::Cancelled);
    }
    let expires_at = operation.expires_at;
    if now < expires_at {
        return Err(ContractError::NotExpired { id, expires_at });
    }
    Ok(Phase::Closed)
}
