//! Assets by their ids.

use cosmwasm_std::Storage;
use qerun_controls::{ensure_within, first_repeated, is_id};
use qerun_messages::oracle::{MAX_ASSET_LENGTH, MAX_BATCH};

use crate::state::{Asset, ASSETS};
use crate::ContractError;

/// The asset of that id. Errors: `UnknownAsset`.
pub fn load_asset(storage: &dyn Storage, asset: &str) -> Result<Asset, ContractError> {
    ASSETS
        .may_load(storage, asset)?
        .ok_or_else(|| ContractError::UnknownAsset {
            asset: asset.to_owned(),
        })
}

/// Refuses what is not 1 to 32 of `a-z 0-9 . _ -`. Errors: `InvalidAsset`.
pub fn ensure_asset_id(asset: &str) -> Result<(), ContractError> {
    if !is_id(asset, MAX_ASSET_LENGTH) {
        return Err(ContractError::InvalidAsset {
            asset: asset.to_owned(),
            max: MAX_ASSET_LENGTH,
        });
    }
    Ok(())
}

/// Refuses a message that names too few or too many assets, or one of them twice. `name` is what errors call their
/// number. Errors: `OutOfBounds`, `DuplicateAsset`.
pub fn ensure_batch<'a>(
    name: &'static str,
    assets: impl ExactSizeIterator<Item = &'a str>,
    min: usize,
) -> Result<(), ContractError> {
    ensure_within(name, assets.len(), (min, MAX_BATCH))?;
    match first_repeated(assets) {
        None => Ok(()),
        Some(asset) => Err(ContractError::DuplicateAsset {
            asset: asset.to_owned(),
        }),
    }
}
