//! The timelock replaces the steward.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::Stage;

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{events, roles, stage, validate};

/// Replaces the steward for the rest of its time. A new term begins, in which the approvals of the one before, and
/// what it queued, no longer count. Errors: `NoSteward`.
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
    validate::ensure_separate_roles(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("steward", Some(&steward))))
}
