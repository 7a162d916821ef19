//! The owner replaces route or guardian.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::Route;

use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, ROUTE};
use crate::validate::{local_address, route as checked_route};

/// Replaces the way to the outpost, but never its channel: `instantiate` has checked that it is the one that the denoms
/// derive from, and over another one bought ETH would arrive as a denom that is not accounted for. Owner only. Orders under
/// way finish on the old route, which each of them recorded.
///
/// No cool-down: it would only keep a wrong route longer. What one can take, however often it is
/// replaced, is what may be in flight over all of them, and that moves by a tenth a day.
pub fn update_route(
    deps: DepsMut,
    info: MessageInfo,
    route: Route,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    checked_route(&route)?;
    let expected = ROUTE.load(deps.storage)?.channel;
    if route.channel != expected {
        return Err(ContractError::ChannelFixed {
            channel: route.channel,
            expected,
        });
    }
    ROUTE.save(deps.storage, &route)?;
    Ok(Response::new().add_event(events::update_route(&route)))
}

/// Replaces or removes the guardian. Owner only. A running cool-down stays.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.guardian = guardian
        .map(|address| local_address(deps.api, address))
        .transpose()?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_guardian(config.guardian.as_ref())))
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
