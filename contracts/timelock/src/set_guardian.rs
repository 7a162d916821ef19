//! The timelock replaces or removes the guardian.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{events, roles, validate};

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
    validate::ensure_separate_roles(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("guardian", config.guardian.as_ref())))
}
