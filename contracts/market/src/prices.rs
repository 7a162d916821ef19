//! The oracle's records, read raw, and the prices that the market takes from them.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper};
use qerun_messages::market::Config;
use qerun_messages::oracle::{
    read_fresh_price, read_liquidatable_price, read_live_price, PriceRecord,
};

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
    /// Two raw reads. Errors when a record is missing, expired, degraded or halted.
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

/// ETH's bid in USD per whole ETH; an error unless its price is live (neither expired, halted nor degraded).
pub fn eth_bid(
    querier: &QuerierWrapper,
    config: &Config<Addr>,
    now: u64,
) -> Result<Decimal, ContractError> {
    Ok(read_live_price::<ContractError>(querier, &config.oracle, &config.eth_asset, now)?.bid)
}

/// A price that is neither expired nor halted, if there is one that can be read.
pub fn fresh_price(
    querier: &QuerierWrapper,
    oracle: &Addr,
    asset: &str,
    now: u64,
) -> Option<PriceRecord> {
    read_fresh_price::<ContractError>(querier, oracle, asset, now).ok()
}

/// Prices at which a position is liquidated and paid out: the higher of mid and one-hour average, so that pushing a
/// price down for minutes liquidates nobody. USD per whole token.
#[derive(Clone, Copy, Debug)]
pub struct LiquidationPrices {
    /// QER's.
    pub collateral: Decimal,
    /// USD side of QER's pool, if the oracle knows it.
    pub depth: Option<Decimal>,
    /// The stablecoin's lower of mid and average, never less than a dollar; a dollar without a price that may be used, since
    /// nothing is lower, so that a failing feed of the stablecoin stops no liquidation.
    pub debt: Decimal,
    /// ETH's, if it was asked for and may be used.
    pub eth: Option<Decimal>,
}

impl LiquidationPrices {
    /// All but ETH's: two raw reads. Errors when QER's record is missing, expired or halted, or its grace is not over.
    pub fn read(
        querier: &QuerierWrapper,
        config: &Config<Addr>,
        now: u64,
    ) -> Result<Self, ContractError> {
        let (oracle, asset) = (&config.oracle, &config.collateral_asset);
        let collateral = read_liquidatable_price::<ContractError>(querier, oracle, asset, now)?;
        Ok(Self::of(&collateral, querier, config, now))
    }

    /// With a record of QER that the caller has read: one raw read more.
    pub fn of(
        collateral: &PriceRecord,
        querier: &QuerierWrapper,
        config: &Config<Addr>,
        now: u64,
    ) -> Self {
        let (oracle, asset) = (&config.oracle, &config.stable_asset);
        let debt = read_liquidatable_price::<ContractError>(querier, oracle, asset, now)
            .map(|stable| stable.mid.min(stable.average))
            .unwrap_or_default();
        LiquidationPrices {
            collateral: collateral.liquidation_price(),
            depth: collateral.depth,
            debt: debt.max(Decimal::one()),
            eth: None,
        }
    }

    /// With ETH's price, one raw read more. Without one that may be used ETH counts nothing and is not paid out.
    pub fn with_eth(self, querier: &QuerierWrapper, config: &Config<Addr>, now: u64) -> Self {
        let eth = read_liquidatable_price::<ContractError>(
            querier,
            &config.oracle,
            &config.eth_asset,
            now,
        );
        LiquidationPrices {
            eth: eth.ok().map(|eth| eth.liquidation_price()),
            ..self
        }
    }

    /// The same in a grace too, in which nothing is paid out but everything is worth something.
    pub fn with_fresh_eth(self, querier: &QuerierWrapper, config: &Config<Addr>, now: u64) -> Self {
        let eth = fresh_price(querier, &config.oracle, &config.eth_asset, now);
        LiquidationPrices {
            eth: eth.map(|eth| eth.liquidation_price()),
            ..self
        }
    }
}
