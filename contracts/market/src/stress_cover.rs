//! How much debt the stress bound allows, from insurance and ETH.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{quote_floor, stress_cover_floor, stress_debt_floor};
use qerun_messages::market::Params;

use crate::error::ContractError;
use crate::risk_context::RiskContext;

impl RiskContext<'_> {
    /// The insurance in USD, rounded down.
    pub fn insurance(&self) -> Result<Decimal, ContractError> {
        self.stable_value(self.market.state.insurance)
    }

    /// Whether the insurance alone covers the stress after `amount` more debt. Only then do contributions buy ETH.
    pub fn insurance_covers(&self, amount: Uint128) -> Result<bool, ContractError> {
        let state = &self.market.state;
        let value = self.debt_value(state.debt_after_borrow(state.debt_shares, amount));
        Ok(value <= self.max_debt_for(self.insurance()?)?)
    }

    /// The largest debt, USD, whose loss under stress is covered by insurance and ETH. ETH that is earmarked for a deficit
    /// covers nothing else. Encumbered ETH counts up to the
    /// reserve part of the present debt: ETH owed for debt already repaid is no cover, and the market cannot tell it apart
    /// without one more record (ADR 5).
    pub fn stress_debt(&self) -> Result<Decimal, ContractError> {
        let (own, encumbered) = match (&self.backing, self.eth_bid) {
            (Some(backing), Some(bid)) => {
                let usd = |eth| quote_floor(eth, bid, self.market.assets.eth_decimals);
                (usd(self.own_eth)?, usd(backing.encumbered)?)
            }
            _ => (Decimal::zero(), Decimal::zero()),
        };
        let (params, debt) = (&self.market.params, self.market.state.debt()?);
        let debt = quote_floor(debt, self.prices.debt, self.market.assets.stable_decimals)?;
        let reserve_share = Decimal::one().saturating_sub(params.cash_share);
        let encumbered = encumbered.min(debt.checked_mul(reserve_share)?);
        let cover = stress_cover_floor(&params.stress, self.insurance()?, own, encumbered)?;
        self.max_debt_for(cover)
    }

    /// The largest debt, USD, whose loss under stress is at most `cover`.
    fn max_debt_for(&self, cover: Decimal) -> Result<Decimal, ContractError> {
        let Params {
            stress,
            liquidation_threshold,
            max_liquidation_bonus,
            ..
        } = &self.market.params;
        Ok(stress_debt_floor(
            stress,
            *liquidation_threshold,
            *max_liquidation_bonus,
            cover,
        )?)
    }
}
