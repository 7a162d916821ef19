//! The owner replaces the configuration.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_math::halving_range_number_ceil;
use qerun_messages::outpost::{Config, COOL_DOWN};

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PURCHASES, TIMEOUT_CHANGED_AT};
use crate::validate::config as checked_config;

/// Replaces the configuration. Owner only. Purchases keep what was recorded with them. Order ids
/// belong to a reserve: once one was served, another reserve's ids could collide with its own.
///
/// Venue and denoms change at any time: a cool-down would only keep a dead venue longer, and what a
/// wrong one can take is bounded by the reserve, by each order's minimum and by what may be in flight.
pub fn update_config(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    config: Config<String>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let config = checked_config(deps.api, config)?;
    let present = CONFIG.load(deps.storage)?;
    if config.reserve != present.reserve && !PURCHASES.is_empty(deps.storage) {
        return Err(ContractError::ReserveFixed {});
    }
    if config.return_timeout != present.return_timeout {
        let now = env.block.time.seconds();
        let changed_at = TIMEOUT_CHANGED_AT.may_load(deps.storage)?;
        check_timeout(
            config.return_timeout,
            present.return_timeout,
            changed_at,
            now,
        )?;
        TIMEOUT_CHANGED_AT.save(deps.storage, &now)?;
    }
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::update_config(&config)))
}

/// At most doubled or halved, once in [`COOL_DOWN`]. Errors: `TimeoutStep`, `TimeoutCoolDown`.
fn check_timeout(
    value: u64,
    old: u64,
    changed_at: Option<u64>,
    now: u64,
) -> Result<(), ContractError> {
    let (min, max) = halving_range_number_ceil(old);
    if value < min || value > max {
        return Err(ContractError::TimeoutStep { value, min, max });
    }
    let ready_at = changed_at.map_or(0, |changed_at| changed_at.saturating_add(COOL_DOWN));
    if now < ready_at {
        return Err(ContractError::TimeoutCoolDown { ready_at });
    }
    Ok(())
}

/// Takes a step of the two-step ownership transfer.
pub fn update_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    action: cw_ownable::Action,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
    Ok(Response::new().add_event(events::update_ownership(&ownership)))
}
