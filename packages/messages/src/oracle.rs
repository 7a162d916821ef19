//! The oracle: one guarded price record per asset, published for raw reading.
//!
//! Prices are US dollars per whole token, depths are US dollars, times are seconds since the Unix epoch.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, QuerierWrapper, StdResult};
use cw_ownable::Action;
use cw_storage_plus::Map;

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

/// How far a record can be relied on.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Status {
    /// Enough sources, and they agree.
    Live,
    /// The sources disagree by more than the policy's `max_deviation`: good for liquidation, not for new risk.
    Degraded,
    /// Stopped by the guardian or the owner until the owner resumes it.
    Halted,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Status::Live => "live",
            Status::Degraded => "degraded",
            Status::Halted => "halted",
        })
    }
}

/// What consumers read. Always `bid <= mid <= ask`; after a rally the clamped bid can be far below `mid`.
#[cw_serde]
#[derive(Eq)]
pub struct PriceRecord {
    /// Lowest credible price, its growth clamped: values collateral, in USD.
    pub bid: Decimal,
    /// Highest credible price, in USD.
    pub ask: Decimal,
    /// Median of the sources, not clamped, in USD.
    pub mid: Decimal,
    /// One-hour time-weighted average of `mid` up to the moment of writing, in USD.
    pub average: Decimal,
    /// USD side of the pool: the lower of present and 24 h average, its growth clamped. None if no source tells.
    pub depth: Option<Decimal>,
    /// Time of the oldest source that counted, in seconds. Never moves back.
    pub as_of: u64,
    /// `as_of` plus the asset's maximum age: a consumer refuses the record when now is later, in seconds.
    pub expires: u64,
    /// How far it can be relied on.
    pub status: Status,
}

/// Why a consumer refuses a price.
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
pub enum PriceError {
    /// The oracle has no record of the asset.
    #[error("the oracle has no price of {asset}")]
    Missing {
        /// The asset asked for.
        asset: String,
    },
    /// The record is too old.
    #[error("the price of {asset} expired at {expires}, now is {now}")]
    Stale {
        /// The asset.
        asset: String,
        /// Last second at which it was good.
        expires: u64,
        /// Block time, seconds.
        now: u64,
    },
    /// The record's status does not allow the action.
    #[error("the price of {asset} is {status}")]
    NotLive {
        /// The asset.
        asset: String,
        /// Its status.
        status: Status,
    },
}

impl PriceRecord {
    /// For liquidation and valuation: neither expired nor halted. `now` is the block time in seconds.
    pub fn check_fresh(&self, asset: &str, now: u64) -> Result<(), PriceError> {
        if self.status == Status::Halted {
            return Err(PriceError::NotLive {
                asset: asset.to_owned(),
                status: self.status,
            });
        }
        if now > self.expires {
            return Err(PriceError::Stale {
                asset: asset.to_owned(),
                expires: self.expires,
                now,
            });
        }
        Ok(())
    }

    /// For new risk (borrow, withdrawal with debt, purchases): fresh, and the sources agree.
    pub fn check_live(&self, asset: &str, now: u64) -> Result<(), PriceError> {
        self.check_fresh(asset, now)?;
        if self.status != Status::Live {
            return Err(PriceError::NotLive {
                asset: asset.to_owned(),
                status: self.status,
            });
        }
        Ok(())
    }
}

/// Reads the published record of an asset by raw query; None if there is none. The caller checks its freshness.
pub fn read_price(
    querier: &QuerierWrapper,
    oracle: &Addr,
    asset: &str,
) -> StdResult<Option<PriceRecord>> {
    PRICES.query(querier, oracle.clone(), asset)
}

