//! What the owner may change.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_ownable::Action;
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::events;
use crate::params::RiskParams;
use crate::state::{CONFIG, PARAMS, STATE};

/// Replaces the risk parameters; interest up to now runs at the old rates.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let checked = RiskParams::try_from(params)?;
    let old = PARAMS.load(deps.storage)?;
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&old, env.block.time.seconds())?;
    STATE.save(deps.storage, &state)?;
    PARAMS.save(deps.storage, &checked)?;
    Ok(Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(events::update_params(&checked)))
}

/// Replaces or removes the guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let guardian = guardian.map(|g| deps.api.addr_validate(&g)).transpose()?;
    let shown = guardian
        .as_ref()
        .map_or("none".to_string(), ToString::to_string);
    CONFIG.update(deps.storage, |mut config| {
        config.guardian = guardian;
        Ok::<_, ContractError>(config)
    })?;
    Ok(Response::new().add_event(events::admin("set_guardian").add_attribute("guardian", shown)))
}

/// Two-step transfer of ownership (cw-ownable).
pub fn update_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    action: Action,
) -> Result<Response, ContractError> {
    let ownership =
        cw_ownable::update_ownership(deps.into_empty(), &env.block, &info.sender, action)?;
    Ok(Response::new()
        .add_event(events::admin("update_ownership").add_attributes(ownership.into_attributes())))
}
