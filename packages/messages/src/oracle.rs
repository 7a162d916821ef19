//! The oracle: one guarded price record per asset, published for raw reading.
//!
//! Prices are US dollars per whole token, depths are US dollars, times are seconds since the Unix epoch.

mod execute;
mod query;
mod record;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint64};
use cw_storage_plus::Map;

pub use self::execute::*;
pub use self::query::*;
pub use self::record::*;

/// Published price records by asset id. The key (`p`) and the shape of the record are interface: other contracts
/// read them with a raw query, see [`read_price`].
pub const PRICES: Map<&str, PriceRecord> = Map::new("p");

/// Assets named in one `submit_prices` or `poke`, at most.
pub const MAX_BATCH: usize = 10;
/// Sources of one asset, at most.
pub const MAX_SOURCES: usize = 5;
/// Feeders of one feeder source, at most.
pub const MAX_FEEDERS: usize = 15;
/// Length of an asset id in bytes, at most.
pub const MAX_ASSET_LENGTH: usize = 32;
/// Lowest price that a policy can let pass, in USD: 1e-12, so that growth of a promille still has digits.
pub const MIN_PRICE: Decimal = Decimal::raw(1_000_000);
/// Highest price that is accepted anywhere, in USD: 1e12.
pub const MAX_PRICE: Decimal = Decimal::raw(1_000_000_000_000_000_000_000_000_000_000);
/// Least depth that is published, in USD: below it a record has none, because zero could never grow again.
pub const MIN_DEPTH: Decimal = Decimal::one();
/// Greatest depth that is accepted anywhere, in USD: 1e12.
pub const MAX_DEPTH: Decimal = MAX_PRICE;
/// Bounds of every age limit, in seconds.
pub const AGE_BOUNDS: (u64, u64) = (30, 86_400);
/// Greatest spread between sources that a policy can call live: 25 %.
pub const MAX_DEVIATION: Decimal = Decimal::percent(25);
/// Greatest growth of the bid in an hour that a policy can allow while it limits growth: 50 %.
pub const MAX_GROWTH_HOUR: Decimal = Decimal::percent(50);
/// Greatest growth of the bid in a day that a policy can allow while it limits growth: 200 %.
pub const MAX_GROWTH_DAY: Decimal = Decimal::percent(200);

/// Bounds of the window of a pool's average, seconds.
pub const WINDOW_BOUNDS: (u64, u64) = (600, 7_200);
/// Greatest confidence interval per price that a source can allow: 5 %.
pub const MAX_CONFIDENCE: Decimal = Decimal::percent(5);
/// Longest grace, seconds: an hour.
pub const MAX_GRACE: u64 = 3_600;
/// Seconds after a change of an asset within which the guardian may return to the sources before it: seven days.
pub const REVERT_WITHIN: u64 = 604_800;

/// Seconds between two changes of an asset, and from the end of its last reliable price until it is idle: a day.
pub const COOL_DOWN: u64 = 86_400;

/// Where a price comes from. The list is flat: a source never refers to another one.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum PriceSource<T> {
    /// A price that governance guarantees. Always live.
    Fixed {
        /// USD per whole token, not zero.
        price: Decimal,
        /// USD side of the pool; none publishes no depth.
        depth: Option<Decimal>,
    },
    /// Named signers, each with one slot. Live with at least `ceil(2N/3)` slots no older than `max_age`.
    Feeder {
        /// 1 to 15 different addresses; none may appear in another source of the same asset.
        feeders: Vec<T>,
        /// Greatest age at which a slot counts, seconds, 30 to 86,400.
        max_age: u64,
    },
    /// A feed of Pyth's contract, in US dollars.
    Pyth {
        /// Pyth's contract on this chain.
        contract: T,
        /// The feed's id: 64 hexadecimal digits, lower case.
        feed_id: String,
        /// Greatest age of the published price at which it counts, seconds, 30 to 86,400.
        max_age: u64,
        /// Greatest confidence interval per price at which it counts; above 0, at most 0.05.
        max_confidence: Decimal,
    },
    /// The arithmetic average of a pool on Osmosis, asked of the chain's own module.
    OsmosisTwap {
        /// The pool's id.
        pool_id: Uint64,
        /// Its two tokens, by bank denom.
        pool: PoolPrice,
    },
    /// The average of an Astroport constant-product pair, from this contract's own samples of the pair's accumulator.
    /// It is live only when the samples cover the whole window.
    AstroportTwap {
        /// The pair.
        pair: T,
        /// Its two tokens, by bank denom or cw20 address.
        pool: PoolPrice,
        /// Greatest time since the pair's last swap at which it counts, seconds, 30 to 86,400.
        max_idle: u64,
    },
    /// Another contract that answers [`ExternalQuery`], such as an adapter to an oracle of the chain.
    External {
        /// The contract.
        contract: T,
        /// What that contract calls the asset, 1 to 128 bytes.
        asset: String,
        /// Greatest age of its answer at which it counts, seconds, 30 to 86,400.
        max_age: u64,
    },
}

/// How a price in dollars is read from a pool of two tokens: base in quote by the pool, quote in dollars by this
/// oracle's own record of the quote token.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct PoolPrice {
    /// The token whose price this is, as the pool names it.
    pub base: String,
    /// Its decimals, at most 18.
    pub base_decimals: u8,
    /// The token that it is quoted in, as the pool names it.
    pub quote: String,
    /// Its decimals, at most 18.
    pub quote_decimals: u8,
    /// The oracle's id of the quote token: another asset, none of whose own sources is a pool.
    pub quote_asset: String,
    /// Seconds that the average covers, 600 to 7,200; on a public chain at least 3,600.
    pub window: u64,
}

/// What an `External` source is asked. It answers an [`Observation`].
#[cw_serde]
pub enum ExternalQuery {
    /// The price of an asset in US dollars, and when it was observed.
    Price {
        /// What that contract calls the asset.
        asset: String,
    },
}

/// Guards of an asset, the same for every kind of source.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Lifetime of a record after its `as_of`, seconds, 30 to 86,400.
    pub max_age: u64,
    /// Spread `(ask - low) / mid` over the live sources above which the record is degraded; above 0, at most 0.25.
    pub max_deviation: Decimal,
    /// Live sources without which the record is left as it is, to expire; 1 to the number of sources.
    pub min_sources: u32,
    /// Growth of bid and depth over their lowest value in the last hour, as a share; above 0, at most 0.5.
    pub max_growth_hour: Option<Decimal>,
    /// The same for the last 24 hours; at most 2, not below the hourly one.
    pub max_growth_day: Option<Decimal>,
    /// A source with a lower price does not count, USD; at least 1e-12.
    pub min_price: Decimal,
    /// A source with a higher price does not count, USD; at least `min_price`, at most 1e12.
    pub max_price: Decimal,
    /// A source that reports a depth below this does not count, USD; zero for no such rule, at most 1e12.
    pub min_liquidity: Decimal,
    /// Seconds after a stall or a halt in which nobody is liquidated at this price, at most 3,600.
    pub grace: u64,
}

/// Sources and guards of an asset; `T` is `String` on the wire and `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct AssetConfig<T> {
    /// 1 to 5 sources.
    pub sources: Vec<PriceSource<T>>,
    /// When a source counts, and what bounds the record.
    pub policy: Policy,
}

/// An asset of the genesis list.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct AssetEntry {
    /// Asset id: 1 to 32 of `a-z 0-9 . _ -`.
    pub asset: String,
    /// Its sources and guards.
    pub config: AssetConfig<String>,
}

/// Migrates to the version of the code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
