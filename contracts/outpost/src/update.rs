//! The owner replaces the configuration.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::outpost::Config;

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PURCHASES};
use crate::validate::config as checked_config;

/// Replaces the configuration. Owner only. Purchases keep what was recorded with them. Order ids
/// belong to a reserve: once one was served, another reserve's ids could collide with its own.
pub fn update_config(
    deps: DepsMut,
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
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::update_config(&config)))
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
