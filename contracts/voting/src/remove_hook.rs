//! The owner removes a receiver of hooks.

use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::state::HOOKS;
use crate::{events, ContractError};

/// Owner: removes a receiver of hooks. Errors: `UnknownHook`.
pub fn remove_hook(
    deps: DepsMut,
    info: MessageInfo,
    addr: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let hook = deps.api.addr_validate(&addr)?;
    let mut hooks = HOOKS.may_load(deps.storage)?.unwrap_or_default();
    let before = hooks.len();
    hooks.retain(|known| *known != hook);
    if hooks.len() == before {
        return Err(ContractError::UnknownHook { hook: addr });
    }
    HOOKS.save(deps.storage, &hooks)?;
    Ok(Response::new().add_event(events::hook("remove_hook", &hook)))
}
