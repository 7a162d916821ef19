//! The guardian ends an operation before its delay is over.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::{Kind, Phase};

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{events, operations, roles};

/// Ends an operation. Its bond is forfeited to the treasury or goes back, as the guardian says; so does the kept bond
/// of a cancelled operation. Errors: `Access`, `WrongPhase`, `Expired`, `DelayOver`, and `VetoProof` for an operation
/// that only replaces the guardian.
pub fn veto(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: u64,
    forfeit: bool,
) -> Result<Response, ContractError> {
    roles::ensure_guardian(&CONFIG.load(deps.storage)?, &info)?;
    let now = env.block.time.seconds();
    let mut operation = operations::load_unfinished(deps.storage, id)?;
    operations::ensure_not_expired(id, &operation, now)?;
    if operation.kind == Kind::SetGuardian {
        return Err(ContractError::VetoProof { id });
    }
    if let Some(ready_at) = operation.ready_at.filter(|at| now >= *at) {
        return Err(ContractError::DelayOver { id, ready_at });
    }
    let refund = operations::end(deps.storage, id, &mut operation, Phase::Vetoed, forfeit)?;
    Ok(Response::new()
        .add_messages(refund)
        .add_event(events::veto(id, &operation, &info.sender)))
}
