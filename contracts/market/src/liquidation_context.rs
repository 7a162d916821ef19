//! What a liquidation is computed from, put together in one place for the verb and for the queries.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{amount_floor, quote_ceil, Coverage, PayOutRate, PricedToken};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::price_reader::PriceReader;
use crate::prices::LiquidationPrices;
use crate::seizure_cap::{seizure_capacity, SeizureCapacity};
use crate::state::{Position, Seized};

/// Totals, parameters and prices at one moment.
#[derive(Clone, Copy)]
pub struct LiquidationContext<'a> {
    /// What the market trades, parameters in force and accrued totals.
    pub market: &'a AccruedMarket,
    /// Prices of QER and the stablecoin, and of ETH where it matters.
    pub prices: LiquidationPrices,
    /// What the hourly cap leaves of QER; none: no cap.
    pub capacity: Option<SeizureCapacity>,
}

impl<'a> LiquidationContext<'a> {
    /// Without ETH's price: two raw reads. `seized` is what liquidations have seized of late. Errors: those of [`LiquidationPrices::read`].
    pub fn read(
        seized: &Seized,
        reader: &PriceReader,
        market: &'a AccruedMarket,
    ) -> Result<Self, ContractError> {
        let prices = LiquidationPrices::read(reader, &market.assets, market.now)?;
        let rule = &market.params.liquidation;
        Ok(LiquidationContext {
            market,
            prices,
            capacity: seizure_capacity(seized, rule, prices.depth, market.now)?,
        })
    }

    /// With ETH's price if the plan for this position (claim folded) can depend on it: at most one raw read more.
    pub fn with_eth_for(
        mut self,
        reader: &PriceReader,
        position: &Position,
    ) -> Result<Self, ContractError> {
        if self.needs_eth(position)? {
            self.prices = self
                .prices
                .with_eth(reader, &self.market.assets, self.market.now);
        }
        Ok(self)
    }

    /// Whether ETH's price can matter: there is a claim on ETH, and the QER that may be seized does not pay for all of
    /// the debt with the largest bonus.
    fn needs_eth(&self, position: &Position) -> Result<bool, ContractError> {
        if position.claim.eth.is_zero() {
            return Ok(false);
        }
        let rate = self.collateral_rate(self.market.params.max_liquidation_bonus);
        let seizable = self.collateral_within_cap(position.collateral);
        Ok(rate.repaid_floor(seizable)? < position.debt(&self.market.state)?)
    }

    /// The same without the hourly cap.
    pub fn without_cap(&self) -> LiquidationContext<'a> {
        LiquidationContext {
            capacity: None,
            ..*self
        }
    }

    /// Collateral and debt, of which health is made.
    pub fn coverage(&self, collateral: Uint128, debt: Uint128) -> Coverage {
        Coverage {
            collateral_token: self.collateral_token(),
            debt_token: self.debt_token(),
            collateral,
            debt,
        }
    }

    /// The QER of a position that the hourly cap leaves.
    pub fn collateral_within_cap(&self, collateral: Uint128) -> Uint128 {
        let Some(capacity) = self.capacity else {
            return collateral;
        };
        let PricedToken { price, decimals } = self.collateral_token();
        let most = amount_floor(capacity.value, price, decimals).unwrap_or(Uint128::MAX);
        collateral.min(most)
    }

    /// What QER is worth at the liquidation price, USD, rounded up; `Decimal::MAX` for what no `Decimal` expresses.
    pub fn value_ceil(&self, collateral: Uint128) -> Decimal {
        let PricedToken { price, decimals } = self.collateral_token();
        quote_ceil(collateral, price, decimals).unwrap_or(Decimal::MAX)
    }

    /// At which a repayment is paid in QER.
    pub fn collateral_rate(&self, bonus: Decimal) -> PayOutRate {
        PayOutRate {
            paid: self.collateral_token(),
            repaid: self.debt_token(),
            bonus,
        }
    }

    /// At which a repayment is paid in ETH of the claim, if ETH has a price.
    pub fn eth_rate(&self) -> Option<PayOutRate> {
        let eth = PricedToken {
            price: self.prices.eth?,
            decimals: self.market.assets.eth_decimals,
        };
        Some(self.claim_rate(eth))
    }

    /// At which a repayment is paid in stablecoins of the claim.
    pub fn stable_rate(&self) -> PayOutRate {
        self.claim_rate(self.debt_token())
    }

    fn claim_rate(&self, paid: PricedToken) -> PayOutRate {
        PayOutRate {
            paid,
            repaid: self.debt_token(),
            bonus: self.market.params.liquidation.claim_bonus,
        }
    }

    /// QER at its liquidation price.
    pub fn collateral_token(&self) -> PricedToken {
        PricedToken {
            price: self.prices.collateral,
            decimals: self.market.assets.collateral_decimals,
        }
    }

    /// The stablecoin at what it counts in a debt.
    pub fn debt_token(&self) -> PricedToken {
        PricedToken {
            price: self.prices.debt,
            decimals: self.market.assets.stable_decimals,
        }
    }
}
