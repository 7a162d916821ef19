//! The DAO withdraws an operation.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use qerun_messages::timelock::Phase;

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{events, roles, settle};

/// Ends an open operation, its delay over or not; its bond goes back. The DAO may with every one,
/// the steward with its own.
pub fn cancel(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: u64,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let config = CONFIG.load(deps.storage)?;
    let mut operation = settle::load_in(deps.storage, id, &settle::OPEN)?;
    let own = operation.proposer == info.sender
        && roles::is_steward(deps.storage, &config, &info.sender, now)?;
    if info.sender != config.dao && !own {
        return Err(roles::unauthorized(
            &info,
            "the DAO, nor the steward who queued it",
        ));
    }
    let refund = settle::end(deps.storage, id, &mut operation, Phase::Cancelled, false)?;
    Ok(Response::new()
        .add_messages(refund)
        .add_event(events::cancel(id, &operation, &info.sender)))
}
