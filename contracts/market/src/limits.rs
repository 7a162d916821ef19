//! Every limit of a borrow and of a withdrawal of collateral, for the verbs and for the queries.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{amount_floor, new_debt_floor, DebtShares, INDEX_SCALE};
use qerun_messages::market::BorrowLimits;

use crate::error::ContractError;
use crate::risk_context::RiskContext;

impl RiskContext<'_> {
    /// The limits on new debt of an account with this collateral and these debt shares. Each says what may be
    /// asked for so that the debt after the borrow, its new shares rounded up, keeps to it.
    pub fn limits(
        &self,
        collateral: Uint128,
        shares: DebtShares,
    ) -> Result<BorrowLimits, ContractError> {
        let (params, state) = (&self.market.params, &self.market.state);
        let all = state.debt_shares;
        let new = |most, shares| new_debt_floor(most, shares, state.debt_index);
        let (account_cap, debt_cap) = self.caps()?;
        Ok(BorrowLimits {
            collateral: new(self.amount(self.carried(collateral)?)?, shares)?,
            cash: state.cash,
            account_cap: new(self.amount(account_cap)?, shares)?,
            debt_cap: new(self.amount(debt_cap)?, all)?,
            debt_ceiling: new(params.debt_ceiling, all)?,
            stress: new(self.amount(self.stress_debt()?)?, all)?,
        })
    }

    /// Refuses a borrow that any limit forbids, each with its own error. `shares` are the account's. Returns the
    /// limits.
    pub fn ensure_borrow(
        &self,
        collateral: Uint128,
        shares: DebtShares,
        amount: Uint128,
    ) -> Result<BorrowLimits, ContractError> {
        self.ensure_open()?;
        self.ensure_index()?;
        let debt = self.market.state.debt_after_borrow(shares, amount);
        self.ensure_debt(collateral, debt)?;
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
        Ok(limits)
    }

    /// Refuses a debt that the collateral does not carry at the bid and the maximum LTV, or that
    /// would be below the minimum.
    fn ensure_debt(&self, collateral: Uint128, debt: Uint128) -> Result<(), ContractError> {
        let value = self.debt_value(debt);
        self.ensure_ltv(collateral, value)?;
        let minimum = self.market.params.min_debt;
        if value < minimum {
            return Err(ContractError::BelowMinimumDebt {
                debt: value,
                minimum,
            });
        }
        Ok(())
    }

    /// Refuses a debt (USD) that the collateral does not carry at the bid and the maximum LTV.
    fn ensure_ltv(&self, collateral: Uint128, debt: Decimal) -> Result<(), ContractError> {
        let limit = self.carried(collateral)?;
        if debt > limit {
            return Err(ContractError::ExceedsMaxLtv { debt, limit });
        }
        Ok(())
    }

    /// The debt in USD that collateral carries at the bid and the maximum LTV, rounded down.
    fn carried(&self, collateral: Uint128) -> Result<Decimal, ContractError> {
        let value = self.collateral_value(collateral);
        Ok(value.checked_mul(self.market.params.max_ltv)?)
    }

    /// The debt in USD as a withdrawal of collateral counts it: at least the minimum. So the collateral that is left
    /// carries a debt of that size, no tiny position heads the order of health, and a repayment by somebody else
    /// locks no collateral (ADR 13).
    pub fn debt_to_carry(&self, debt: Uint128) -> Decimal {
        self.debt_value(debt).max(self.market.params.min_debt)
    }

    /// Refuses a withdrawal that leaves a debt badly covered: over the maximum LTV, or over the account's cap
    /// from depth. The cap on all debt is not asked: other people's interest must lock nobody's collateral
    /// (ADR 5).
    pub fn ensure_withdrawal(&self, left: Uint128, debt: Uint128) -> Result<(), ContractError> {
        self.ensure_ltv(left, self.debt_to_carry(debt))?;
        let (cap, _) = self.caps()?;
        let debt = self.debt_value(debt);
        if debt > cap {
            return Err(ContractError::WithdrawalOverCap { debt, cap });
        }
        Ok(())
    }

    /// Refuses new debt while a share is worth more than a unit, because rounding a share up would add more than a unit
    /// to the debt. Only a debt that is too large for finer shares leads there (see `accrue.rs`).
    fn ensure_index(&self) -> Result<(), ContractError> {
        let index = self.market.state.debt_index;
        let max = Decimal::from_ratio(INDEX_SCALE, 1u128);
        if index > max {
            return Err(ContractError::IndexTooHigh { index, max });
        }
        Ok(())
    }

    /// Borrowing is open only while the insurance is at least its share of depth.
    fn ensure_open(&self) -> Result<(), ContractError> {
        let needed = self
            .depth()?
            .checked_mul(self.market.params.min_insurance)?;
        let insurance = self.insurance()?;
        if insurance < needed {
            return Err(ContractError::InsuranceTooSmall { insurance, needed });
        }
        Ok(())
    }

    /// The caps from depth in USD: one account's debt, all debt.
    fn caps(&self) -> Result<(Decimal, Decimal), ContractError> {
        let base = self.depth()?.checked_mul(self.market.params.max_ltv)?;
        Ok((
            base.checked_mul(self.market.params.account_cap)?,
            base.checked_mul(self.market.params.debt_cap)?,
        ))
    }

    /// USD of debt as stablecoins, rounded down. What no amount can express is no limit.
    fn amount(&self, usd: Decimal) -> Result<Uint128, ContractError> {
        Ok(
            amount_floor(usd, self.prices.debt, self.config.stable_decimals)
                .unwrap_or(Uint128::MAX),
        )
    }
}
