//! Interest: every verb that reads debt or supply accrues first.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{accrue_index_ceil, debt_ceil, mul_decimal_ceil, utilisation_ceil, MathError};

use crate::error::ContractError;
use crate::params::InterestTerms;
use crate::state::State;

impl State {
    /// All debt, rounded up.
    pub fn debt(&self) -> Result<Uint128, ContractError> {
        Ok(debt_ceil(self.debt_shares, self.debt_index)?)
    }

    /// What suppliers own: cash and debt, less the interest that is due to the insurance.
    pub fn supplied(&self) -> Result<Uint128, ContractError> {
        Ok(self
            .cash
            .checked_add(self.debt()?)?
            .checked_sub(self.insurance_due)?)
    }

    /// Debt per debt and cash, rounded up.
    pub fn utilisation(&self) -> Result<Decimal, ContractError> {
        Ok(utilisation_ceil(self.debt()?, self.cash)?)
    }

    /// Brings debt, supply and insurance to `now`. Returns the interest, rounded up. When the
    /// index can grow no further interest stops, and everyone can still repay and withdraw.
    pub fn accrue(&mut self, terms: &InterestTerms, now: u64) -> Result<Uint128, ContractError> {
        let seconds = now.saturating_sub(self.accrued_at);
        if seconds == 0 {
            return Ok(Uint128::zero());
        }
        self.accrued_at = now;
        let before = self.debt()?;
        let rate = terms.rates.borrow_rate(self.utilisation()?)?;
        let interest = match self.grown(rate, seconds) {
            Ok((index, debt)) => {
                self.debt_index = index;
                debt.saturating_sub(before)
            }
            Err(MathError::Overflow { .. }) => Uint128::zero(),
            Err(e) => return Err(e.into()),
        };
        let due = mul_decimal_ceil(interest, terms.insurance_share)?;
        self.insurance_due = self.insurance_due.checked_add(due)?;
        self.sweep()?;
        Ok(interest)
    }

    fn grown(&self, rate: Decimal, seconds: u64) -> Result<(Decimal, Uint128), MathError> {
        let index = accrue_index_ceil(self.debt_index, rate, seconds)?;
        Ok((index, debt_ceil(self.debt_shares, index)?))
    }

    /// Moves interest that is due to the insurance out of cash, as far as there is cash. What
    /// suppliers own does not change.
    fn sweep(&mut self) -> Result<(), ContractError> {
        let moved = self.insurance_due.min(self.cash);
        self.insurance_due = self.insurance_due.checked_sub(moved)?;
        self.cash = self.cash.checked_sub(moved)?;
        self.insurance = self.insurance.checked_add(moved)?;
        Ok(())
    }
}
