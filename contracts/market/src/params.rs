//! Risk parameters in storage.

use cosmwasm_std::Storage;
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::state::{INTEREST, PARAMS};
use crate::valid_params::ValidParams;

/// Writes the parameters, and the copy of those that interest takes.
pub fn store(storage: &mut dyn Storage, params: &ValidParams) -> Result<(), ContractError> {
    INTEREST.save(storage, &params.set().into())?;
    Ok(PARAMS.save(storage, params)?)
}

/// The parameters in force at `now`: one storage read.
pub fn in_force(storage: &dyn Storage, now: u64) -> Result<Params, ContractError> {
    PARAMS.load(storage)?.in_force(now)
}
