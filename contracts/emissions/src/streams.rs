//! The streams' records.

use cosmwasm_std::{Order, StdResult, Storage};
use qerun_messages::emissions::{StreamRecord, STREAMS};

use crate::ContractError;

/// The record of a stream. Errors: `UnknownStream`.
pub fn load(storage: &dyn Storage, id: &str) -> Result<StreamRecord, ContractError> {
    STREAMS
        .may_load(storage, id)?
        .ok_or_else(|| ContractError::UnknownStream { id: id.to_owned() })
}

/// All of them, at most 8, by rising id.
pub fn all(storage: &dyn Storage) -> StdResult<Vec<StreamRecord>> {
    STREAMS
        .range(storage, None, None, Order::Ascending)
        .map(|row| Ok(row?.1))
        .collect()
}
