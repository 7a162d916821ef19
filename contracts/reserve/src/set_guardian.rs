//! The owner replaces or removes the guardian.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::ibc::validate_address;

use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;

/// Replaces the guardian; `None` removes it. Owner only. A cool-down of pauses that runs stays.
pub fn set_guardian(
    deps: DepsMut,
    info: MessageInfo,
    guardian: Option<String>,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.guardian = guardian
        .map(|address| validate_address(deps.api, address))
        .transpose()?;
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new().add_event(events::set_guardian(config.guardian.as_ref())))
}
