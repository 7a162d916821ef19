//! The timelock replaces the DAO.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::error::ContractError;
use crate::state::CONFIG;
use crate::{events, roles, validate};

/// Replaces the DAO. What the old one queued stays.
pub fn set_dao(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    dao: String,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.dao = validate::address(deps.api, &dao)?;
    validate::ensure_separate_roles(&config, &env.contract.address)?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_role("dao", Some(&config.dao))))
}
