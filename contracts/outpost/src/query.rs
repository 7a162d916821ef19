//! Answers to queries; lists are paged.

use cosmwasm_std::{Deps, Order, StdResult, Uint64};
use cw_storage_plus::Bound;
use qerun_messages::outpost::{PurchaseResponse, PurchasesResponse};

use crate::error::ContractError;
use crate::state::PURCHASES;

/// Rows of a page if the caller does not say.
pub const DEFAULT_LIMIT: u32 = 10;
/// Rows of a page at most.
pub const MAX_LIMIT: u32 = 30;

/// One purchase.
pub fn purchase(deps: Deps, order_id: u64) -> Result<PurchaseResponse, ContractError> {
    let purchase = PURCHASES
        .may_load(deps.storage, order_id)?
        .ok_or(ContractError::UnknownOrder { order_id })?;
    Ok(PurchaseResponse {
        order_id: order_id.into(),
        purchase,
    })
}

/// Purchases in order of the reserve's order ids.
pub fn purchases(
    deps: Deps,
    start_after: Option<Uint64>,
    limit: Option<u32>,
) -> Result<PurchasesResponse, ContractError> {
    let start = start_after.map(|id| Bound::exclusive(id.u64()));
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT) as usize;
    let purchases = PURCHASES
        .range(deps.storage, start, None, Order::Ascending)
        .take(limit)
        .map(|row| {
            row.map(|(id, purchase)| PurchaseResponse {
                order_id: id.into(),
                purchase,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(PurchasesResponse { purchases })
}
