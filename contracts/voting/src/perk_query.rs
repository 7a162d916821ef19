//! The queries of perks: rights by power and reputation, for other contracts and pages to ask for.

use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;
use qerun_controls::page_length;
use qerun_messages::voting::{HasAccessResponse, PerksResponse};

use crate::account_query::reputation_units;
use crate::state::{PERKS, POWERS};
use crate::ContractError;

/// Whether an address has a perk. What was staked in this block does not count yet, what was unstaked no longer does.
/// Errors: `UnknownPerk`.
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
        .take(page_length(limit))
        .map(|row| row.map(|(_, perk)| perk))
        .collect::<StdResult<_>>()?;
    Ok(PerksResponse { perks })
}
