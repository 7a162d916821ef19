//! The oracle's records, read raw, and what the market makes of them.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper, Uint128};
use qerun_math::{quote_ceil, quote_floor};
use qerun_messages::market::Config;
use qerun_messages::oracle::read_live_price;

use crate::error::ContractError;

/// Prices that new risk is taken at.
pub struct Prices {
    /// QER's bid, USD per whole token.
    pub collateral_bid: Decimal,
    /// USD side of QER's pool, if the oracle knows it.
    pub depth: Option<Decimal>,
    /// What a stablecoin of debt counts: never less than a dollar.
    pub debt: Decimal,
    /// What a stablecoin of insurance counts: never more than a dollar.
    pub insurance: Decimal,
}

impl Prices {
    /// Two raw reads. Errors when a record is missing, stale, degraded or halted.
    pub fn read(
        querier: &QuerierWrapper,
        config: &Config<Addr>,
        now: u64,
    ) -> Result<Self, ContractError> {
        let collateral = read_live_price::<ContractError>(
            querier,
            &config.oracle,
            &config.collateral_asset,
            now,
        )?;
        let stable =
            read_live_price::<ContractError>(querier, &config.oracle, &config.stable_asset, now)?;
        Ok(Prices {
            collateral_bid: collateral.bid,
            depth: collateral.depth,
            debt: stable.ask.max(Decimal::one()),
            insurance: stable.bid.min(Decimal::one()),
        })
    }

    /// Value of collateral at the bid, USD, rounded down; `Decimal::MAX` for what no `Decimal` expresses.
    pub fn collateral_value(&self, config: &Config<Addr>, amount: Uint128) -> Decimal {
        quote_floor(amount, self.collateral_bid, config.collateral_decimals).unwrap_or(Decimal::MAX)
    }

    /// Value of debt, USD, rounded up; `Decimal::MAX`, which is more than any limit, for what no `Decimal` expresses.
    pub fn debt_value(&self, config: &Config<Addr>, amount: Uint128) -> Decimal {
        quote_ceil(amount, self.debt, config.stable_decimals).unwrap_or(Decimal::MAX)
    }

    /// The depth, which caps need. Errors: `NoDepth`.
    pub fn depth(&self, config: &Config<Addr>) -> Result<Decimal, ContractError> {
        self.depth.ok_or_else(|| ContractError::NoDepth {
            asset: config.collateral_asset.clone(),
        })
    }
}

/// ETH's bid; an error without a fresh one. Then ETH backs nothing and no batch departs, but borrowing goes on
/// as far as the insurance alone carries it.
pub fn eth_bid(
    querier: &QuerierWrapper,
    config: &Config<Addr>,
    now: u64,
) -> Result<Decimal, ContractError> {
    Ok(read_live_price::<ContractError>(querier, &config.oracle, &config.eth_asset, now)?.bid)
}
