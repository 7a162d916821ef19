//! The oracle: one guarded price record per asset, published for raw reading.
//!
//! Prices are US dollars per whole token, depths are US dollars, times are seconds since the Unix epoch.

mod execute;
mod query;
mod record;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
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
