//! Orders and batches by id, where one that does not exist is an error.

use cosmwasm_std::Storage;
use qerun_messages::reserve::{Batch, Order, BATCHES};

use crate::error::ContractError;
use crate::state::ORDERS;

/// Loads an order. Errors: `UnknownOrder`.
pub fn load_order(storage: &dyn Storage, order_id: u64) -> Result<Order, ContractError> {
    ORDERS
        .may_load(storage, order_id)?
        .ok_or(ContractError::UnknownOrder { order_id })
}

/// Loads a batch. Errors: `UnknownBatch`.
pub fn load_batch(storage: &dyn Storage, batch_id: u64) -> Result<Batch, ContractError> {
    BATCHES
        .may_load(storage, batch_id)?
        .ok_or(ContractError::UnknownBatch { batch_id })
}
