//! The arithmetic average of a pool on Osmosis, asked of the chain's own module, which cannot be donated to and records
//! prices at the end of a block. Shapes: `osmosis.twap.v1beta1` and `osmosis.poolmanager.v1beta1`, `query.proto`; the chain
//! answers a contract in JSON.

use cosmwasm_std::{Addr, Binary, Coin, Decimal, QuerierWrapper, QueryRequest, Uint128, Uint64};
use prost::Message;
use qerun_math::{scaled_ceil, scaled_floor};
use qerun_messages::oracle::{PoolPrice, PriceSource};
use serde::de::DeserializeOwned;
use serde::Deserialize;

use super::pool::{ensure_pool, PoolObservation};
use crate::ContractError;

const TWAP_PATH: &str = "/osmosis.twap.v1beta1.Query/ArithmeticTwapToNow";
const LIQUIDITY_PATH: &str = "/osmosis.poolmanager.v1beta1.Query/TotalPoolLiquidity";
/// Fewest units of the module's 18 digits at which an average counts: below, rounding alone is a promille of it.
const LEAST_UNITS: Uint128 = Uint128::new(1_000);

#[derive(Clone, PartialEq, Message)]
struct ArithmeticTwapToNowRequest {
    #[prost(uint64, tag = "1")]
    pool_id: u64,
    #[prost(string, tag = "2")]
    base_asset: String,
    #[prost(string, tag = "3")]
    quote_asset: String,
    #[prost(message, optional, tag = "4")]
    start_time: Option<Timestamp>,
}

/// `google.protobuf.Timestamp`.
#[derive(Clone, PartialEq, Message)]
struct Timestamp {
    #[prost(int64, tag = "1")]
    seconds: i64,
    #[prost(int32, tag = "2")]
    nanos: i32,
}

#[derive(Clone, PartialEq, Message)]
struct TotalPoolLiquidityRequest {
    #[prost(uint64, tag = "1")]
    pool_id: u64,
}

#[derive(Deserialize)]
struct ArithmeticTwapToNowResponse {
    arithmetic_twap: Decimal,
}

#[derive(Deserialize)]
struct TotalPoolLiquidityResponse {
    liquidity: Vec<Coin>,
}

/// What the chain reports of a pool.
pub struct OsmosisPool {
    /// Smallest units of the quote token for one of the base token, averaged over the window.
    pub twap: Decimal,
    /// Reserve of the quote token, smallest units.
    pub quote_reserve: Uint128,
}

/// Errors: those of a pool.
pub fn validate(
    pool_id: Uint64,
    pool: PoolPrice,
    asset: &str,
) -> Result<PriceSource<Addr>, ContractError> {
    ensure_pool(&pool, asset)?;
    Ok(PriceSource::OsmosisTwap { pool_id, pool })
}

/// What the chain reports now; None if it refuses (no such pool, no such history) or is another chain.
pub fn read(
    querier: &QuerierWrapper,
    pool_id: u64,
    pool: &PoolPrice,
    now: u64,
) -> Option<OsmosisPool> {
    let seconds = i64::try_from(now.checked_sub(pool.window)?).ok()?;
    let twap = ArithmeticTwapToNowRequest {
        pool_id,
        base_asset: pool.base.clone(),
        quote_asset: pool.quote.clone(),
        start_time: Some(Timestamp { seconds, nanos: 0 }),
    };
    let twap: ArithmeticTwapToNowResponse = ask(querier, TWAP_PATH, &twap)?;
    let liquidity = TotalPoolLiquidityRequest { pool_id };
    let liquidity: TotalPoolLiquidityResponse = ask(querier, LIQUIDITY_PATH, &liquidity)?;
    let quote = |coin: &Coin| (coin.denom == pool.quote).then_some(coin.amount);
    Some(OsmosisPool {
        twap: twap.arithmetic_twap,
        quote_reserve: liquidity.liquidity.iter().find_map(quote)?,
    })
}

fn ask<T: DeserializeOwned>(
    querier: &QuerierWrapper,
    path: &str,
    request: &impl Message,
) -> Option<T> {
    // The newer `Grpc` query needs a capability that Osmosis and others do not promise yet.
    #[allow(deprecated)]
    let request = QueryRequest::Stargate {
        path: path.to_owned(),
        data: Binary::new(request.encode_to_vec()),
    };
    querier.query(&request).ok()
}

/// The average for whole tokens, the higher end rounded up; None if it has too few digits to be a price.
pub fn normalise(seen: OsmosisPool, pool: &PoolPrice) -> Option<PoolObservation> {
    let twap = seen.twap.atomics();
    if twap < LEAST_UNITS {
        return None;
    }
    let whole = i32::from(pool.base_decimals).checked_sub(i32::from(pool.quote_decimals))?;
    let exponent = whole.checked_sub(18)?;
    Some(PoolObservation {
        low: scaled_floor(twap, exponent).ok()?,
        price: scaled_floor(twap, exponent).ok()?,
        high: scaled_ceil(twap, exponent).ok()?,
        quote_reserve: seen.quote_reserve,
    })
}
