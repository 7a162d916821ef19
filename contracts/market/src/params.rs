//! Risk parameters in storage.

use cosmwasm_std::Storage;
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::state::{Terms, CONFIG, PARAMS, TERMS};
use crate::valid_params::ValidParams;

/// Writes the parameters, and the copy of those that [`TERMS`] has. The configuration is there already.
pub fn store(storage: &mut dyn Storage, params: &ValidParams) -> Result<(), ContractError> {
    let config = CONFIG.load(storage)?;
    let terms = Terms {
        interest: params.set().into(),
        stable_denom: config.stable_denom,
        stable_decimals: config.stable_decimals,
        oracle: config.oracle,
        collateral_asset: config.collateral_asset,
        collateral_decimals: config.collateral_decimals,
        reserve: config.reserve,
    };
    TERMS.save(storage, &terms)?;
    Ok(PARAMS.save(storage, params)?)
}

/// The parameters in force at `now`: one storage read.
pub fn in_force(storage: &dyn Storage, now: u64) -> Result<Params, ContractError> {
    PARAMS.load(storage)?.in_force(now)
}