/// Where a price comes from. The list is flat: a source never refers to another one.
#[cw_serde]
pub enum PriceSource<T> {
    /// A price that governance guarantees. Always live.
    Fixed {
        /// USD per whole token, not zero.
        price: Decimal,
        /// USD side of the pool, if it is to be told.
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
    /// A source that goes below does not count, USD; at least 1e-12.
    pub min_price: Decimal,
    /// A source that goes above does not count, USD; above `min_price`, at most 1e12.
    pub max_price: Decimal,
}

/// Sources and guards of an asset; `T` is `String` on the wire and `Addr` once checked.
#[cw_serde]
pub struct AssetConfig<T> {
    /// 1 to 5 sources.
    pub sources: Vec<PriceSource<T>>,
    /// The guards.
    pub policy: Policy,
}

/// An asset of the genesis list.
#[cw_serde]
pub struct AssetEntry {
    /// Asset id: 1 to 32 of `a-z 0-9 . _ -`.
    pub asset: String,
    /// Its sources and guards.
    pub config: AssetConfig<String>,
}

/// One price of one feeder.
#[cw_serde]
pub struct FeederPrice {
    /// Asset id.
    pub asset: String,
    /// USD per whole token; above 0, at most 1e12.
    pub price: Decimal,
    /// USD side of the pool as the feeder sees it; at most 1e12.
    pub depth: Option<Decimal>,
    /// When it was observed, seconds: later than the feeder's last one, not later than the block, not outdated.
    pub timestamp: u64,
}

/// Sets up the oracle.
#[cw_serde]
pub struct InstantiateMsg {
    /// The timelock.
    pub owner: String,
    /// May halt an asset.
    pub guardian: Option<String>,
    /// Assets from the first block on, at most 10.
    pub assets: Vec<AssetEntry>,
}

/// What the oracle does. Takes no funds.
#[cw_serde]
pub enum ExecuteMsg {
    /// Feeders only: fills the sender's slots and rewrites the records of these assets. 1 to 10 different assets.
    SubmitPrices {
        /// One an asset.
        prices: Vec<FeederPrice>,
    },
    /// Anyone: rewrites the records of these assets from their sources. 1 to 10 different assets.
    Poke {
        /// Asset ids.
        assets: Vec<String>,
    },
    /// Owner: adds an asset or changes its sources and guards. A known asset keeps its growth clamp and averages.
    SetAsset {
        /// Asset id: 1 to 32 of `a-z 0-9 . _ -`.
        asset: String,
        /// Sources and guards.
        config: AssetConfig<String>,
    },
    /// Owner: forgets an asset with its record, slots, clamp and averages.
    RemoveAsset {
        /// Asset id.
        asset: String,
    },
    /// Guardian or owner: consumers refuse the asset from now on.
    Halt {
        /// Asset id.
        asset: String,
    },
    /// Owner: ends a halt; the record is good again with the next price that passes the guards.
    Resume {
        /// Asset id.
        asset: String,
    },
    /// Owner: names, replaces or removes the guardian.
    SetGuardian {
        /// None removes it.
        guardian: Option<String>,
    },
    /// Owner: two-step transfer.
    UpdateOwnership(Action),
}

/// What the oracle tells. Contracts read [`PRICES`] raw instead.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The published record and what each source says now.
    #[returns(PriceResponse)]
    Price {
        /// Asset id.
        asset: String,
    },
    /// Published records in order of asset id.
    #[returns(PricesResponse)]
    Prices {
        /// Continue after this asset id.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Sources and guards of an asset.
    #[returns(AssetResponse)]
    Asset {
        /// Asset id.
        asset: String,
    },
    /// Slots of the asset's feeders.
    #[returns(SlotsResponse)]
    Slots {
        /// Asset id.
        asset: String,
    },
    /// The guardian.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<String>)]
    Ownership {},
}

/// No parameters.
#[cw_serde]
pub struct MigrateMsg {}

/// What one source says, normalised.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Observation {
    /// Its price, USD.
    pub price: Decimal,
    /// Its lowest credible price, USD.
    pub low: Decimal,
    /// Its highest credible price, USD.
    pub high: Decimal,
    /// USD side of the pool, if it tells.
    pub depth: Option<Decimal>,
    /// Its age, seconds since the epoch.
    pub as_of: u64,
}

/// A source and what it says.
#[cw_serde]
pub struct SourceObservation {
    /// `fixed` or `feeder`.
    pub kind: String,
    /// None if the source is not live.
    pub observation: Option<Observation>,
}

/// Answer to `price`.
#[cw_serde]
pub struct PriceResponse {
    /// Asset id.
    pub asset: String,
    /// The published record; None before the first price.
    pub record: Option<PriceRecord>,
    /// In the order of the asset's sources, before the guards.
    pub sources: Vec<SourceObservation>,
}

/// An asset and its record.
#[cw_serde]
pub struct AssetPrice {
    /// Asset id.
    pub asset: String,
    /// The published record.
    pub record: PriceRecord,
}

/// Answer to `prices`.
#[cw_serde]
pub struct PricesResponse {
    /// In order of asset id.
    pub prices: Vec<AssetPrice>,
}

/// Answer to `asset`.
#[cw_serde]
pub struct AssetResponse {
    /// Asset id.
    pub asset: String,
    /// Sources and guards.
    pub config: AssetConfig<Addr>,
    /// Whether guardian or owner have stopped it.
    pub halted: bool,
}

/// A feeder's last price.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Slot {
    /// USD per whole token.
    pub price: Decimal,
    /// USD side of the pool, if told.
    pub depth: Option<Decimal>,
    /// When it was observed, seconds.
    pub timestamp: u64,
}

/// A feeder and its last price.
#[cw_serde]
pub struct FeederSlot {
    /// The feeder.
    pub feeder: Addr,
    /// None before its first price.
    pub slot: Option<Slot>,
}

/// Answer to `slots`.
#[cw_serde]
pub struct SlotsResponse {
    /// In the order of the asset's sources and their feeders.
    pub slots: Vec<FeederSlot>,
}

/// Answer to `config`.
#[cw_serde]
pub struct ConfigResponse {
    /// May halt an asset.
    pub guardian: Option<Addr>,
}
