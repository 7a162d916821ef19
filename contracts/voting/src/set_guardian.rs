//! The owner replaces or removes the guardian.

use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::state::GUARDIAN;
use crate::{events, ContractError};

/// Owner: replaces or removes the guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let guardian = guardian
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    GUARDIAN.save(deps.storage, &guardian)?;
    Ok(Response::new().add_event(events::set_guardian(guardian.as_ref())))
}
