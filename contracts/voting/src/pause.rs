//! Staking can be paused for a time; unstaking and claims never.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};
use qerun_controls::ensure_guardian_or_owner;

use crate::state::{GUARDIAN, PAUSE};
use crate::{events, ContractError};

/// Errors: `Paused`.
pub fn ensure_running(storage: &dyn Storage, env: &Env) -> Result<(), ContractError> {
    let pause = PAUSE.load(storage)?;
    if pause.is_running(env.block.time.seconds()) {
        return Err(ContractError::Paused { until: pause.until });
    }
    Ok(())
}

/// Guardian or owner: pauses staking and raising. See `ExecuteMsg::Pause`.
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

/// Owner: ends a pause. The cool-down counts from now.
pub fn unpause(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let pause = PAUSE.load(deps.storage)?;
    if !pause.is_running(now) {
        return Err(ContractError::NotPaused {});
    }
    PAUSE.save(deps.storage, &pause.end(now))?;
    Ok(Response::new().add_event(events::pause(&info.sender, now)))
}

/// Owner: replaces or removes the guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let guardian = guardian
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    GUARDIAN.save(deps.storage, &guardian)?;
    Ok(Response::new().add_event(events::set_guardian(guardian.as_ref())))
}
