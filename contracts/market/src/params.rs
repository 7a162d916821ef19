//! Risk parameters in storage.

use cosmwasm_std::Storage;

use crate::assets::Assets;
use crate::error::ContractError;
use crate::state::{Rules, Terms, CONFIG, RULES, TERMS};
use crate::valid_params::ValidParams;

/// Writes the parameters, and the copies of them and of the configuration. The configuration is there already.
pub fn store(storage: &mut dyn Storage, params: ValidParams) -> Result<(), ContractError> {
    let assets = Assets::from(CONFIG.load(storage)?);
    let terms = Terms {
        interest: params.set().into(),
        assets: assets.clone(),
    };
    TERMS.save(storage, &terms)?;
    Ok(RULES.save(storage, &Rules { params, assets })?)
}
