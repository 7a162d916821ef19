//! What the owner may change.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_ownable::Action;
use qerun_controls::ensure_cool_down;
use qerun_messages::market::{Params, PerkGate, COOL_DOWN};

use crate::config::valid_perk;
use crate::error::ContractError;
use crate::events;
use crate::params;
use crate::state::{CONFIG, PARAMS, STATE, UPDATED_AT};

/// Replaces the risk parameters by a set that is one step away; interest up to now runs at the old
/// rates. See `ExecuteMsg::UpdateParams`.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let old = PARAMS.load(deps.storage)?;
    let next = old.next(params, CONFIG.load(deps.storage)?.stable_decimals, now)?;
    let updated_at = UPDATED_AT.may_load(deps.storage)?.unwrap_or_default();
    ensure_cool_down(updated_at, COOL_DOWN, now)?;
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&old.set().into(), now)?;
    let effective = next.threshold_ceil(now)?;
    let event = events::update_params(next.set(), effective, next.ramp_end(now));
    STATE.save(deps.storage, &state)?;
    params::store(deps.storage, &next)?;
    UPDATED_AT.save(deps.storage, &now)?;
    Ok(Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(event))
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

/// Replaces or removes the gate to the lower contribution share.
pub fn set_perk(
    deps: DepsMut,
    info: MessageInfo,
    perk: Option<PerkGate<String>>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let perk = perk.map(|p| valid_perk(deps.api, p)).transpose()?;
    let event = events::set_perk(perk.as_ref());
    CONFIG.update(deps.storage, |mut config| {
        config.perk = perk;
        Ok::<_, ContractError>(config)
    })?;
    Ok(Response::new().add_event(event))
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
