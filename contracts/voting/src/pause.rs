//! Staking can be paused for a time; unstaking and claims never.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};
use qerun_messages::voting::{COOL_DOWN, MAX_PAUSE};

use crate::state::{Pause, GUARDIAN, PAUSE};
use crate::{events, ContractError};

/// Errors: `Paused`.
pub fn ensure_running(storage: &dyn Storage, env: &Env) -> Result<(), ContractError> {
    let until = PAUSE.load(storage)?.until;
    if env.block.time.seconds() < until {
        return Err(ContractError::Paused { until });
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
    let by_owner = cw_ownable::is_owner(deps.storage, &info.sender)?;
    if !by_owner && GUARDIAN.load(deps.storage)?.as_ref() != Some(&info.sender) {
        return Err(ContractError::NotGuardian {
            sender: info.sender,
        });
    }
    if duration == 0 || duration > MAX_PAUSE {
        return Err(ContractError::PauseDuration {
            duration,
            max: MAX_PAUSE,
        });
    }
    let now = env.block.time.seconds();
    let until = now.saturating_add(duration);
    let last = PAUSE.load(deps.storage)?;
    let pause = if by_owner {
        // Leaves the guardian's cool-down alone, and never shortens: a timelock sends the guardian's pauses, too.
        Pause {
            until: until.max(last.until),
            ..last
        }
    } else {
        if now < last.until {
            return Err(ContractError::AlreadyPaused { until: last.until });
        }
        if now < last.ready_at {
            return Err(ContractError::CoolDown {
                what: "pause",
                ready_at: last.ready_at,
            });
        }
        Pause {
            until,
            // At least a day: else pauses of a second could follow block on block.
            ready_at: until.saturating_add(duration.max(COOL_DOWN)),
        }
    };
    PAUSE.save(deps.storage, &pause)?;
    Ok(Response::new().add_event(events::pause(&info.sender, pause.until)))
}

/// Owner: ends a pause. The guardian's cool-down goes on.
pub fn unpause(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let last = PAUSE.load(deps.storage)?;
    if now >= last.until {
        return Err(ContractError::NotPaused {});
    }
    PAUSE.save(deps.storage, &Pause { until: now, ..last })?;
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
