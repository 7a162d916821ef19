//! The oracle's records, read raw, and the prices that the market takes from them.

use cosmwasm_std::{Decimal, QuerierWrapper};
use qerun_messages::oracle::{read_live_price, PriceRecord};

use crate::assets::Assets;
use crate::error::ContractError;
use crate::price_reader::PriceReader;

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
        assets: &Assets,
        now: u64,
    ) -> Result<Self, ContractError> {
        let collateral = read_live_price::<ContractError>(
            querier,
            &assets.oracle,
            &assets.collateral_asset,
            now,
        )?;
        let stable =
            read_live_price::<ContractError>(querier, &assets.oracle, &assets.stable_asset, now)?;
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
    assets: &Assets,
    now: u64,
) -> Result<Decimal, ContractError> {
    Ok(read_live_price::<ContractError>(querier, &assets.oracle, &assets.eth_asset, now)?.bid)
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
    pub fn read(reader: &PriceReader, assets: &Assets, now: u64) -> Result<Self, ContractError> {
        let collateral = reader.liquidatable(&assets.collateral_asset, now)?;
        Ok(Self::of(&collateral, reader, assets, now))
    }

    /// With a record of QER that the caller has read: one raw read more.
    pub fn of(collateral: &PriceRecord, reader: &PriceReader, assets: &Assets, now: u64) -> Self {
        let debt = reader
            .liquidatable(&assets.stable_asset, now)
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
    pub fn with_eth(self, reader: &PriceReader, assets: &Assets, now: u64) -> Self {
        let eth = reader.liquidatable(&assets.eth_asset, now);
        self.with_eth_at(eth)
    }

    /// With ETH's last known price, also in a grace, a halt, or when it has expired: nothing is paid out then, but a claim is
    /// worth something.
    pub fn with_known_eth(self, reader: &PriceReader, assets: &Assets) -> Self {
        let eth = reader.known(&assets.eth_asset);
        self.with_eth_at(eth)
    }

    fn with_eth_at(self, eth: Result<PriceRecord, ContractError>) -> Self {
        LiquidationPrices {
            eth: eth.ok().map(|eth| eth.liquidation_price()),
            ..self
        }
    }
}
