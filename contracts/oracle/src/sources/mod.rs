//! Sources of prices, one file a kind: the bounds of its parameters, what it reads, and a pure function that makes an
//! observation of it: `normalise`, or for a pool the price in its quote token, which `pool.rs` turns into dollars.
//!
//! Whatever another contract or the chain does when it is asked, a source is at worst not live: an answer that fails or
//! makes no sense is none.

pub mod astroport_pair;
pub mod astroport_twap;
pub mod external;
pub mod feeder;
mod figures;
pub mod fixed;
pub mod osmosis_twap;
pub mod pool;
pub mod pyth;

use cosmwasm_std::{Addr, Api, Deps, DepsMut, StdResult, Storage};
use qerun_messages::oracle::{AssetConfig, Observation, PriceSource};

use self::astroport_twap::AstroportTwap;
pub use self::figures::ensure_figures;
use self::figures::is_plausible;
use self::pyth::Limits;
use crate::slots::Slots;
use crate::ContractError;

/// For which asset and when a source is read, and what the asset's feeders have submitted.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Asset id.
    pub asset: &'a str,
    /// Last prices of its feeders.
    pub slots: &'a Slots,
    /// Block time, Unix seconds.
    pub now: u64,
}

/// Checks a source's parameters. Errors: those of its kind.
pub fn validate(
    api: &dyn Api,
    source: PriceSource<String>,
    asset: &str,
) -> Result<PriceSource<Addr>, ContractError> {
    match source {
        PriceSource::Fixed { price, depth } => {
            ensure_figures(asset, price, depth)?;
            Ok(PriceSource::Fixed { price, depth })
        }
        PriceSource::Feeder { feeders, max_age } => feeder::validate(api, &feeders, max_age),
        PriceSource::Pyth {
            contract,
            feed_id,
            max_age,
            max_confidence,
        } => {
            let limits = Limits {
                max_age,
                max_confidence,
            };
            pyth::validate(api, &contract, feed_id, limits)
        }
        PriceSource::OsmosisTwap { pool_id, pool } => osmosis_twap::validate(pool_id, pool, asset),
        PriceSource::AstroportTwap {
            pair,
            pool,
            max_idle,
        } => astroport_twap::validate(api, &pair, pool, max_idle, asset),
        PriceSource::External {
            contract,
            asset: name,
            max_age,
        } => external::validate(api, &contract, name, max_age),
    }
}

/// All feeders of an asset, in the order of its sources: at most 5 x 15, each once.
pub fn feeders(config: &AssetConfig<Addr>) -> impl Iterator<Item = &Addr> {
    config.sources.iter().flat_map(|source| match source {
        PriceSource::Feeder { feeders, .. } => feeders.as_slice(),
        _ => &[],
    })
}

/// What a source reads its price from; two sources of an asset with the same origin would count it twice. None of those
/// that have no origin outside, or check it otherwise (feeders).
pub fn origin(source: &PriceSource<Addr>) -> Option<String> {
    match source {
        PriceSource::Fixed { .. } | PriceSource::Feeder { .. } => None,
        // The publishers of a feed are the same in every contract of Pyth's.
        PriceSource::Pyth { feed_id, .. } => Some(format!("pyth feed {feed_id}")),
        PriceSource::OsmosisTwap { pool_id, .. } => Some(format!("osmosis pool {pool_id}")),
        PriceSource::AstroportTwap { pair, .. } => Some(format!("astroport pair {pair}")),
        PriceSource::External {
            contract, asset, ..
        } => Some(format!("asset {asset} of {contract}")),
    }
}

