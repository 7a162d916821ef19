//! The state at the end of each day.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

use crate::report::governance::model::GovernanceDay;

/// The state at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// The day.
    pub date: String,
    /// Closing prices in USD.
    pub prices: DayPrices,
    /// The reserve.
    pub reserve: ReserveDay,
    /// The market.
    pub market: MarketDay,
    /// Positions with debt in each health bucket, from worst to best.
    pub health: [u32; 6],
    /// The pool on the DEX chain.
    pub pool: PoolDay,
    /// Power and reputation of the holders.
    pub governance: GovernanceDay,
}

/// Closing prices, USD per whole token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPrices {
    /// The reserve asset.
    pub eth: Decimal,
    /// The token that stands in for QER.
    pub qer: Decimal,
    /// The stablecoin.
    pub usdc: Decimal,
}

/// The reserve at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReserveDay {
    /// ETH that borrowers' claims and owed amounts cover.
    pub encumbered_eth: Decimal,
    /// The protocol's own ETH.
    pub unencumbered_eth: Decimal,
    /// Stablecoins in orders without a final result, and refunded ones that wait.
    pub in_flight_stable: Decimal,
    /// All ETH and what is in flight.
    pub value_usd: Decimal,
}

/// The market at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketDay {
    /// All debt with interest.
    pub debt_usd: Decimal,
    /// All collateral at the day's price.
    pub collateral_usd: Decimal,
    /// Stablecoins that can be borrowed or withdrawn.
    pub cash_usd: Decimal,
    /// The insurance.
    pub insurance_usd: Decimal,
    /// Debt over debt and cash.
    pub utilisation: Decimal,
    /// What borrowers pay a year.
    pub borrow_rate: Decimal,
    /// What suppliers earn a year.
    pub supply_rate: Decimal,
    /// Positions with debt.
    pub open_positions: u32,
}

/// The pool that ETH is bought from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDay {
    /// Its stablecoin side.
    pub depth_usd: Decimal,
    /// Its price of one ETH.
    pub eth_price: Decimal,
}
