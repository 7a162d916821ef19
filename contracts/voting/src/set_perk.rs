//! The owner registers a perk: a right by power and reputation.

use cosmwasm_std::{DepsMut, MessageInfo, Response, Storage};
use qerun_controls::{ensure_within, is_id};
use qerun_messages::voting::{Perk, MAX_PERKS, MAX_PERK_ID, MAX_PERK_TEXT};

use crate::state::{PERKS, PERK_COUNT};
use crate::{events, ContractError};

/// Owner: registers or replaces a perk.
pub fn set_perk(deps: DepsMut, info: MessageInfo, perk: Perk) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    write(deps.storage, &perk)?;
    Ok(Response::new().add_event(events::set_perk(&perk)))
}

/// Validates and writes a perk. Errors: `PerkId`, `OutOfBounds`, `TooManyPerks`.
pub fn write(storage: &mut dyn Storage, perk: &Perk) -> Result<(), ContractError> {
    if !is_id(&perk.id, MAX_PERK_ID) {
        return Err(ContractError::PerkId {
            id: perk.id.clone(),
            max: MAX_PERK_ID,
        });
    }
    ensure_within("text", perk.text.len(), (0, MAX_PERK_TEXT))?;
    if !PERKS.has(storage, &perk.id) {
        let count = PERK_COUNT.may_load(storage)?.unwrap_or_default();
        if usize::try_from(count).map_or(true, |count| count >= MAX_PERKS) {
            return Err(ContractError::TooManyPerks { max: MAX_PERKS });
        }
        PERK_COUNT.save(storage, &count.saturating_add(1))?;
    }
    Ok(PERKS.save(storage, &perk.id, perk)?)
}
