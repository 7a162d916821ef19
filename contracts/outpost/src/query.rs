//! Answers to queries; long lists come in pages.

use cosmwasm_std::{Deps, Order, StdResult, Uint64};
use cw_storage_plus::Bound;
use qerun_controls::page_length;
use qerun_messages::outpost::{PurchaseResponse, PurchasesResponse};

use crate::error::ContractError;
use crate::state::PURCHASES;

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
    let purchases = PURCHASES
        .range(deps.storage, start, None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            row.map(|(id, purchase)| PurchaseResponse {
                order_id: id.into(),
                purchase,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(PurchasesResponse { purchases })
}
