//! A feed of Pyth's contract. Shapes: `price_feed` of pyth-network's CosmWasm contract; the numbers of a price are text,
//! exponent and time are numbers.

use cosmwasm_std::{Addr, Api, Decimal, Int64, QuerierWrapper, Uint128, Uint64};
use qerun_controls::ensure_within;
use qerun_math::{scaled_ceil, scaled_floor};
use qerun_messages::oracle::{Observation, PriceSource, AGE_BOUNDS, MAX_CONFIDENCE};
use serde::{Deserialize, Serialize};

use super::figures::counted_time;
use crate::ContractError;

/// Length of a feed's id: 32 bytes in hexadecimal digits.
const ID_LENGTH: usize = 64;
/// Least confidence interval per price that can be asked for.
const LEAST_CONFIDENCE: Decimal = Decimal::raw(1);

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum PythQuery<'a> {
    PriceFeed { id: &'a str },
}

#[derive(Deserialize)]
struct PriceFeedResponse {
    price_feed: PriceFeed,
}

#[derive(Deserialize)]
struct PriceFeed {
    id: String,
    price: PythPrice,
}

/// `price * 10^expo` USD, give or take `conf * 10^expo`.
#[derive(Deserialize, Clone, Copy, Debug)]
pub struct PythPrice {
    /// Mantissa of the price; 0 or less is no price.
    pub price: Int64,
    /// Mantissa of the confidence interval.
    pub conf: Uint64,
    /// Power of ten of both.
    pub expo: i32,
    /// When it was published, Unix seconds.
    pub publish_time: i64,
}

/// When a feed counts.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Seconds.
    pub max_age: u64,
    /// Confidence interval per price.
    pub max_confidence: Decimal,
}

/// A feed id of 64 lower-case hexadecimal digits and limits within their bounds. Errors: `InvalidFeedId`, `OutOfBounds`,
/// `Std` for an address.
pub fn validate(
    api: &dyn Api,
    contract: &str,
    feed_id: String,
    limits: Limits,
) -> Result<PriceSource<Addr>, ContractError> {
    let Limits {
        max_age,
        max_confidence,
    } = limits;
    ensure_within("pyth max_age", max_age, AGE_BOUNDS)?;
    let bounds = (LEAST_CONFIDENCE, MAX_CONFIDENCE);
    ensure_within("max_confidence", max_confidence, bounds)?;
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if feed_id.len() != ID_LENGTH || !feed_id.bytes().all(digit) {
        return Err(ContractError::InvalidFeedId { feed_id });
    }
    Ok(PriceSource::Pyth {
        contract: api.addr_validate(contract)?,
        feed_id,
        max_age,
        max_confidence,
    })
}

/// What the contract reports of a feed; None if it fails, answers nonsense, or another feed.
pub fn read(querier: &QuerierWrapper, contract: &Addr, feed_id: &str) -> Option<PythPrice> {
    let query = PythQuery::PriceFeed { id: feed_id };
    let answer: PriceFeedResponse = querier.query_wasm_smart(contract, &query).ok()?;
    (answer.price_feed.id == feed_id).then_some(answer.price_feed.price)
}

/// The price with its confidence interval, the lower end rounded down and the higher one up. None of a price that is not
/// positive, too uncertain, too old, from the future, or that no `Decimal` expresses.
pub fn normalise(seen: PythPrice, limits: Limits, now: u64) -> Option<Observation> {
    let published = u64::try_from(seen.publish_time).ok()?;
    let as_of = counted_time(published, limits.max_age, now)?;
    let price = Uint128::from(u64::try_from(seen.price.i64()).ok()?);
    let conf = Uint128::from(seen.conf);
    let most = price.checked_mul(limits.max_confidence.atomics()).ok()?;
    let uncertain = conf.full_mul(Decimal::one().atomics()) > most.into();
    if uncertain || conf >= price {
        return None;
    }
    Some(Observation {
        price: scaled_floor(price, seen.expo).ok()?,
        low: scaled_floor(price.checked_sub(conf).ok()?, seen.expo).ok()?,
        high: scaled_ceil(price.checked_add(conf).ok()?, seen.expo).ok()?,
        depth: None,
        as_of,
    })
}
