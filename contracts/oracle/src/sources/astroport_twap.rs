//! The average of an Astroport constant-product pair, from this contract's own samples.

use cosmwasm_std::{Addr, Api, Decimal, Deps, StdResult, Storage};
use qerun_controls::ensure_within;
use qerun_math::{
    inverse_ceil, inverse_floor, scaled_ceil, scaled_floor, MathError, SampledAverage,
};
use qerun_messages::oracle::{Observation, PoolPrice, PriceSource, AGE_BOUNDS};

use super::astroport_pair::{read, reads_base_accumulator, AstroportPair};
use super::pool::{self, ensure_pool, PoolObservation};
use crate::state::SAMPLES;
use crate::ContractError;

/// Errors: those of a pool, `OutOfBounds`, `Std` for an address.
pub fn validate(
    api: &dyn Api,
    pair: &str,
    pool: PoolPrice,
    max_idle: u64,
    asset: &str,
) -> Result<PriceSource<Addr>, ContractError> {
    ensure_pool(&pool, asset)?;
    ensure_within("max_idle", max_idle, AGE_BOUNDS)?;
    Ok(PriceSource::AstroportTwap {
        pair: api.addr_validate(pair)?,
        pool,
        max_idle,
    })
}

/// An Astroport pair as the source of one asset.
#[derive(Clone, Copy)]
pub struct AstroportTwap<'a> {
    asset: &'a str,
    pair: &'a Addr,
    pool: &'a PoolPrice,
    max_idle: u64,
}

/// What a look at a pair finds.
#[derive(Default)]
pub struct Seen {
    /// Average and spot price.
    pub observation: Option<Observation>,
    /// The spot price alone, only to compare with: anyone can push it.
    pub spot: Option<Observation>,
    /// The samples, if there is a new one.
    pub samples: Option<SampledAverage>,
}

impl<'a> AstroportTwap<'a> {
    /// None of a source of another kind.
    pub fn of(asset: &'a str, source: &'a PriceSource<Addr>) -> Option<Self> {
        match source {
            PriceSource::AstroportTwap {
                pair,
                pool,
                max_idle,
            } => Some(AstroportTwap {
                asset,
                pair,
                pool,
                max_idle: *max_idle,
            }),
            _ => None,
        }
    }

    /// Reads the pair, the samples of it, and the record of the quote token. Writes nothing.
    pub fn look(&self, deps: Deps, now: u64) -> StdResult<Seen> {
        let pool = self.pool;
        let Some(pair) = read(&deps.querier, self.pair, pool, now) else {
            return Ok(Seen::default());
        };
        let known = SAMPLES.may_load(deps.storage, (self.asset, self.pair))?;
        // An implausible reading is not sampled.
        let new = SampledAverage::sample(known.as_ref(), &pair.reading, pool.window);
        let new = new.unwrap_or_default();
        let quote = pool::quote_record(deps.storage, pool, now)?;
        let dollars =
            |seen: Option<PoolObservation>| pool::to_dollars(seen?, pool, quote.as_ref()?, now);
        let samples = new.as_ref().or(known.as_ref());
        let average =
            samples.and_then(|samples| average_in_quote(&pair, samples, pool, self.max_idle));
        Ok(Seen {
            observation: dollars(average),
            spot: dollars(in_whole_tokens(pair.reading.spot, &pair, pool)),
            samples: new,
        })
    }

    /// Saves the samples.
    pub fn save(&self, storage: &mut dyn Storage, samples: &SampledAverage) -> StdResult<()> {
        SAMPLES.save(storage, (self.asset, self.pair), samples)
    }

    /// Forgets the samples.
    pub fn forget(&self, storage: &mut dyn Storage) {
        SAMPLES.remove(storage, (self.asset, self.pair));
    }
}

/// Average and spot price for whole tokens: the lower one is the low, rounded down, the higher one the high, rounded up.
/// None when nobody has traded for longer than `max_idle`, or the samples do not cover the window.
fn average_in_quote(
    seen: &AstroportPair,
    samples: &SampledAverage,
    pool: &PoolPrice,
    max_idle: u64,
) -> Option<PoolObservation> {
    let reading = &seen.reading;
    if reading.at > reading.traded_at.saturating_add(max_idle) {
        return None;
    }
    let average = samples.average_floor(reading, pool.window).ok()??;
    in_whole_tokens(average, seen, pool)
}

/// A price (the average, or spot itself) and the spot price as low and high, in whole tokens.
fn in_whole_tokens(
    price: Decimal,
    seen: &AstroportPair,
    pool: &PoolPrice,
) -> Option<PoolObservation> {
    let spot = seen.reading.spot;
    let (least, most) = (price.min(spot), price.max(spot));
    let prices = || -> Result<_, MathError> {
        if reads_base_accumulator(pool) {
            let digits = i32::from(pool.base_decimals)
                .saturating_sub(i32::from(pool.quote_decimals))
                .saturating_sub(18);
            Ok((
                scaled_floor(least.atomics(), digits)?,
                scaled_floor(price.atomics(), digits)?,
                scaled_ceil(most.atomics(), digits)?,
            ))
        } else {
            let digits = u32::from(pool.base_decimals.saturating_sub(pool.quote_decimals));
            Ok((
                inverse_floor(most, digits)?,
                inverse_floor(price, digits)?,
                inverse_ceil(least, digits)?,
            ))
        }
    };
    let (low, price, high) = prices().ok()?;
    Some(PoolObservation {
        low,
        price,
        high,
        quote_reserve: seen.quote_reserve,
    })
}
