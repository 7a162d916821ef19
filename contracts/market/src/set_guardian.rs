//! Set the guardian.

use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;

/// Replaces or removes the guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let guardian = guardian.map(|g| deps.api.addr_validate(&g)).transpose()?;
    let event = events::set_guardian(guardian.as_ref());
    CONFIG.update(deps.storage, |mut config| {
        config.guardian = guardian;
        Ok::<_, ContractError>(config)
    })?;
    Ok(Response::new().add_event(event))
}
