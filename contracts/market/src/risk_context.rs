//! What the limits of new risk are computed from, put together in one place for verbs and queries.

use cosmwasm_std::{Decimal, QuerierWrapper, StdResult, Storage, Uint128};
use qerun_math::{health_floor, quote_ceil, quote_floor};
use qerun_messages::reserve::{read_backing, Backing};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::own_eth::{load_earmark, not_earmarked};
use crate::prices::{eth_bid, Prices};

/// Totals, parameters and prices at one moment.
pub struct RiskContext<'a> {
    /// What the market trades, parameters in force and accrued totals.
    pub market: &'a AccruedMarket,
    /// Live prices of QER and the stablecoin.
    pub prices: Prices,
    /// What the reserve holds, if it was asked for and can be read.
    pub backing: Option<Backing>,
    /// The protocol's own ETH of it that no deficit has taken, smallest unit; zero without a record of the reserve.
    pub own_eth: Uint128,
    /// ETH's bid in USD per whole ETH, if it was asked for and its price is live.
    pub eth_bid: Option<Decimal>,
}

impl<'a> RiskContext<'a> {
    /// With prices and without the reserve, whose ETH then counts for nothing: two raw reads. Errors: those of
    /// [`Prices::read`].
    pub fn read(
        querier: &QuerierWrapper,
        market: &'a AccruedMarket,
    ) -> Result<Self, ContractError> {
        Ok(RiskContext {
            market,
            prices: Prices::read(querier, &market.assets, market.now)?,
            backing: None,
            own_eth: Uint128::zero(),
            eth_bid: None,
        })
    }

    /// With the reserve too: two raw reads more, and a storage read while there is a deficit. Without its record or a live
    /// price of ETH borrowing goes on as far as the insurance alone covers it.
    pub fn with_reserve(
        mut self,
        querier: &QuerierWrapper,
        storage: &dyn Storage,
    ) -> StdResult<Self> {
        self.eth_bid = eth_bid(querier, &self.market.assets, self.market.now).ok();
        self.backing = read_backing(querier, &self.market.assets.reserve).ok();
        if let Some(backing) = &self.backing {
            self.own_eth = not_earmarked(backing, &load_earmark(storage, &self.market.state)?);
        }
        Ok(self)
    }

    /// Value of collateral at the bid, USD, rounded down; `Decimal::MAX` for what no `Decimal` expresses.
    pub fn collateral_value(&self, amount: Uint128) -> Decimal {
        let decimals = self.market.assets.collateral_decimals;
        quote_floor(amount, self.prices.collateral_bid, decimals).unwrap_or(Decimal::MAX)
    }

    /// Value of debt, USD, rounded up; `Decimal::MAX`, which is more than any limit, for what no `Decimal` expresses.
    pub fn debt_value(&self, amount: Uint128) -> Decimal {
        quote_ceil(amount, self.prices.debt, self.market.assets.stable_decimals)
            .unwrap_or(Decimal::MAX)
    }

    /// Value of stablecoins of the insurance or of a claim, USD, rounded down.
    pub fn stable_value(&self, amount: Uint128) -> Result<Decimal, ContractError> {
        let decimals = self.market.assets.stable_decimals;
        Ok(quote_floor(amount, self.prices.insurance, decimals)?)
    }

    /// QER's depth in USD, which caps need. Errors: `NoDepth`.
    pub fn depth(&self) -> Result<Decimal, ContractError> {
        self.prices.depth.ok_or_else(|| ContractError::NoDepth {
            asset: self.market.assets.collateral_asset.clone(),
        })
    }

    /// Health at the liquidation threshold in force, both values in USD; `None` without debt.
    pub fn health(
        &self,
        collateral_value: Decimal,
        debt_value: Decimal,
    ) -> Result<Option<Decimal>, ContractError> {
        let threshold = self.market.params.liquidation_threshold;
        Ok(health_floor(collateral_value, threshold, debt_value)?)
    }
}
