//! The owner replaces the configuration.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use cw_utils::nonpayable;
use qerun_controls::{ensure_cool_down, ensure_step};
use qerun_math::halving_range_number_ceil;
use qerun_messages::outpost::{Config, COOL_DOWN};

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PURCHASES, TIMEOUT_CHANGED_AT};
use crate::validate::validate_config;

/// Replaces the configuration. Owner only. Purchases keep what was recorded with them. The reserve can change only
/// while nothing was bought: order ids are its own, and those of another one could be the same.
///
/// Venue and denoms change at any time, because a cool-down would only keep a dead venue longer. What a wrong one can
/// take is bounded by each order's minimum and by what the reserve may have in flight. Errors: `ReserveFixed`,
/// `Parameter`, one for each bound.
pub fn update_config(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    config: Config<String>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let config = validate_config(deps.api, config)?;
    let present = CONFIG.load(deps.storage)?;
    if config.reserve != present.reserve && !PURCHASES.is_empty(deps.storage) {
        return Err(ContractError::ReserveFixed {});
    }
    if config.return_timeout != present.return_timeout {
        let now = env.block.time.seconds();
        ensure_timeout_step(deps.storage, &config, &present, now)?;
        TIMEOUT_CHANGED_AT.save(deps.storage, &now)?;
    }
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::update_config(&config)))
}

/// Refuses a timeout of returns that is more than doubled or halved, or changes twice in [`COOL_DOWN`]. Errors: `Step`,
/// `CoolDown`.
fn ensure_timeout_step(
    storage: &dyn Storage,
    config: &Config<Addr>,
    present: &Config<Addr>,
    now: u64,
) -> Result<(), ContractError> {
    let range = halving_range_number_ceil(present.return_timeout);
    ensure_step("return_timeout", config.return_timeout, range)?;
    let changed_at = TIMEOUT_CHANGED_AT.may_load(storage)?.unwrap_or_default();
    Ok(ensure_cool_down(changed_at, COOL_DOWN, now)?)
}
