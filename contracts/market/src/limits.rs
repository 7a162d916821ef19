//! Every limit of a borrow and of a withdrawal of collateral, for the verbs and for the queries.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{amount_floor, new_debt_floor, DebtShares, INDEX_SCALE};
use qerun_messages::market::BorrowLimits;

use crate::error::ContractError;
use crate::risk_context::RiskContext;

impl RiskContext<'_> {
    /// The limits on new debt of an account with this collateral and these debt shares, stablecoins. Each is the largest
    /// amount for which the rounded debt stays within the limit.
    pub fn limits(
        &self,
        collateral: Uint128,
        shares: DebtShares,
    ) -> Result<BorrowLimits, ContractError> {
        let (params, state) = (&self.market.params, &self.market.state);
        let all_shares = state.debt_shares;
        let new_debt = |most, shares| new_debt_floor(most, shares, state.debt_index);
        let (account_max, total_max) = self.caps()?;
        Ok(BorrowLimits {
            max_ltv: new_debt(self.in_stablecoins(self.max_ltv_debt(collateral)?)?, shares)?,
            cash: state.cash,
            account_cap: new_debt(self.in_stablecoins(account_max)?, shares)?,
            debt_cap: new_debt(self.in_stablecoins(total_max)?, all_shares)?,
            debt_ceiling: new_debt(params.debt_ceiling, all_shares)?,
            stress: new_debt(self.in_stablecoins(self.stress_debt()?)?, all_shares)?,
        })
    }

    /// Refuses a borrow that any limit forbids, each with its own error. `shares` are the account's. Returns the
    /// limits.
    pub fn ensure_within_limits(
        &self,
        collateral: Uint128,
        shares: DebtShares,
        amount: Uint128,
    ) -> Result<BorrowLimits, ContractError> {
        self.ensure_min_insurance()?;
        self.ensure_index_in_range()?;
        let debt = self.market.state.debt_after_borrow(shares, amount);
        self.ensure_account_debt(collateral, debt)?;
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

    /// Refuses a debt (stablecoins) above the maximum LTV of the collateral at the bid, or below the minimum debt.
    fn ensure_account_debt(&self, collateral: Uint128, debt: Uint128) -> Result<(), ContractError> {
        let value = self.debt_value(debt);
        self.ensure_within_max_ltv(collateral, value)?;
        let minimum = self.market.params.min_debt;
        if value < minimum {
            return Err(ContractError::BelowMinimumDebt {
                debt: value,
                minimum,
            });
        }
        Ok(())
    }

    /// Refuses a debt (USD) above the maximum LTV of the collateral at the bid.
    fn ensure_within_max_ltv(
        &self,
        collateral: Uint128,
        debt: Decimal,
    ) -> Result<(), ContractError> {
        let limit = self.max_ltv_debt(collateral)?;
        if debt > limit {
            return Err(ContractError::ExceedsMaxLtv { debt, limit });
        }
        Ok(())
    }

    /// The most debt in USD that the maximum LTV allows for collateral at the bid, rounded down.
    fn max_ltv_debt(&self, collateral: Uint128) -> Result<Decimal, ContractError> {
        let value = self.collateral_value(collateral);
        Ok(value.checked_mul(self.market.params.max_ltv)?)
    }

    /// The debt in USD that a withdrawal of collateral must leave covered: at least `min_debt`, so that no tiny position
    /// comes first in the order of health. A smaller debt counts as more and is not refused, so that a stranger who
    /// repays part of it cannot lock its collateral (ADR 13).
    pub fn debt_at_withdrawal(&self, debt: Uint128) -> Decimal {
        self.debt_value(debt).max(self.market.params.min_debt)
    }

    /// Refuses a withdrawal of collateral after which the debt (stablecoins) is over the maximum LTV or over the
    /// account's cap from depth. The cap on all debt is not checked, because other people's interest must lock nobody's
    /// collateral (ADR 5).
    pub fn ensure_withdrawal_within_limits(
        &self,
        left: Uint128,
        debt: Uint128,
    ) -> Result<(), ContractError> {
        self.ensure_within_max_ltv(left, self.debt_at_withdrawal(debt))?;
        let (cap, _) = self.caps()?;
        let debt = self.debt_value(debt);
        if debt > cap {
            return Err(ContractError::WithdrawalOverCap { debt, cap });
        }
        Ok(())
    }

    /// Refuses new debt while a share is worth more than a unit, because rounding a share up would add more than a unit
    /// to the debt. This needs a debt above 3.4e32 units, which cannot be rescaled (see `accrue.rs`).
    fn ensure_index_in_range(&self) -> Result<(), ContractError> {
        let index = self.market.state.debt_index;
        let max = Decimal::from_ratio(INDEX_SCALE, 1u128);
        if index > max {
            return Err(ContractError::IndexTooHigh { index, max });
        }
        Ok(())
    }

    /// Refuses to borrow while the insurance is below `min_insurance` of depth.
    fn ensure_min_insurance(&self) -> Result<(), ContractError> {
        let needed = self.min_insurance()?;
        let insurance = self.insurance()?;
        if insurance < needed {
            return Err(ContractError::InsuranceTooSmall { insurance, needed });
        }
        Ok(())
    }

    /// The insurance in USD below which nobody borrows: `min_insurance` of depth.
    pub fn min_insurance(&self) -> Result<Decimal, ContractError> {
        let share = self.market.params.min_insurance;
        Ok(self.depth()?.checked_mul(share)?)
    }

    /// The caps from depth in USD: one account's debt, all debt.
    pub fn caps(&self) -> Result<(Decimal, Decimal), ContractError> {
        let base = self.depth()?.checked_mul(self.market.params.max_ltv)?;
        Ok((
            base.checked_mul(self.market.params.account_cap)?,
            base.checked_mul(self.market.params.debt_cap)?,
        ))
    }

    /// USD of debt as stablecoins, rounded down; the largest amount, which limits nothing, if it does not fit.
    pub fn in_stablecoins(&self, usd: Decimal) -> Result<Uint128, ContractError> {
        Ok(
            amount_floor(usd, self.prices.debt, self.market.assets.stable_decimals)
                .unwrap_or(Uint128::MAX),
        )
    }
}
