//! Interest: every verb that reads debt or supply accrues first.

use cosmwasm_std::{Decimal, Storage, Uint128};
use qerun_math::{
    accrue_index_ceil, debt_after_borrow_ceil, debt_ceil, index_is_wide,
    mul_decimal_floor_with_rest, scale_index_ceil, scale_shares, utilisation_ceil, DebtShares,
    MathError,
};

use qerun_messages::market::Params;

use crate::assets::Assets;
use crate::error::ContractError;
use crate::state::{Rules, State, RULES, STATE};
use crate::valid_params::InterestTerms;

/// The market at a moment: what nearly every rule looks at.
pub struct AccruedMarket {
    /// What it trades.
    pub assets: Assets,
    /// Risk parameters in force.
    pub params: Params,
    /// Totals, with interest up to now.
    pub state: State,
    /// The interest since the totals were written, stablecoins.
    pub interest: Uint128,
    /// The block's time, Unix seconds.
    pub now: u64,
}

impl AccruedMarket {
    /// Two storage reads. Nothing is written: a verb that moves money saves the state.
    pub fn load(storage: &dyn Storage, now: u64) -> Result<Self, ContractError> {
        let mut market = Self::of(storage, STATE.load(storage)?, now)?;
        market.interest = market.state.accrue(&(&market.params).into(), now)?;
        Ok(market)
    }

    /// With totals that are accrued to `now` already: one storage read.
    pub fn of(storage: &dyn Storage, state: State, now: u64) -> Result<Self, ContractError> {
        let Rules { params, assets } = RULES.load(storage)?;
        Ok(AccruedMarket {
            assets,
            params: params.in_force(now)?,
            state,
            interest: Uint128::zero(),
            now,
        })
    }
}

impl State {
    /// All debt, rounded up.
    pub fn debt(&self) -> Result<Uint128, ContractError> {
        Ok(debt_ceil(self.debt_shares, self.debt_index)?)
    }

    /// The debt of `shares` after borrowing `amount` more, rounded up; `Uint128::MAX`, which is more than any limit,
    /// for what no number expresses.
    pub fn debt_after_borrow(&self, shares: DebtShares, amount: Uint128) -> Uint128 {
        debt_after_borrow_ceil(shares, amount, self.debt_index).unwrap_or(Uint128::MAX)
    }

    /// What suppliers own: cash, debt and deficit, less the interest that is due to the insurance.
    pub fn supplied(&self) -> Result<Uint128, ContractError> {
        Ok(self
            .cash
            .checked_add(self.debt()?)?
            .checked_add(self.deficit)?
            .checked_sub(self.insurance_due)?)
    }

    /// Debt divided by debt and cash together, rounded up.
    pub fn utilisation(&self) -> Result<Decimal, ContractError> {
        Ok(utilisation_ceil(self.debt()?, self.cash)?)
    }

    /// Brings debt, supply and insurance to `now`. Returns the interest, rounded up. While nobody owes anything
    /// the index does not move. Once debt cannot grow any further, interest stops, and everyone can still repay and
    /// withdraw.
    pub fn accrue(&mut self, terms: &InterestTerms, now: u64) -> Result<Uint128, ContractError> {
        let seconds = now.saturating_sub(self.accrued_at);
        if seconds == 0 {
            return Ok(Uint128::zero());
        }
        self.accrued_at = now;
        let interest = self.charge(terms, seconds)?;
        // The part below a unit is kept for the next accrual, so that the insurance gets exactly its share however
        // often interest is accrued.
        let (due, rest) =
            mul_decimal_floor_with_rest(interest, terms.insurance_share, self.insurance_rest)?;
        self.insurance_rest = rest;
        self.insurance_due = self.insurance_due.checked_add(due)?;
        self.pay_insurance_due()?;
        Ok(interest)
    }

    fn charge(&mut self, terms: &InterestTerms, seconds: u64) -> Result<Uint128, ContractError> {
        if self.debt_shares.is_zero() {
            return Ok(Uint128::zero());
        }
        let before = self.debt()?;
        let rate = terms.rates.borrow_rate(self.utilisation()?)?;
        match self.debt_after_interest(rate, seconds) {
            Ok(grown) => {
                self.debt_shares = grown.shares;
                self.debt_index = grown.index;
                self.scale = grown.scale;
                Ok(grown.debt.saturating_sub(before))
            }
            Err(MathError::Overflow { .. }) => Ok(Uint128::zero()),
            Err(e) => Err(e.into()),
        }
    }

    /// The debt after interest. An index of a million or more is divided by a million, and the shares multiplied
    /// by it, so that a share stays worth at most a unit. Debt that is too large for that (3.4e32 units) has no
    /// use for such a fine share: its index grows on for as long as debt and cash fit 128 bits.
    fn debt_after_interest(
        &self,
        rate: Decimal,
        seconds: u64,
    ) -> Result<DebtAfterInterest, MathError> {
        let (mut shares, mut scale) = (self.debt_shares, self.scale);
        let mut index = accrue_index_ceil(self.debt_index, rate, seconds)?;
        if index_is_wide(index) {
            if let Ok(finer) = scale_shares(shares, 1) {
                shares = finer;
                index = scale_index_ceil(index);
                scale = scale.saturating_add(1);
            }
        }
        let debt = debt_ceil(shares, index)?;
        if debt.checked_add(self.cash).is_err() {
            return Err(MathError::Overflow {
                op: "debt and cash",
            });
        }
        Ok(DebtAfterInterest {
            shares,
            index,
            scale,
            debt,
        })
    }

    /// Moves interest that is due to the insurance out of cash, as far as there is cash. What
    /// suppliers own does not change.
    fn pay_insurance_due(&mut self) -> Result<(), ContractError> {
        let moved = self.insurance_due.min(self.cash);
        self.insurance_due = self.insurance_due.checked_sub(moved)?;
        self.cash = self.cash.checked_sub(moved)?;
        self.insurance = self.insurance.checked_add(moved)?;
        Ok(())
    }
}

/// All debt after interest.
struct DebtAfterInterest {
    shares: DebtShares,
    index: Decimal,
    scale: u32,
    debt: Uint128,
}
