//! The owner ends a perk.

use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::state::{PERKS, PERK_COUNT};
use crate::{events, ContractError};

/// Owner: ends a perk. Errors: `UnknownPerk`.
pub fn remove_perk(
    deps: DepsMut,
    info: MessageInfo,
    id: String,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    if !PERKS.has(deps.storage, &id) {
        return Err(ContractError::UnknownPerk { id });
    }
    PERKS.remove(deps.storage, &id);
    let count = PERK_COUNT.may_load(deps.storage)?.unwrap_or_default();
    PERK_COUNT.save(deps.storage, &count.saturating_sub(1))?;
    Ok(Response::new().add_event(events::remove_perk(&id)))
}
