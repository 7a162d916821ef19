//! An Astroport constant-product pair, read raw: a smart query of it loads two codes, some 135,000 gas. Shapes: `Config` of
//! astroport-pair 1.5.0 (`src/state.rs`), `PairInfo` and `AssetInfo` of astroport 3.12, `BALANCES` of cw20-base.
//!
//! Reserves are what the bank or the token says that the pair has, as for the pair itself: whoever sends it something moves
//! its spot price, and `SampledAverage` is made for that.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_math::PairReading;
use qerun_messages::oracle::PoolPrice;
use serde::{Deserialize, Serialize};

const PAIR_CONFIG: Item<PairConfig> = Item::new("config");
const CW20_BALANCES: Map<&Addr, Uint128> = Map::new("balance");

/// The part of a pair's `config` that a price needs.
#[derive(Serialize, Deserialize)]
struct PairConfig {
    pair_info: PairInfo,
    /// When the accumulators were written, Unix seconds.
    block_time_last: u64,
    price0_cumulative_last: Uint128,
    price1_cumulative_last: Uint128,
}

#[derive(Serialize, Deserialize)]
struct PairInfo {
    asset_infos: [AssetInfo; 2],
    #[allow(dead_code)]
    // a pair of another type cannot be parsed, and is no source: its accumulators mean something else
    pair_type: PairType,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AssetInfo {
    Token { contract_addr: Addr },
    NativeToken { denom: String },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PairType {
    Xyk {},
}

/// What a pair reports in this block.
#[derive(Clone, Debug, PartialEq)]
pub struct AstroportPair {
    /// The accumulator that [`reads_base_accumulator`] names, and the spot price that belongs to it.
    pub reading: PairReading,
    /// Reserve of the quote token, smallest units.
    pub quote_reserve: Uint128,
}

/// Whether the base token's accumulator is read, or the quote token's and inverted. The pair keeps six digits of the ratio
/// of smallest units: of tokens of 6 and 18 decimals only the one of the former has any.
pub fn reads_base_accumulator(pool: &PoolPrice) -> bool {
    pool.base_decimals <= pool.quote_decimals
}

/// What the pair reports now; None if it is no constant-product pair of these two tokens, or one of its reserves is zero.
pub fn read(
    querier: &QuerierWrapper,
    pair: &Addr,
    pool: &PoolPrice,
    now: u64,
) -> Option<AstroportPair> {
    let config = PAIR_CONFIG.query(querier, pair.clone()).ok()?;
    let [first, second] = &config.pair_info.asset_infos;
    let (base, quote, base_is_first) = match (first.name(), second.name()) {
        (a, b) if a == pool.base && b == pool.quote => (first, second, true),
        (a, b) if a == pool.quote && b == pool.base => (second, first, false),
        _ => return None,
    };
    let base_reserve = base.balance(querier, pair)?;
    let quote_reserve = quote.balance(querier, pair)?;
    let (numerator, denominator) = if reads_base_accumulator(pool) {
        (quote_reserve, base_reserve)
    } else {
        (base_reserve, quote_reserve)
    };
    let spot = Decimal::checked_from_ratio(numerator, denominator).ok()?;
    let accumulator = if reads_base_accumulator(pool) == base_is_first {
        config.price0_cumulative_last
    } else {
        config.price1_cumulative_last
    };
    let reading = PairReading {
        at: now,
        traded_at: config.block_time_last,
        accumulator,
        spot,
    };
    Some(AstroportPair {
        reading,
        quote_reserve,
    })
}

impl AssetInfo {
    fn name(&self) -> &str {
        match self {
            AssetInfo::Token { contract_addr } => contract_addr.as_str(),
            AssetInfo::NativeToken { denom } => denom,
        }
    }

    /// What a pair has of it, smallest units.
    fn balance(&self, querier: &QuerierWrapper, pair: &Addr) -> Option<Uint128> {
        match self {
            AssetInfo::Token { contract_addr } => CW20_BALANCES
                .query(querier, contract_addr.clone(), pair)
                .ok()
                .flatten(),
            AssetInfo::NativeToken { denom } => querier
                .query_balance(pair, denom)
                .ok()
                .map(|coin| coin.amount),
        }
    }
}
