use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::maybe_addr;

use crate::state::GUARDIAN;
use crate::{events, ContractError};

/// The owner names, replaces or removes the guardian.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let guardian = maybe_addr(deps.api, guardian)?;
    GUARDIAN.save(deps.storage, &guardian)?;
    Ok(Response::new().add_event(events::set_guardian(guardian.as_ref())))
}
