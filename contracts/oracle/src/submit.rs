use std::collections::BTreeSet;

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use qerun_messages::oracle::{FeederPrice, PriceSource, Slot, MAX_BATCH};

use crate::sources::check_figures;
use crate::state::{Asset, ASSETS, SLOTS};
use crate::update::update;
use crate::{events, ContractError};

/// Fills the sender's slots, then rewrites the records of these assets. All or nothing.
pub fn submit_prices(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    prices: Vec<FeederPrice>,
) -> Result<Response, ContractError> {
    let length = prices.len();
    if length == 0 || length > MAX_BATCH {
        return Err(ContractError::ListLength {
            list: "prices",
            length,
            min: 1,
            max: MAX_BATCH,
        });
    }
    let now = env.block.time.seconds();
    let mut named = BTreeSet::new();
    let mut assets = Vec::with_capacity(length);
    for price in &prices {
        if !named.insert(&price.asset) {
            return Err(ContractError::DuplicateAsset {
                asset: price.asset.clone(),
            });
        }
        assets.push(check(deps.storage, &info.sender, price, now)?);
    }
    let mut response = Response::new();
    for (price, asset) in prices.iter().zip(&assets) {
        let slot = Slot {
            price: price.price,
            depth: price.depth,
            timestamp: price.timestamp,
        };
        SLOTS.save(deps.storage, (&price.asset, &info.sender), &slot)?;
        response = response
            .add_event(events::submit(&info.sender, price))
            .add_event(update(deps.branch(), &price.asset, asset, now)?);
    }
    Ok(response)
}

/// Whether the sender may say this now; returns the asset.
fn check(
    storage: &dyn Storage,
    sender: &Addr,
    price: &FeederPrice,
    now: u64,
) -> Result<Asset, ContractError> {
    let asset = price.asset.clone();
    let timestamp = price.timestamp;
    let Some(config) = ASSETS.may_load(storage, &asset)? else {
        return Err(ContractError::UnknownAsset { asset });
    };
    let Some(max_age) = feeder_age(&config, sender) else {
        return Err(ContractError::NotFeeder {
            sender: sender.clone(),
            asset,
        });
    };
    check_figures(&asset, price.price, price.depth)?;
    if timestamp > now {
        return Err(ContractError::FromFuture {
            asset,
            timestamp,
            now,
        });
    }
    let oldest = now.saturating_sub(max_age);
    if timestamp < oldest {
        return Err(ContractError::Outdated {
            asset,
            timestamp,
            oldest,
        });
    }
    if let Some(slot) = SLOTS.may_load(storage, (&asset, sender))? {
        if timestamp <= slot.timestamp {
            return Err(ContractError::NotNewer {
                asset,
                timestamp,
                last: slot.timestamp,
            });
        }
    }
    Ok(config)
}

/// Maximum age of the source in which the sender is a feeder.
fn feeder_age(asset: &Asset, sender: &Addr) -> Option<u64> {
    asset.config.sources.iter().find_map(|source| match source {
        PriceSource::Feeder { feeders, max_age } => feeders.contains(sender).then_some(*max_age),
        PriceSource::Fixed { .. } => None,
    })
}
