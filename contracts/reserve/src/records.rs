//! Orders and batches by id, where one that does not exist is an error.

use cosmwasm_std::{StdResult, Storage};
use qerun_messages::reserve::{Batch, Order, BATCHES};

use crate::error::ContractError;
use crate::state::{StoredOrder, ORDERS};

/// Loads an order. Errors: `UnknownOrder`.
pub fn load_order(storage: &dyn Storage, order_id: u64) -> Result<Order, ContractError> {
    may_load_order(storage, order_id)?.ok_or(ContractError::UnknownOrder { order_id })
}

/// Loads an order if there is one.
pub fn may_load_order(storage: &dyn Storage, order_id: u64) -> StdResult<Option<Order>> {
    let stored = ORDERS.may_load(storage, order_id)?;
    Ok(stored.map(|StoredOrder(order)| order))
}

/// Writes an order.
pub fn save_order(storage: &mut dyn Storage, order_id: u64, order: &Order) -> StdResult<()> {
    ORDERS.save(storage, order_id, &StoredOrder(order.clone()))
}

/// Loads a batch. Errors: `UnknownBatch`.
pub fn load_batch(storage: &dyn Storage, batch_id: u64) -> Result<Batch, ContractError> {
    BATCHES
        .may_load(storage, batch_id)?
        .ok_or(ContractError::UnknownBatch { batch_id })
}
