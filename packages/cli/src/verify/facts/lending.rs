//! Oracle, market, reserve and outpost.

use cosmwasm_std::{Addr, Uint128};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::reserve::Backing;
use qerun_messages::{market, oracle, outpost, reserve};

/// The oracle as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OracleFacts {
    /// Address that may halt prices; none if nobody may.
    pub guardian: Option<String>,
    /// Sources and guards of the plan's assets, as far as they are known to it.
    pub assets: Vec<oracle::AssetResponse>,
    /// The records that others read raw.
    pub prices: Vec<oracle::AssetPrice>,
}

/// The market as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketFacts {
    /// Its assets and the contracts that it works with.
    pub config: market::Config<Addr>,
    /// Limits, rates and batch rules.
    pub params: market::Params,
    /// Totals, smallest units.
    pub state: market::StateResponse,
    /// When borrowing was opened, and what is missing for it; none if the market's code does not tell.
    pub milestones: Option<market::MilestonesResponse>,
    /// What has been written off so far; none if the market's code does not tell.
    pub write_offs: Option<market::WriteOffs>,
    /// The first page of positions that can be liquidated, or why the market does not tell.
    pub liquidatable: Result<market::LiquidatableResponse, String>,
    /// Ends of the pauses.
    pub pauses: market::PausesResponse,
    /// Addresses that may not borrow.
    pub barred: Vec<Addr>,
    /// Number of stored positions.
    pub positions: usize,
    /// Added up over all positions.
    pub sums: PositionSums,
    /// Added up over all suppliers.
    pub supply_shares: SupplyShares,
    /// Number of suppliers.
    pub suppliers: usize,
    /// Its bank balance in stablecoins, smallest unit.
    pub held: Uint128,
}

/// Sums over positions and what is owed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionSums {
    /// QER, smallest unit.
    pub collateral: Uint128,
    /// Shares of all debt.
    pub debt_shares: DebtShares,
    /// Claims in ETH, owed ones included.
    pub eth: Uint128,
    /// Claims in stablecoins that have not left.
    pub unsent: Uint128,
    /// Claims in stablecoins that came back, or that the bank refused to pay, owed ones included.
    pub stable: Uint128,
}

/// The reserve as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ReserveFacts {
    /// Market, assets, parameters, and the route of purchases.
    pub config: reserve::ConfigResponse,
    /// ETH and stablecoins by what they are for.
    pub backing: Backing,
    /// When buyback was opened, and what is missing for it; none if its code does not tell.
    pub milestones: Option<reserve::MilestonesResponse>,
    /// ETH that it sells; none if its code does not tell.
    pub storefront: Option<reserve::StorefrontResponse>,
    /// Orders that are not over.
    pub open_orders: Vec<reserve::OrderResponse>,
    /// Number of all orders so far.
    pub orders: usize,
    /// Batches that are not settled.
    pub open_batches: Vec<reserve::BatchResponse>,
    /// Waiting stablecoins added up over all batches, smallest unit.
    pub waiting: Uint128,
    /// Its bank balance in ETH, smallest unit.
    pub held_eth: Uint128,
    /// Its bank balance in stablecoins, smallest unit.
    pub held_stable: Uint128,
}

/// An Astroport pair, its factory, and what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoolFacts {
    /// Address of the pair.
    pub pair: String,
    /// The pair's creator, as the chain knows it.
    pub factory: String,
    /// The factory's creator.
    pub creator: String,
    /// Who may change the factory.
    pub owner: String,
    /// The fee of a swap, basis points.
    pub fee_bps: u16,
    /// Denoms and amounts of the liquidity, smallest units.
    pub coins: Vec<(String, Uint128)>,
}

/// The outpost as its queries answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OutpostFacts {
    /// Reserve, channel and venue.
    pub config: outpost::Config<Addr>,
    /// ETH of purchases whose return failed, smallest unit.
    pub held: Uint128,
    /// Its bank balance in ETH, smallest unit.
    pub balance: Uint128,
    /// Number of all purchases so far.
    pub purchases: usize,
}
