//! Guardian or owner pause staking for a time; unstaking and claims are never paused.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};
use qerun_controls::ensure_guardian_or_owner;

use crate::state::{GUARDIAN, PAUSE};
use crate::{events, ContractError};

/// Refuses what a pause stops while one is in force. Errors: `Paused`.
pub fn ensure_not_paused(storage: &dyn Storage, env: &Env) -> Result<(), ContractError> {
    let pause = PAUSE.load(storage)?;
    if pause.is_running(env.block.time.seconds()) {
        return Err(ContractError::Paused { until: pause.until });
    }
    Ok(())
}

/// Guardian or owner: pauses staking and raising, see `ExecuteMsg::Pause`. Errors: `Access`, `Pause`.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    duration: u64,
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, guardian.as_ref(), &info.sender)?;
    let now = env.block.time.seconds();
    let pause = PAUSE.load(deps.storage)?.start(duration, now)?;
    PAUSE.save(deps.storage, &pause)?;
    Ok(Response::new().add_event(events::pause(&info.sender, pause.until)))
}
