//! Purchases can be paused for a time, by the rule of `qerun_controls`; pay-outs never.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_controls::ensure_guardian_or_owner;
use qerun_messages::reserve::{Backing, BACKING};

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PAUSE};

/// Pauses purchases for `duration` seconds. Guardian or owner. Errors: `Access`, `Pause`.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    duration: u64,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let guardian = CONFIG.load(deps.storage)?.guardian;
    ensure_guardian_or_owner(deps.storage, guardian.as_ref(), &info.sender)?;
    let last = PAUSE.may_load(deps.storage)?.unwrap_or_default();
    let pause = last.start(duration, env.block.time.seconds())?;
    PAUSE.save(deps.storage, &pause)?;
    let mut backing = BACKING.load(deps.storage)?;
    backing.paused_until = pause.until;
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new().add_event(events::pause(&info.sender, pause.until)))
}

/// Ends a pause. Owner only. The cool-down counts from now. Errors: `NotPaused`.
pub fn unpause(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let last = PAUSE.may_load(deps.storage)?.unwrap_or_default();
    if !last.is_running(now) {
        return Err(ContractError::NotPaused {});
    }
    let pause = last.end(now);
    PAUSE.save(deps.storage, &pause)?;
    let mut backing = BACKING.load(deps.storage)?;
    backing.paused_until = pause.until;
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new().add_event(events::unpause(&info.sender)))
}

/// Refuses while purchases are paused. Errors: `Paused`.
pub fn ensure_not_paused(backing: &Backing, now: u64) -> Result<(), ContractError> {
    if now < backing.paused_until {
        return Err(ContractError::Paused {
            until: backing.paused_until,
        });
    }
    Ok(())
}
