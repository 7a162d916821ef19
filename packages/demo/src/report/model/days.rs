//! The state at the end of each day.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

use crate::report::downturn::model::DownturnDay;
use crate::report::governance::model::GovernanceDay;

/// The state at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// UTC, `YYYY-MM-DD`.
    pub date: String,
    /// Closing prices in USD.
    pub prices: DayPrices,
    /// ETH and purchases at the daily close.
    pub reserve: ReserveDay,
    /// Loans and rates at the daily close.
    pub market: MarketDay,
    /// Positions with debt in each health bucket, from worst to best.
    pub health: [u32; 6],
    /// The pool on the DEX chain.
    pub pool: PoolDay,
    /// Power and reputation of the holders.
    pub governance: GovernanceDay,
    /// Time under water, liquidations, and losses so far.
    pub downturn: DownturnDay,
}

/// Closing prices, USD per whole token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPrices {
    /// ETH, which the reserve buys.
    pub eth: Decimal,
    /// The token that stands in for QER.
    pub qer: Decimal,
    /// The stablecoin, which is lent.
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
    /// First cover of bad debt.
    pub insurance_usd: Decimal,
    /// Debt written off against earmarked ETH that is not sold yet.
    pub deficit_usd: Decimal,
    /// All debt written off so far, sales below the booked value included.
    pub written_off_usd: Decimal,
    /// What suppliers own, stablecoins.
    pub supplied: Decimal,
    /// What a stablecoin supplied to an empty market is worth, stablecoins.
    pub share_price: Decimal,
    /// Debt divided by debt and cash.
    pub utilisation: Decimal,
    /// Yearly rate that borrowers pay, a fraction of 1.
    pub borrow_rate: Decimal,
    /// Yearly rate that suppliers earn, a fraction of 1.
    pub supply_rate: Decimal,
    /// Number of positions with debt.
    pub open_positions: u32,
}

/// The pool that ETH is bought from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDay {
    /// Its stablecoins.
    pub depth_usd: Decimal,
    /// USD per ETH: its stablecoins' value divided by its ETH.
    pub eth_price: Decimal,
}
