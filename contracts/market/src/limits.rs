//! Every limit of a borrow, computed once for the verb and for the queries.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_math::{
    amount_floor, debt_after_borrow_ceil, new_debt_floor, quote_floor, stress_cover_floor,
    stress_debt_floor, DebtShares, INDEX_SCALE,
};
use qerun_messages::market::{BorrowLimits, Config, Params};
use qerun_messages::reserve::Backing;

use crate::error::ContractError;
use crate::prices::Prices;
use crate::state::State;

/// What limits are computed from. The state is accrued.
pub struct Scene<'a> {
    /// What the market trades.
    pub config: &'a Config<Addr>,
    /// Risk parameters.
    pub params: &'a Params,
    /// Totals.
    pub state: &'a State,
    /// Fresh prices.
    pub prices: &'a Prices,
    /// What the reserve holds, if it can be read.
    pub backing: Option<&'a Backing>,
    /// ETH's bid, if it is fresh.
    pub eth_bid: Option<Decimal>,
}

impl Scene<'_> {
    /// The limits on new debt of an account with this collateral and these debt shares. Each says what may be
    /// asked for so that the debt as it is booked, new shares rounded up, keeps to it.
    pub fn limits(
        &self,
        collateral: Uint128,
        shares: DebtShares,
    ) -> Result<BorrowLimits, ContractError> {
        let (params, all) = (self.params, self.state.debt_shares);
        let new = |most, shares| new_debt_floor(most, shares, self.state.debt_index);
        let (account_cap, debt_cap) = self.caps()?;
        Ok(BorrowLimits {
            collateral: new(self.amount(self.carried(collateral)?)?, shares)?,
            cash: self.state.cash,
            account_cap: new(self.amount(account_cap)?, shares)?,
            debt_cap: new(self.amount(debt_cap)?, all)?,
            debt_ceiling: new(params.debt_ceiling, all)?,
            stress: new(self.amount(self.stress_debt()?)?, all)?,
        })
    }

    /// Refuses a borrow that any rule forbids, each with its own error. Verb and quote share it. `shares` are the
    /// account's.
    pub fn check_borrow(
        &self,
        collateral: Uint128,
        shares: DebtShares,
        amount: Uint128,
    ) -> Result<(), ContractError> {
        self.check_open()?;
        self.check_index()?;
        self.check_debt(collateral, self.booked(shares, amount))?;
        let requested = amount;
        let limits = self.limits(collateral, shares)?;
        if requested > limits.cash {
            return Err(ContractError::InsufficientCash {
                available: limits.cash,
                requested,
            });
        }
        if requested > limits.account_cap {
            let available = limits.account_cap;
            return Err(ContractError::AccountCapExceeded {
                available,
                requested,
            });
        }
        if requested > limits.debt_cap {
            let available = limits.debt_cap;
            return Err(ContractError::DebtCapExceeded {
                available,
                requested,
            });
        }
        if requested > limits.debt_ceiling {
            let available = limits.debt_ceiling;
            return Err(ContractError::DebtCeilingExceeded {
                available,
                requested,
            });
        }
        if requested > limits.stress {
            let available = limits.stress;
            return Err(ContractError::StressBoundExceeded {
                available,
                requested,
            });
        }
        Ok(())
    }

    /// The debt of `shares` with `amount` more, as it is booked; what no number expresses is more than any limit.
    pub fn booked(&self, shares: DebtShares, amount: Uint128) -> Uint128 {
        debt_after_borrow_ceil(shares, amount, self.state.debt_index).unwrap_or(Uint128::MAX)
    }

    /// Refuses a debt that the collateral does not carry at the bid and the maximum LTV, or that
    /// would be below the minimum.
    fn check_debt(&self, collateral: Uint128, debt: Uint128) -> Result<(), ContractError> {
        let value = self.prices.debt_value(self.config, debt);
        self.check_ltv(collateral, value)?;
        let minimum = self.params.min_debt;
        if value < minimum {
            return Err(ContractError::BelowMinimumDebt {
                debt: value,
                minimum,
            });
        }
        Ok(())
    }

    /// Refuses a debt (USD) that the collateral does not carry at the bid and the maximum LTV.
    fn check_ltv(&self, collateral: Uint128, debt: Decimal) -> Result<(), ContractError> {
        let limit = self.carried(collateral)?;
        if debt > limit {
            return Err(ContractError::ExceedsMaxLtv { debt, limit });
        }
        Ok(())
    }

    /// The debt in USD that collateral carries at the bid and the maximum LTV, rounded down.
    fn carried(&self, collateral: Uint128) -> Result<Decimal, ContractError> {
        let value = self.prices.collateral_value(self.config, collateral);
        Ok(value.checked_mul(self.params.max_ltv)?)
    }

    /// The debt in USD as a withdrawal of collateral counts it: at least the minimum. So what is left carries a
    /// debt of that size, whoever repaid how much of it: there is no dust at the top of the order of health, and
    /// a stranger's repayment locks nothing (ADR 13).
    pub fn debt_to_carry(&self, debt: Uint128) -> Decimal {
        self.prices
            .debt_value(self.config, debt)
            .max(self.params.min_debt)
    }

    /// Refuses a withdrawal that leaves a debt badly covered: over the maximum LTV, or over the account's cap
    /// from depth. The cap on all debt is not asked: other people's interest must lock nobody's collateral
    /// (ADR 5).
    pub fn check_withdrawal(&self, left: Uint128, debt: Uint128) -> Result<(), ContractError> {
        self.check_ltv(left, self.debt_to_carry(debt))?;
        let (cap, _) = self.caps()?;
        let debt = self.prices.debt_value(self.config, debt);
        if debt > cap {
            return Err(ContractError::WithdrawalOverCap { debt, cap });
        }
        Ok(())
    }

    /// Refuses new debt while a share is worth more than a unit: it would be booked as more than was asked for.
    /// Only a debt that is too large for finer shares leads there (see `accrue.rs`).
    fn check_index(&self) -> Result<(), ContractError> {
        let index = self.state.debt_index;
        let max = Decimal::from_ratio(INDEX_SCALE, 1u128);
        if index > max {
            return Err(ContractError::IndexTooHigh { index, max });
        }
        Ok(())
    }

    /// Borrowing is open only while the insurance is at least its share of depth.
    fn check_open(&self) -> Result<(), ContractError> {
        let needed = self
            .prices
            .depth(self.config)?
            .checked_mul(self.params.min_insurance)?;
        let insurance = self.insurance()?;
        if insurance < needed {
            return Err(ContractError::InsuranceTooSmall { insurance, needed });
        }
        Ok(())
    }

    /// Whether the insurance alone covers what the stress bound asks for with so much more debt: only then
    /// do contributions buy ETH.
    pub fn insurance_covers(&self, amount: Uint128) -> Result<bool, ContractError> {
        let value = self
            .prices
            .debt_value(self.config, self.booked(self.state.debt_shares, amount));
        Ok(value <= self.debt_under(self.insurance()?)?)
    }

    /// The caps from depth in USD: one account's debt, all debt.
    fn caps(&self) -> Result<(Decimal, Decimal), ContractError> {
        let base = self
            .prices
            .depth(self.config)?
            .checked_mul(self.params.max_ltv)?;
        Ok((
            base.checked_mul(self.params.account_cap)?,
            base.checked_mul(self.params.debt_cap)?,
        ))
    }

    fn insurance(&self) -> Result<Decimal, ContractError> {
        let decimals = self.config.stable_decimals;
        Ok(quote_floor(
            self.state.insurance,
            self.prices.insurance,
            decimals,
        )?)
    }

    /// The largest debt in USD that insurance and ETH carry through the stress. Encumbered ETH counts
    /// up to the reserve halves of the present debt: what is owed for debt already repaid covers
    /// nothing, and the market cannot tell it apart without a record more (ADR 5).
    fn stress_debt(&self) -> Result<Decimal, ContractError> {
        let (own, encumbered) = match (self.backing, self.eth_bid) {
            (Some(backing), Some(bid)) => {
                let usd = |eth| quote_floor(eth, bid, self.config.eth_decimals);
                (usd(backing.unencumbered)?, usd(backing.encumbered)?)
            }
            _ => (Decimal::zero(), Decimal::zero()),
        };
        let debt = self.state.debt()?;
        let debt = quote_floor(debt, self.prices.debt, self.config.stable_decimals)?;
        let reserve_share = Decimal::one().saturating_sub(self.params.cash_share);
        let encumbered = encumbered.min(debt.checked_mul(reserve_share)?);
        let stress = &self.params.stress;
        self.debt_under(stress_cover_floor(
            stress,
            self.insurance()?,
            own,
            encumbered,
        )?)
    }

    fn debt_under(&self, cover: Decimal) -> Result<Decimal, ContractError> {
        let Params {
            stress,
            liquidation_threshold,
            max_liquidation_bonus,
            ..
        } = self.params;
        Ok(stress_debt_floor(
            stress,
            *liquidation_threshold,
            *max_liquidation_bonus,
            cover,
        )?)
    }

    /// USD of debt as stablecoins, rounded down. What no amount can express is no limit.
    fn amount(&self, usd: Decimal) -> Result<Uint128, ContractError> {
        Ok(
            amount_floor(usd, self.prices.debt, self.config.stable_decimals)
                .unwrap_or(Uint128::MAX),
        )
    }
}
