//! Risk parameters in storage.

use cosmwasm_std::Storage;

use crate::assets::Assets;
use crate::error::ContractError;
use crate::state::{CompactConfig, Rules, COMPACT_CONFIG, CONFIG, RULES};
use crate::valid_params::ValidParams;

/// Writes the parameters, and the copies of them and of the configuration. The configuration is there already.
pub fn store(storage: &mut dyn Storage, params: ValidParams) -> Result<(), ContractError> {
    let assets = Assets::from(CONFIG.load(storage)?);
    let compact = CompactConfig {
        interest: params.set().into(),
        assets: assets.clone(),
    };
    COMPACT_CONFIG.save(storage, &compact)?;
    Ok(RULES.save(storage, &Rules { params, assets })?)
}
