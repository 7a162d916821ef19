//! The DAO withdraws an operation.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use qerun_messages::timelock::Phase;

use crate::error::ContractError;
use crate::state::{CONFIG, OPERATIONS};
use crate::{events, operations, roles};

/// Ends an open operation, whether its delay is over or not: the DAO any operation, the steward its own. While a veto
/// could forfeit the bond, the bond is kept: otherwise a cancellation just before the veto would save it. Errors:
/// `Access`, `WrongPhase`.
pub fn cancel(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: u64,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let config = CONFIG.load(deps.storage)?;
    let mut operation = operations::load_in(deps.storage, id, &operations::OPEN)?;
    let own = operation.queued_by == info.sender
        && roles::is_steward(deps.storage, &config, &info.sender, now)?;
    roles::ensure_allowed(
        info.sender == config.dao || own,
        &info,
        "DAO or the steward who queued it",
    )?;
    let refund = if operations::is_forfeitable(&operation, now) {
        operation.phase = Phase::Cancelled;
        OPERATIONS.save(deps.storage, id, &operation)?;
        None
    } else {
        operations::end(deps.storage, id, &mut operation, Phase::Cancelled, false)?
    };
    Ok(Response::new()
        .add_messages(refund)
        .add_event(events::cancel(id, &operation, &info.sender)))
}
