//! The owner replaces bounds, route or guardian.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::{Params, Route, BACKING};

use crate::backing::refresh;
use crate::error::ContractError;
use crate::events;
use crate::state::{CONFIG, PARAMS, ROUTE};
use crate::validate::{local_address, params as checked_params, route as checked_route};

/// Replaces the bounds on buying. Owner only. Orders under way stay as they are.
pub fn update_params(
    deps: DepsMut,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    checked_params(&params)?;
    let mut backing = BACKING.load(deps.storage)?;
    refresh(&mut backing, &params);
    PARAMS.save(deps.storage, &params)?;
    BACKING.save(deps.storage, &backing)?;
    Ok(Response::new().add_event(events::update_params(&params)))
}

/// Replaces the way to the outpost. Owner only. Orders under way finish on the old one, which each
/// of them recorded.
pub fn update_route(
    deps: DepsMut,
    info: MessageInfo,
    route: Route,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    checked_route(&route)?;
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
