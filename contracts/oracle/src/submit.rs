use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response};
use qerun_messages::oracle::{FeederPrice, PriceSource, Slot};

use crate::asset::{ensure_batch, load_asset};
use crate::kept::Kept;
use crate::publish::publish;
use crate::slots::Slots;
use crate::sources::ensure_figures;
use crate::state::Asset;
use crate::{events, ContractError};

/// Fills the sender's slots, then rewrites the records of these assets. All or nothing.
pub fn submit_prices(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    prices: Vec<FeederPrice>,
) -> Result<Response, ContractError> {
    let ids = prices.iter().map(|price| price.asset.as_str());
    ensure_batch("number of prices", ids, 1)?;
    let now = env.block.time.seconds();
    let mut assets = Vec::with_capacity(prices.len());
    for price in &prices {
        let asset = load_asset(deps.storage, &price.asset)?;
        let kept = Kept::load(deps.storage, &price.asset, &asset.config)?;
        ensure_acceptable(&asset, &kept.slots, &info.sender, price, now)?;
        assets.push((asset, kept));
    }
    let mut response = Response::new();
    for (price, (asset, mut kept)) in prices.iter().zip(assets) {
        let slot = Slot {
            price: price.price,
            depth: price.depth,
            timestamp: price.timestamp,
        };
        kept.slots.fill(&info.sender, slot);
        response = response
            .add_event(events::submit(&info.sender, price))
            .add_event(publish(deps.branch(), &price.asset, &asset, kept, now)?);
    }
    Ok(response)
}

/// Refuses a sender that is no feeder of the asset, figures beyond every bound, and a time that is not after the
/// feeder's last one, lies in the future, or is so old that the price would not count.
/// Errors: `NotFeeder`, `ZeroPrice`, `TooLarge`, `FromFuture`, `Outdated`, `NotNewer`.
fn ensure_acceptable(
    asset: &Asset,
    slots: &Slots,
    sender: &Addr,
    price: &FeederPrice,
    now: u64,
) -> Result<(), ContractError> {
    let timestamp = price.timestamp;
    let Some(max_age) = feeder_max_age(asset, sender) else {
        return Err(ContractError::NotFeeder {
            sender: sender.clone(),
            asset: price.asset.clone(),
        });
    };
    ensure_figures(&price.asset, price.price, price.depth)?;
    if timestamp > now {
        return Err(ContractError::FromFuture {
            asset: price.asset.clone(),
            timestamp,
            now,
        });
    }
    let oldest = now.saturating_sub(max_age);
    if timestamp < oldest {
        return Err(ContractError::Outdated {
            asset: price.asset.clone(),
            timestamp,
            oldest,
        });
    }
    match slots.get(sender) {
        Some(slot) if timestamp <= slot.timestamp => Err(ContractError::NotNewer {
            asset: price.asset.clone(),
            timestamp,
            last: slot.timestamp,
        }),
        _ => Ok(()),
    }
}

/// Maximum age of the source in which the sender is a feeder; none if it is none.
fn feeder_max_age(asset: &Asset, sender: &Addr) -> Option<u64> {
    asset.config.sources.iter().find_map(|source| match source {
        PriceSource::Feeder { feeders, max_age } => feeders.contains(sender).then_some(*max_age),
        _ => None,
    })
}
