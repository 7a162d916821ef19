//! Pages of entries by address, and of positions by health.

use cosmwasm_schema::serde::{de::DeserializeOwned, Serialize};
use cosmwasm_std::{Addr, Deps, Order, StdResult};
use cw_storage_plus::{Bound, Map};
use qerun_controls::page_length;
use qerun_messages::market::HealthCursor;

use crate::error::ContractError;
use crate::state::BY_HEALTH;

/// Entries by address, and the `start_after` of the next page if there is one.
pub type Page<T> = (Vec<(Addr, T)>, Option<String>);

/// A page of entries by address, at most 30 of them, and where the next one starts if there are more.
pub fn by_address<T>(
    deps: Deps,
    map: &Map<&Addr, T>,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Page<T>, ContractError>
where
    T: Serialize + DeserializeOwned,
{
    let start = after(deps, start_after)?;
    let limit = page_length(limit);
    // One more than the page tells whether it is the last.
    let mut entries = map
        .range(deps.storage, exclusive(&start), None, Order::Ascending)
        .take(limit.saturating_add(1))
        .collect::<Result<Vec<_>, _>>()?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let last = entries.last().filter(|_| more);
    let next = last.map(|(user, _)| user.to_string());
    Ok((entries, next))
}

/// Keys in the order of health after a cursor, the least healthy first, at most `count`.
pub fn by_health(
    deps: Deps,
    start_after: Option<HealthCursor>,
    count: usize,
) -> Result<Vec<(u128, Addr)>, ContractError> {
    let start = match start_after {
        Some(c) => Some((c.order.u128(), deps.api.addr_validate(&c.user)?)),
        None => None,
    };
    let max = start
        .as_ref()
        .map(|(order, user)| Bound::exclusive((*order, user)));
    let keys = BY_HEALTH.keys(deps.storage, None, max, Order::Descending);
    Ok(keys.take(count).collect::<StdResult<_>>()?)
}

/// The cursor of a key: what comes after it is the next page.
pub fn cursor((order, user): &(u128, Addr)) -> HealthCursor {
    HealthCursor {
        order: (*order).into(),
        user: user.to_string(),
    }
}

/// Start of a page by address.
fn after(deps: Deps, start_after: Option<String>) -> Result<Option<Addr>, ContractError> {
    Ok(start_after
        .map(|a| deps.api.addr_validate(&a))
        .transpose()?)
}

/// The bound that goes with [`after`].
fn exclusive(start: &Option<Addr>) -> Option<Bound<'_, &Addr>> {
    start.as_ref().map(Bound::exclusive)
}
