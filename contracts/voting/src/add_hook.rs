//! The owner adds a receiver of hooks: a contract that is notified of every change of power.

use cosmwasm_std::{Addr, Api, DepsMut, MessageInfo, Response};
use qerun_messages::voting::MAX_HOOKS;

use crate::state::HOOKS;
use crate::{events, ContractError};

/// Owner: adds a receiver of hooks. Errors: `DuplicateHook`, `TooManyHooks`.
pub fn add_hook(deps: DepsMut, info: MessageInfo, addr: String) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut hooks = HOOKS.may_load(deps.storage)?.unwrap_or_default();
    let hook = append(deps.api, &mut hooks, &addr)?;
    HOOKS.save(deps.storage, &hooks)?;
    Ok(Response::new().add_event(events::hook("add_hook", &hook)))
}

/// Appends a receiver, which is notified after those before it. Errors: `DuplicateHook`, `TooManyHooks`.
pub fn append(api: &dyn Api, hooks: &mut Vec<Addr>, addr: &str) -> Result<Addr, ContractError> {
    let hook = api.addr_validate(addr)?;
    if hooks.contains(&hook) {
        return Err(ContractError::DuplicateHook { hook });
    }
    if hooks.len() >= MAX_HOOKS {
        return Err(ContractError::TooManyHooks { max: MAX_HOOKS });
    }
    hooks.push(hook.clone());
    Ok(hook)
}
