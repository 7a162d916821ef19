//! The oracle's records, read raw, and the prices that the market takes from them.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper};
use qerun_messages::market::Config;
use qerun_messages::oracle::read_live_price;

use crate::error::ContractError;

/// Prices that new risk is taken at.
pub struct Prices {
    /// QER's bid, USD per whole token.
    pub collateral_bid: Decimal,
    /// USD side of QER's pool, if the oracle knows it.
    pub depth: Option<Decimal>,
    /// What a whole stablecoin of debt counts, USD: the ask, never less than a dollar.
    pub debt: Decimal,
    /// What a whole stablecoin of insurance counts, USD: the bid, never more than a dollar.
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
}

/// ETH's bid in USD per whole ETH; an error without a fresh one.
pub fn eth_bid(
    querier: &QuerierWrapper,
    config: &Config<Addr>,
    now: u64,
) -> Result<Decimal, ContractError> {
    Ok(read_live_price::<ContractError>(querier, &config.oracle, &config.eth_asset, now)?.bid)
}
