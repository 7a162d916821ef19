//! Purchases can be paused for a time; pay-outs never.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use cw_utils::nonpayable;
use qerun_messages::reserve::{Backing, Config, BACKING};

use crate::error::ContractError;
use crate::events;
use crate::state::{GuardianPause, CONFIG, GUARDIAN_PAUSE};
use crate::validate::within;

/// Longest pause, seconds: 14 days.
pub const MAX_PAUSE: u64 = 1_209_600;
/// Shortest cool-down of the guardian, seconds: a day. Without it pauses of a second could follow
/// block on block.
pub const MIN_COOL_DOWN: u64 = 86_400;

/// Pauses purchases for `duration` seconds. The owner may at any time, and never shortens a pause
/// by it: a timelock sends the guardian's pauses, too. The guardian may only when none runs, and not
/// before its last pause is over for as long as that was declared to last, at least a day.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    duration: u64,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let config = CONFIG.load(deps.storage)?;
    ensure_guardian_or_owner(deps.storage, &config, &info.sender)?;
    within("duration", duration.into(), 1, MAX_PAUSE.into())?;

    let now = env.block.time.seconds();
    let mut backing = BACKING.load(deps.storage)?;
    let until = now.saturating_add(duration);
    if !cw_ownable::is_owner(deps.storage, &info.sender)? {
        if now < backing.paused_until {
            return Err(ContractError::AlreadyPaused {
                until: backing.paused_until,
            });
        }
        if let Some(last) = GUARDIAN_PAUSE.may_load(deps.storage)? {
            let free = last.until.saturating_add(last.duration.max(MIN_COOL_DOWN));
            if now < free {
                return Err(ContractError::CoolDown { until: free });
            }
        }
        GUARDIAN_PAUSE.save(deps.storage, &GuardianPause { until, duration })?;
    }
    backing.paused_until = backing.paused_until.max(until);
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new().add_event(events::pause(&info.sender, backing.paused_until)))
}

/// Ends a pause. Owner only. The guardian's cool-down counts from now, in its full length.
pub fn unpause(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let mut backing = BACKING.load(deps.storage)?;
    if now >= backing.paused_until {
        return Err(ContractError::NotPaused {});
    }
    if let Some(mut last) = GUARDIAN_PAUSE.may_load(deps.storage)? {
        last.until = last.until.min(now);
        GUARDIAN_PAUSE.save(deps.storage, &last)?;
    }
    backing.paused_until = now;
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new().add_event(events::unpause(&info.sender)))
}

/// Errors while purchases are paused.
pub fn ensure_not_paused(backing: &Backing, now: u64) -> Result<(), ContractError> {
    if now < backing.paused_until {
        return Err(ContractError::Paused {
            until: backing.paused_until,
        });
    }
    Ok(())
}

/// Errors unless `sender` is the guardian or the owner.
pub fn ensure_guardian_or_owner(
    storage: &dyn Storage,
    config: &Config<Addr>,
    sender: &Addr,
) -> Result<(), ContractError> {
    if config.guardian.as_ref() == Some(sender) || cw_ownable::is_owner(storage, sender)? {
        return Ok(());
    }
    let sender = sender.to_string();
    Err(ContractError::Unauthorized {
        sender,
        role: "guardian or owner",
    })
}
