//! The timelock changes its own roles.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::Stage;

use crate::error::ContractError;
use crate::state::{CONFIG, STAGE};
use crate::{events, roles, stage, validate};

/// Replaces the DAO.
pub fn set_dao(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    dao: String,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.dao = validate::address(deps.api, &dao)?;
    validate::config(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("dao", Some(&config.dao))))
}

/// Replaces or removes the guardian. Pauses that run go on.
pub fn set_guardian(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.guardian = guardian
        .map(|guardian| validate::address(deps.api, &guardian))
        .transpose()?;
    validate::config(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("guardian", config.guardian.as_ref())))
}

/// Replaces the steward for the rest of its time. A new term begins, in which the signatures of the one before, and
/// what it queued, count no more.
pub fn set_steward(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    steward: String,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let now = env.block.time.seconds();
    let mut config = CONFIG.load(deps.storage)?;
    let stage = stage::current(deps.storage, &config, now)?;
    let steward = validate::address(deps.api, &steward)?;
    match &mut config.stewardship {
        Some(stewardship) if stage < Stage::Community => stewardship.steward = steward.clone(),
        _ => return Err(ContractError::NoSteward {}),
    }
    config.steward_term = config.steward_term.saturating_add(1);
    validate::config(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("steward", Some(&steward))))
}

/// Advances the stage before its date.
pub fn advance_stage(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asked: Stage,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let config = CONFIG.load(deps.storage)?;
    let now = stage::current(deps.storage, &config, env.block.time.seconds())?;
    if asked <= now {
        return Err(ContractError::StageNotLater { now, asked });
    }
    STAGE.save(deps.storage, &asked)?;
    Ok(Response::new().add_event(events::advance_stage(now, asked)))
}