/// What a source reports now; None if it is not live. Reads storage and other contracts, writes nothing.
pub fn observe(
    deps: Deps,
    view: View,
    source: &PriceSource<Addr>,
) -> StdResult<Option<Observation>> {
    let View { asset, slots, now } = view;
    let querier = &deps.querier;
    let seen = match source {
        PriceSource::Fixed { price, depth } => fixed::normalise(*price, *depth, now),
        PriceSource::Feeder { feeders, max_age } => {
            let slots = feeder::read(slots, feeders);
            feeder::normalise(&slots, feeders.len(), *max_age, now)
        }
        PriceSource::Pyth {
            contract,
            feed_id,
            max_age,
            max_confidence,
        } => {
            let limits = Limits {
                max_age: *max_age,
                max_confidence: *max_confidence,
            };
            pyth::read(querier, contract, feed_id)
                .and_then(|seen| pyth::normalise(seen, limits, now))
        }
        PriceSource::OsmosisTwap { pool_id, pool } => {
            let seen = osmosis_twap::read(querier, pool_id.u64(), pool, now)
                .and_then(|seen| osmosis_twap::normalise(seen, pool));
            let quote = pool::quote_record(deps.storage, pool, now)?;
            seen.zip(quote)
                .and_then(|(seen, quote)| pool::to_dollars(seen, pool, &quote, now))
        }
        PriceSource::AstroportTwap { .. } => {
            let twap = AstroportTwap::of(asset, source);
            let seen = twap.map(|twap| twap.look(deps, now)).transpose()?;
            seen.unwrap_or_default().observation
        }
        PriceSource::External {
            contract,
            asset: name,
            max_age,
        } => external::read(querier, contract, name)
            .and_then(|seen| external::normalise(seen, *max_age, now)),
    };
    Ok(seen.filter(is_plausible))
}

/// The same, and keeps a new sample of a pair.
pub fn observe_and_sample(
    deps: DepsMut,
    view: View,
    source: &PriceSource<Addr>,
) -> StdResult<Option<Observation>> {
    let Some(twap) = AstroportTwap::of(view.asset, source) else {
        return observe(deps.as_ref(), view, source);
    };
    let seen = twap.look(deps.as_ref(), view.now)?;
    if let Some(samples) = &seen.samples {
        twap.save(deps.storage, samples)?;
    }
    Ok(seen.observation.filter(is_plausible))
}

/// The same as [`observe`], but of a pair of which there are too few samples yet the spot price: for what is only compared,
/// so that a pair of other decimals or of another token cannot be set unnoticed.
pub fn observe_unsampled(
    deps: Deps,
    view: View,
    source: &PriceSource<Addr>,
) -> StdResult<Option<Observation>> {
    let Some(twap) = AstroportTwap::of(view.asset, source) else {
        return observe(deps, view, source);
    };
    let seen = twap.look(deps, view.now)?;
    Ok(seen.observation.or(seen.spot).filter(is_plausible))
}

/// Whether samples of one source are samples of the other: the same pair, tokens and window.
pub fn same_samples(one: &PriceSource<Addr>, other: &PriceSource<Addr>) -> bool {
    match (one, other) {
        (
            PriceSource::AstroportTwap { pair, pool, .. },
            PriceSource::AstroportTwap {
                pair: other_pair,
                pool: other_pool,
                ..
            },
        ) => pair == other_pair && pool == other_pool,
        _ => false,
    }
}

/// Forgets what was kept of a source that is named no more, besides the slots of feeders.
pub fn forget_samples(storage: &mut dyn Storage, asset: &str, source: &PriceSource<Addr>) {
    if let Some(twap) = AstroportTwap::of(asset, source) {
        twap.forget(storage);
    }
}

/// Name of a source's kind, for queries.
pub fn kind(source: &PriceSource<Addr>) -> &'static str {
    match source {
        PriceSource::Fixed { .. } => "fixed",
        PriceSource::Feeder { .. } => "feeder",
        PriceSource::Pyth { .. } => "pyth",
        PriceSource::OsmosisTwap { .. } => "osmosis_twap",
        PriceSource::AstroportTwap { .. } => "astroport_twap",
        PriceSource::External { .. } => "external",
    }
}
