use std::collections::BTreeSet;

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_messages::oracle::MAX_BATCH;

use crate::state::ASSETS;
use crate::update::update;
use crate::ContractError;

/// Anyone: rewrites the records of these assets. Too few live sources are no error, so that a poke in front of other
/// messages never stops them; the event tells.
pub fn poke(mut deps: DepsMut, env: Env, assets: Vec<String>) -> Result<Response, ContractError> {
    let length = assets.len();
    if length == 0 || length > MAX_BATCH {
        return Err(ContractError::ListLength {
            list: "assets",
            length,
            min: 1,
            max: MAX_BATCH,
        });
    }
    let mut named = BTreeSet::new();
    let mut known = Vec::with_capacity(length);
    for asset in &assets {
        if !named.insert(asset) {
            return Err(ContractError::DuplicateAsset {
                asset: asset.clone(),
            });
        }
        let config = ASSETS.may_load(deps.storage, asset)?;
        known.push(config.ok_or_else(|| ContractError::UnknownAsset {
            asset: asset.clone(),
        })?);
    }
    let mut response = Response::new();
    for (asset, config) in assets.iter().zip(&known) {
        response = response.add_event(update(
            deps.branch(),
            asset,
            config,
            env.block.time.seconds(),
        )?);
    }
    Ok(response)
}
