//! Set the perk that gives the lower contribution share.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use qerun_messages::market::PerkGate;

use crate::config::valid_perk;
use crate::error::ContractError;
use crate::events;
use crate::state::CONFIG;

/// Replaces or removes the gate to the lower contribution share.
pub fn set_perk(
    deps: DepsMut,
    info: MessageInfo,
    perk: Option<PerkGate<String>>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let perk = perk.map(|p| valid_perk(deps.api, p)).transpose()?;
    let event = events::set_perk(perk.as_ref());
    CONFIG.update(deps.storage, |mut config| {
        config.perk = perk;
        Ok::<_, ContractError>(config)
    })?;
    Ok(Response::new().add_event(event))
}
