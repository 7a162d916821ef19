//! Rights by power and reputation, for other contracts and pages to ask for.

use cosmwasm_std::{Deps, DepsMut, Env, MessageInfo, Order, Response, StdResult, Storage};
use cw_storage_plus::Bound;
use qerun_messages::voting::{
    HasAccessResponse, Perk, PerksResponse, MAX_PERKS, MAX_PERK_ID, MAX_PERK_TEXT,
};

use crate::query::{page, reputation_units};
use crate::state::{PERKS, PERK_COUNT, POWERS};
use crate::{events, ContractError};

/// Owner: registers or replaces a perk.
pub fn set_perk(deps: DepsMut, info: MessageInfo, perk: Perk) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    store(deps.storage, &perk)?;
    Ok(Response::new().add_event(events::set_perk(&perk)))
}

/// Checks and writes a perk. Errors: `PerkId`, `PerkText`, `TooManyPerks`.
pub fn store(storage: &mut dyn Storage, perk: &Perk) -> Result<(), ContractError> {
    let valid = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '-');
    if perk.id.is_empty() || perk.id.len() > MAX_PERK_ID || !perk.id.chars().all(valid) {
        return Err(ContractError::PerkId {
            id: perk.id.clone(),
            max: MAX_PERK_ID,
        });
    }
    if perk.text.len() > MAX_PERK_TEXT {
        return Err(ContractError::PerkText {
            length: perk.text.len(),
            max: MAX_PERK_TEXT,
        });
    }
    if !PERKS.has(storage, &perk.id) {
        let count = PERK_COUNT.may_load(storage)?.unwrap_or_default();
        if usize::try_from(count).map_or(true, |count| count >= MAX_PERKS) {
            return Err(ContractError::TooManyPerks { max: MAX_PERKS });
        }
        PERK_COUNT.save(storage, &count.saturating_add(1))?;
    }
    Ok(PERKS.save(storage, &perk.id, perk)?)
}

/// Owner: ends a perk.
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

/// Whether an address has a perk. What was staked in this block does not count yet, what was unstaked counts no more.
pub fn has_access(
    deps: Deps,
    env: &Env,
    address: String,
    id: String,
) -> Result<HasAccessResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let Some(perk) = PERKS.may_load(deps.storage, &id)? else {
        return Err(ContractError::UnknownPerk { id });
    };
    let coming = POWERS.may_load(deps.storage, &address)?.unwrap_or_default();
    let present = POWERS
        .may_load_at_height(deps.storage, &address, env.block.height)?
        .unwrap_or_default();
    let power = coming.min(present);
    let reputation = reputation_units(deps, env, &address)?;
    Ok(HasAccessResponse {
        access: power >= perk.min_power && reputation >= perk.min_reputation,
        power,
        reputation,
    })
}

/// A page of perks.
pub fn perks(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PerksResponse, ContractError> {
    let start = start_after.as_deref().map(Bound::exclusive);
    let perks = PERKS
        .range(deps.storage, start, None, Order::Ascending)
        .take(page(limit))
        .map(|row| row.map(|(_, perk)| perk))
        .collect::<StdResult<_>>()?;
    Ok(PerksResponse { perks })
}
