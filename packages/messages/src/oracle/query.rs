//! Queries of the oracle, and the answers.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal};

use super::*;

/// Queries of the oracle. Contracts read [`PRICES`] raw instead.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The published record and what each source reports now.
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
        /// Default 10, from 1 to 30.
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
    /// Who may halt an asset besides the owner.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner and pending owner.
    #[returns(cw_ownable::Ownership<String>)]
    Ownership {},
}

/// What one source reports, normalised.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Observation {
    /// Its price, USD.
    pub price: Decimal,
    /// Its lowest credible price, USD.
    pub low: Decimal,
    /// Its highest credible price, USD.
    pub high: Decimal,
    /// USD side of the pool, if the source reports one.
    pub depth: Option<Decimal>,
    /// When it was observed, Unix seconds.
    pub as_of: u64,
}

/// A source and what it reports.
#[cw_serde]
pub struct SourceObservation {
    /// `fixed`, `feeder`, `pyth`, `osmosis_twap`, `astroport_twap` or `external`.
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
    /// Whether it has had no price to rely on for a day: the owner may set it as if it were new, or forget it.
    pub idle: bool,
    /// From when the owner may change it, seconds; 0 for at once.
    pub ready_at: u64,
    /// Until when the guardian may put back the sources before the last change, seconds; null if he may not.
    pub revertible_until: Option<u64>,
}

/// A feeder's last price.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Slot {
    /// USD per whole token.
    pub price: Decimal,
    /// USD side of the pool, if submitted.
    pub depth: Option<Decimal>,
    /// When it was observed, seconds.
    pub timestamp: u64,
}

/// A feeder and its last price.
#[cw_serde]
pub struct FeederSlot {
    /// Address of the feeder.
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
