//! Update the ownership.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_ownable::Action;

use crate::error::ContractError;
use crate::events;

/// Two-step transfer of ownership (cw-ownable).
pub fn update_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    action: Action,
) -> Result<Response, ContractError> {
    let ownership =
        cw_ownable::update_ownership(deps.into_empty(), &env.block, &info.sender, action)?;
    Ok(Response::new().add_event(events::update_ownership(ownership)))
}
