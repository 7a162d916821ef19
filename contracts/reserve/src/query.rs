//! Answers to queries; long lists come in pages.

use cosmwasm_std::{Deps, Env, Order, StdResult, Uint64};
use cw_storage_plus::Bound;
use qerun_controls::{page_length, ready_at};
use qerun_messages::reserve::{
    BatchResponse, BatchesResponse, ConfigResponse, OrderResponse, OrdersResponse,
    StorefrontResponse, WaitingBatch, WaitingResponse, BACKING, BATCHES, COOL_DOWN,
};

use crate::buy_back::surplus_sale;
use crate::buy_eth::earmarked_sale;
use crate::error::ContractError;
use crate::records::{load_batch, load_order};
use crate::state::{
    StoredOrder, CONFIG, ORDERS, PACKETS, PARAMS, PARAMS_CHANGED_AT, ROUTE, WAITING, WAITS_SINCE,
};

/// Configuration, route, bounds and a running pause.
pub fn config(deps: Deps, env: &Env) -> Result<ConfigResponse, ContractError> {
    let paused_until = BACKING.load(deps.storage)?.paused_until;
    let paused = env.block.time.seconds() < paused_until;
    Ok(ConfigResponse {
        config: CONFIG.load(deps.storage)?,
        route: ROUTE.load(deps.storage)?,
        params: PARAMS.load(deps.storage)?,
        paused_until: if paused { paused_until } else { 0 },
        params_ready_at: ready_at(PARAMS_CHANGED_AT.load(deps.storage)?, COOL_DOWN),
    })
}

/// Errors: `UnknownBatch`.
pub fn batch(deps: Deps, batch_id: u64) -> Result<BatchResponse, ContractError> {
    let batch = load_batch(deps.storage, batch_id)?;
    Ok(BatchResponse {
        batch_id: batch_id.into(),
        batch,
    })
}

/// Batches in order of id.
pub fn batches(
    deps: Deps,
    start_after: Option<Uint64>,
    limit: Option<u32>,
) -> Result<BatchesResponse, ContractError> {
    let batches = BATCHES
        .range(deps.storage, after(start_after), None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            row.map(|(id, batch)| BatchResponse {
                batch_id: id.into(),
                batch,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(BatchesResponse { batches })
}

/// Errors: `UnknownOrder`.
pub fn order(deps: Deps, order_id: u64) -> Result<OrderResponse, ContractError> {
    let order = load_order(deps.storage, order_id)?;
    Ok(OrderResponse {
        order_id: order_id.into(),
        order,
    })
}

/// Orders in order of id.
pub fn orders(
    deps: Deps,
    start_after: Option<Uint64>,
    limit: Option<u32>,
) -> Result<OrdersResponse, ContractError> {
    let orders = ORDERS
        .range(deps.storage, after(start_after), None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            row.map(|(id, StoredOrder(order))| OrderResponse {
                order_id: id.into(),
                order,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(OrdersResponse { orders })
}

/// The order that a packet was sent for. Errors: `UnknownPacket`.
pub fn order_of_packet(
    deps: Deps,
    channel: String,
    sequence: u64,
) -> Result<OrderResponse, ContractError> {
    match PACKETS.may_load(deps.storage, (&channel, sequence))? {
        Some(order_id) => order(deps, order_id),
        None => Err(ContractError::UnknownPacket { channel, sequence }),
    }
}

/// Batches that have stablecoins waiting, oldest first.
pub fn waiting(
    deps: Deps,
    start_after: Option<Uint64>,
    limit: Option<u32>,
) -> Result<WaitingResponse, ContractError> {
    let waiting = WAITING
        .range(deps.storage, after(start_after), None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            let (id, amount) = row?;
            Ok(WaitingBatch {
                batch_id: id.into(),
                amount,
                since: WAITS_SINCE.may_load(deps.storage, id)?.unwrap_or_default(),
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(WaitingResponse { waiting })
}

/// What is for sale, and at which price: what `buy_eth` and `buy_back` do now. What they would refuse, whatever the reason,
/// is not for sale.
pub fn storefront(deps: Deps, env: &Env) -> Result<StorefrontResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let now = env.block.time.seconds();
    let deficit = earmarked_sale(deps, &config, now).and_then(|sale| sale.offer());
    let buyback = surplus_sale(deps, &config, now).and_then(|surplus| surplus.sale.offer());
    Ok(StorefrontResponse {
        deficit: deficit.ok(),
        buyback: buyback.ok(),
    })
}

fn after(start_after: Option<Uint64>) -> Option<Bound<'static, u64>> {
    start_after.map(|id| Bound::exclusive(id.u64()))
}
