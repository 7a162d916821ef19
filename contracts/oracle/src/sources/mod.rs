//! Sources of prices, one file a kind: the bounds of its parameters, what it reads, and a pure `normalise`.

pub mod feeder;
pub mod fixed;

use cosmwasm_std::{Addr, Api, Decimal, Deps, StdResult};
use qerun_messages::oracle::{AssetConfig, Observation, PriceSource, MAX_DEPTH, MAX_PRICE};

use crate::ContractError;

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
        _ => Err(cosmwasm_std::StdError::generic_err("to be built").into()),
    }
}

/// All feeders of an asset, in the order of its sources: at most 5 x 15, each once.
pub fn feeders(config: &AssetConfig<Addr>) -> impl Iterator<Item = &Addr> {
    config.sources.iter().flat_map(|source| match source {
        PriceSource::Feeder { feeders, .. } => feeders.as_slice(),
        _ => &[],
    })
}

/// What a source reports now; None if it is not live. Reads storage and other contracts, writes nothing.
pub fn observe(
    deps: Deps,
    asset: &str,
    source: &PriceSource<Addr>,
    now: u64,
) -> StdResult<Option<Observation>> {
    match source {
        PriceSource::Fixed { price, depth } => Ok(fixed::normalise(*price, *depth, now)),
        PriceSource::Feeder { feeders, max_age } => {
            let slots = feeder::read(deps.storage, asset, feeders)?;
            Ok(feeder::normalise(&slots, feeders.len(), *max_age, now))
        }
        _ => Ok(None),
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

/// Refuses a price of zero, and prices and depths beyond the hard maximum. Errors: `ZeroPrice`, `TooLarge`.
pub fn ensure_figures(
    asset: &str,
    price: Decimal,
    depth: Option<Decimal>,
) -> Result<(), ContractError> {
    if price.is_zero() {
        return Err(ContractError::ZeroPrice {
            asset: asset.to_owned(),
        });
    }
    for (name, value, max) in [
        ("price", price, MAX_PRICE),
        ("depth", depth.unwrap_or_default(), MAX_DEPTH),
    ] {
        if value > max {
            return Err(ContractError::TooLarge {
                name,
                asset: asset.to_owned(),
                value,
                max,
            });
        }
    }
    Ok(())
}
