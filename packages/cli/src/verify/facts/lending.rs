//! Oracle, market, reserve and outpost.

use cosmwasm_std::{Addr, Uint128};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::reserve::Backing;
use qerun_messages::{market, oracle, outpost, reserve};

/// The oracle.
#[derive(Clone, Debug, PartialEq)]
pub struct OracleFacts {
    /// May halt prices.
    pub guardian: Option<String>,
    /// Sources and guards of the plan's assets, as far as they are known to it.
    pub assets: Vec<oracle::AssetResponse>,
    /// Published records.
    pub prices: Vec<oracle::AssetPrice>,
}

/// The market.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketFacts {
    /// Its assets and the contracts that it works with.
    pub config: market::Config<Addr>,
    /// Risk parameters.
    pub params: market::Params,
    /// The totals of the market.
    pub state: market::StateResponse,
    /// What is paused.
    pub pauses: market::PausesResponse,
    /// Who may not borrow.
    pub barred: Vec<Addr>,
    /// Borrowers and those who pledged.
    pub positions: usize,
    /// Sums over positions.
    pub sums: PositionSums,
    /// Sum of the suppliers' shares.
    pub supply_shares: SupplyShares,
    /// Suppliers.
    pub suppliers: usize,
    /// Its stablecoins in the bank.
    pub held: Uint128,
}

/// Sums over positions and what is owed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionSums {
    /// QER pledged.
    pub collateral: Uint128,
    /// Debt shares.
    pub debt_shares: DebtShares,
    /// Claims in ETH, owed ones included.
    pub eth: Uint128,
    /// Claims in stablecoins that have not left.
    pub unsent: Uint128,
    /// Claims in stablecoins that came back, or that the bank refused to pay, owed ones included.
    pub stable: Uint128,
}

/// The reserve.
#[derive(Clone, Debug, PartialEq)]
pub struct ReserveFacts {
    /// Whom it serves, where it buys.
    pub config: reserve::ConfigResponse,
    /// ETH and stablecoins by what they are for.
    pub backing: Backing,
    /// Orders that are not over.
    pub open_orders: Vec<reserve::OrderResponse>,
    /// Orders in all.
    pub orders: usize,
    /// Batches that are not settled.
    pub open_batches: Vec<reserve::BatchResponse>,
    /// Sum of what waits.
    pub waiting: Uint128,
    /// Its ETH in the bank.
    pub held_eth: Uint128,
    /// Its stablecoins in the bank.
    pub held_stable: Uint128,
}

/// An Astroport pair, its factory, and what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoolFacts {
    /// The pair.
    pub pair: String,
    /// Who made it, says the chain: its factory.
    pub factory: String,
    /// Who made that.
    pub creator: String,
    /// Who may change the factory.
    pub owner: String,
    /// The fee of a swap, basis points.
    pub fee_bps: u16,
    /// Denoms and amounts.
    pub coins: Vec<(String, Uint128)>,
}

/// The outpost.
#[derive(Clone, Debug, PartialEq)]
pub struct OutpostFacts {
    /// Whom it serves, where it swaps.
    pub config: outpost::Config<Addr>,
    /// ETH of purchases whose return failed.
    pub held: Uint128,
    /// Its ETH in the bank.
    pub balance: Uint128,
    /// Purchases in all.
    pub purchases: usize,
}
