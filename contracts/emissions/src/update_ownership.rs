//! The two-step transfer of ownership.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::{events, ContractError};

/// Takes a step of it: the owner offers or renounces, the pending owner accepts. Errors: `Ownership`.
pub fn update_ownership(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    action: cw_ownable::Action,
) -> Result<Response, ContractError> {
    let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
    Ok(Response::new().add_event(events::update_ownership(ownership)))
}
