//! From a pool of two tokens to US dollars: what Osmosis' and Astroport's averages have in common.

use cosmwasm_std::{Addr, Decimal, StdResult, Storage, Uint128};
use qerun_controls::ensure_within;
use qerun_math::{mul_decimal_ceil, mul_decimal_floor, quote_floor, MathError};
use qerun_messages::oracle::{
    AssetConfig, Observation, PoolPrice, PriceRecord, PriceSource, Status, MAX_DEPTH, PRICES,
    WINDOW_BOUNDS,
};

use crate::asset::{ensure_asset_id, load_asset};
use crate::ContractError;

/// Length of a token's name in bytes.
const TOKEN_BOUNDS: (usize, usize) = (1, 128);
/// Decimals of a token.
const DECIMALS_BOUNDS: (u32, u32) = (0, 18);

/// What a pool reports, in whole quote tokens per whole base token.
pub struct PoolObservation {
    /// Lowest credible price, rounded down.
    pub low: Decimal,
    /// The average, rounded down.
    pub price: Decimal,
    /// Highest credible price, rounded up.
    pub high: Decimal,
    /// Reserve of the quote token, smallest units.
    pub quote_reserve: Uint128,
}

/// Two different tokens, a window within its bounds, and a quote asset that is another one.
/// Errors: `OutOfBounds`, `SameToken`, `InvalidAsset`, `QuotedInItself`.
pub fn ensure_pool(pool: &PoolPrice, asset: &str) -> Result<(), ContractError> {
    for (name, token) in [
        ("length of base", &pool.base),
        ("length of quote", &pool.quote),
    ] {
        ensure_within(name, token.len(), TOKEN_BOUNDS)?;
    }
    for (name, decimals) in [
        ("base_decimals", pool.base_decimals),
        ("quote_decimals", pool.quote_decimals),
    ] {
        ensure_within(name, u32::from(decimals), DECIMALS_BOUNDS)?;
    }
    ensure_within("window", pool.window, WINDOW_BOUNDS)?;
    if pool.base == pool.quote {
        let token = pool.base.clone();
        return Err(ContractError::SameToken { token });
    }
    ensure_asset_id(&pool.quote_asset)?;
    if pool.quote_asset == asset {
        let asset = asset.to_owned();
        return Err(ContractError::QuotedInItself { asset });
    }
    Ok(())
}

/// Refuses a configuration that replaces `known` and quotes a pool in an asset that is unknown, or whose own price comes from
/// a pool, unless `known` quotes in it already.
///
/// So no price ever rests on itself. Think of prices that rest on each other in a circle, and of the one of them that was
/// quoted in its next one last: that one had a pool already, and it is refused. Whatever writes a configuration must call
/// this, a return to an earlier one too: the quote asset may have got a pool since. What is quoted already stays so:
/// otherwise a pool of the quote asset would stop every change, and the return from one.
/// (Even a circle could not loop: what is read is a published record.) An asset that others quote in may get a pool
/// later; their price then rests on two pools, one after the other.
///
/// Errors: `UnknownAsset`, `QuotedInPool`.
pub fn ensure_quote_assets<T, U>(
    storage: &dyn Storage,
    asset: &str,
    config: &AssetConfig<T>,
    known: Option<&AssetConfig<U>>,
) -> Result<(), ContractError> {
    let known: Vec<&String> = known.map_or(vec![], |known| quote_assets(known).collect());
    for quote_asset in quote_assets(config).filter(|quoted| !known.contains(quoted)) {
        let quote = load_asset(storage, quote_asset)?;
        if quote_assets(&quote.config).next().is_some() {
            return Err(ContractError::QuotedInPool {
                asset: asset.to_owned(),
                quote_asset: quote_asset.clone(),
            });
        }
    }
    Ok(())
}

/// In which assets the pools of a configuration are quoted.
fn quote_assets<T>(config: &AssetConfig<T>) -> impl Iterator<Item = &String> {
    config
        .sources
        .iter()
        .filter_map(pool_of)
        .map(|pool| &pool.quote_asset)
}

/// The pool of a source, if it is one.
fn pool_of<T>(source: &PriceSource<T>) -> Option<&PoolPrice> {
    match source {
        PriceSource::OsmosisTwap { pool, .. } | PriceSource::AstroportTwap { pool, .. } => {
            Some(pool)
        }
        _ => None,
    }
}

/// The published record of the quote token, if it can be relied on: not halted, not expired.
pub fn quote_record(
    storage: &dyn Storage,
    pool: &PoolPrice,
    now: u64,
) -> StdResult<Option<PriceRecord>> {
    let record = PRICES.may_load(storage, &pool.quote_asset)?;
    Ok(record.filter(|record| record.ensure_fresh(&pool.quote_asset, now).is_ok()))
}

/// Whether nobody takes new risk at the price of the token that a source is quoted in: then not at the source's either.
pub fn is_quote_in_doubt(storage: &dyn Storage, source: &PriceSource<Addr>) -> StdResult<bool> {
    let Some(pool) = pool_of(source) else {
        return Ok(false);
    };
    let record = PRICES.may_load(storage, &pool.quote_asset)?;
    Ok(record.is_none_or(|record| record.status != Status::Live))
}

/// The pool's prices in dollars: low at the quote token's bid and rounded down, high at its ask and rounded up, and the
/// depth of the quote side at its bid. As old as the older of the two.
pub fn to_dollars(
    seen: PoolObservation,
    pool: &PoolPrice,
    quote: &PriceRecord,
    now: u64,
) -> Option<Observation> {
    let dollars = || -> Result<Observation, MathError> {
        let depth = quote_floor(seen.quote_reserve, quote.bid, pool.quote_decimals)?;
        Ok(Observation {
            low: Decimal::new(mul_decimal_floor(seen.low.atomics(), quote.bid)?),
            price: Decimal::new(mul_decimal_floor(seen.price.atomics(), quote.mid)?),
            high: Decimal::new(mul_decimal_ceil(seen.high.atomics(), quote.ask)?),
            depth: Some(depth.min(MAX_DEPTH)),
            as_of: now.min(quote.as_of),
        })
    };
    // A figure that does not fit is far beyond what counts.
    dollars().ok()
}
