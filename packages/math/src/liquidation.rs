//! What a liquidation repays and what it pays out, in amounts: each result is rounded once, in 512 bits.

use cosmwasm_std::{Decimal, Uint128, Uint512};

use crate::{
    error::MathError,
    quote::ten_to,
    wide::{self, Round, ONE},
};

/// A token and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedToken {
    /// USD per whole token.
    pub price: Decimal,
    /// Decimals of its smallest unit, at most [`crate::MAX_DECIMALS`].
    pub decimals: u8,
}

/// A debt and the collateral that covers it, in smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The collateral's token.
    pub collateral_token: PricedToken,
    /// The debt's token.
    pub debt_token: PricedToken,
    /// Collateral.
    pub collateral: Uint128,
    /// Debt.
    pub debt: Uint128,
}

impl Coverage {
    /// Health: `collateral value * liquidation_threshold / debt value`, rounded down; `None` without debt, and
    /// `Decimal::MAX` for a health above that. Below 1 exactly when the collateral, counted at the threshold, is worth
    /// less than the debt.
    ///
    /// [`MathError::OutOfRange`] for decimals above [`crate::MAX_DECIMALS`], [`MathError::DivisionByZero`] when the debt
    /// has no price.
    pub fn health_floor(
        &self,
        liquidation_threshold: Decimal,
    ) -> Result<Option<Decimal>, MathError> {
        if self.debt.is_zero() {
            return Ok(None);
        }
        self.ratio_floor(liquidation_threshold).map(Some)
    }

    /// The bonus that the collateral can pay on the debt: `collateral value / debt value - 1`, rounded down, at least 0.
    /// `None` without debt: any bonus. Errors as [`Coverage::health_floor`].
    pub fn bonus_floor(&self) -> Result<Option<Decimal>, MathError> {
        let ratio = self.health_floor(Decimal::one())?;
        Ok(ratio.map(|ratio| ratio.saturating_sub(Decimal::one())))
    }

    /// The repayment that brings health to `target` when it is paid out in collateral with this bonus:
    /// `(target * debt value - collateral value * LT) / (target - (1 + bonus) * LT)`, in the debt's smallest units,
    /// rounded up; 0 when health is there already. Above the debt when no partial repayment reaches the target, and
    /// `Uint128::MAX` when the divisor is not above zero or the result fits no 128 bits.
    ///
    /// Decimals up to 18 never overflow. [`MathError::OutOfRange`] for shares outside 0 to 2 (`target`, `1 + bonus`)
    /// or 0 to 1 (`liquidation_threshold`), [`MathError::DivisionByZero`] when the debt has no price.
    pub fn target_repayment_ceil(
        &self,
        liquidation_threshold: Decimal,
        bonus: Decimal,
        target: Decimal,
    ) -> Result<Uint128, MathError> {
        let op = "target_repayment_ceil";
        let overflow = |_| MathError::Overflow { op };
        let (zero, one) = (Decimal::zero(), Decimal::one());
        wide::in_range("liquidation_threshold", liquidation_threshold, zero, one)?;
        wide::in_range("bonus", bonus, zero, one)?;
        wide::in_range("target", target, zero, one.saturating_add(one))?;
        let (collateral_unit, debt_unit) = self.units()?;
        // Both values times both units and 10^36.
        let owed = [
            target.atomics(),
            self.debt,
            self.debt_token.price.atomics(),
            collateral_unit,
        ];
        let counted = [
            liquidation_threshold.atomics(),
            self.collateral,
            self.collateral_token.price.atomics(),
            debt_unit,
        ];
        let (owed, counted) = (wide::product(&owed, op)?, wide::product(&counted, op)?);
        let Ok(missing) = owed.checked_sub(counted) else {
            return Ok(Uint128::zero());
        };
        // target - (1 + bonus) * LT, times 10^36.
        let paid_out = one
            .saturating_add(bonus)
            .atomics()
            .full_mul(liquidation_threshold.atomics());
        let gained = match target.atomics().full_mul(ONE).checked_sub(paid_out) {
            Ok(gained) if !gained.is_zero() => Uint512::from(gained),
            _ => return Ok(Uint128::MAX),
        };
        let divisor = wide::product(&[collateral_unit, self.debt_token.price.atomics()], op)?
            .checked_mul(gained)
            .map_err(overflow)?;
        let numerator = missing.checked_mul(ONE.into()).map_err(overflow)?;
        at_most_max(wide::ratio(numerator, divisor, Round::Ceil, op))
    }

    fn ratio_floor(&self, factor: Decimal) -> Result<Decimal, MathError> {
        let (collateral_unit, debt_unit) = self.units()?;
        let ratio = wide::fraction(
            &[
                self.collateral,
                self.collateral_token.price.atomics(),
                factor.atomics(),
                debt_unit,
            ],
            &[self.debt, self.debt_token.price.atomics(), collateral_unit],
            Round::Floor,
            "health_floor",
        );
        at_most_max(ratio).map(Decimal::new)
    }

    fn units(&self) -> Result<(Uint128, Uint128), MathError> {
        Ok((
            ten_to("decimals", self.collateral_token.decimals)?,
            ten_to("decimals", self.debt_token.decimals)?,
        ))
    }
}

/// The bonus on collateral: `min_bonus + (1 - health)`, at most `max_bonus`, at most what the position `holds` for it
/// (`None`: any), but never less than `min_bonus`.
pub fn liquidation_bonus(
    health: Decimal,
    min_bonus: Decimal,
    max_bonus: Decimal,
    holds: Option<Decimal>,
) -> Decimal {
    let grown = min_bonus.saturating_add(Decimal::one().saturating_sub(health));
    let bonus = grown.min(max_bonus);
    holds.map_or(bonus, |holds| bonus.min(holds)).max(min_bonus)
}

/// What a bonus takes off what an asset pays for: `bonus / (1 + bonus)`, rounded up at the 18th digit. Never more than 1.
/// [`MathError::Overflow`] for a bonus near `Decimal::MAX`.
pub fn bonus_as_discount_ceil(bonus: Decimal) -> Result<Decimal, MathError> {
    let op = "bonus_as_discount_ceil";
    let whole = ONE
        .checked_add(bonus.atomics())
        .map_err(|_| MathError::Overflow { op })?;
    wide::mul_div(bonus.atomics(), ONE, whole.into(), Round::Ceil, op).map(Decimal::new)
}

/// What a liquidator receives of one token for what he repays in another: its worth and a bonus on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayOutRate {
    /// What he receives.
    pub paid: PricedToken,
    /// What he repays.
    pub repaid: PricedToken,
    /// Bonus on what he receives.
    pub bonus: Decimal,
}

impl PayOutRate {
    /// What a repayment is paid with, smallest units: `repaid value * (1 + bonus) / price`, rounded down;
    /// `Uint128::MAX` when that fits no 128 bits.
    ///
    /// [`MathError::OutOfRange`] for decimals above [`crate::MAX_DECIMALS`], [`MathError::DivisionByZero`] when what is
    /// paid has no price.
    pub fn paid_floor(&self, repaid: Uint128) -> Result<Uint128, MathError> {
        let (paid_unit, repaid_unit) = self.units()?;
        at_most_max(wide::fraction(
            &[
                repaid,
                self.repaid.price.atomics(),
                self.with_bonus(),
                paid_unit,
            ],
            &[self.paid.price.atomics(), repaid_unit, ONE],
            Round::Floor,
            "paid_floor",
        ))
    }

    /// What must be repaid for an amount, smallest units: `value / (1 + bonus)`, rounded up; `Uint128::MAX` when that
    /// fits no 128 bits.
    ///
    /// [`MathError::OutOfRange`] for decimals above [`crate::MAX_DECIMALS`], [`MathError::DivisionByZero`] when what is
    /// repaid has no price.
    pub fn repaid_ceil(&self, paid: Uint128) -> Result<Uint128, MathError> {
        self.repaid(paid, Round::Ceil, "repaid_ceil")
    }

    /// As [`PayOutRate::repaid_ceil`], rounded down: zero for an amount that is worth less than the smallest unit that
    /// can be repaid for it.
    pub fn repaid_floor(&self, paid: Uint128) -> Result<Uint128, MathError> {
        self.repaid(paid, Round::Floor, "repaid_floor")
    }

    fn repaid(&self, paid: Uint128, round: Round, op: &'static str) -> Result<Uint128, MathError> {
        let (paid_unit, repaid_unit) = self.units()?;
        at_most_max(wide::fraction(
            &[paid, self.paid.price.atomics(), repaid_unit, ONE],
            &[self.repaid.price.atomics(), self.with_bonus(), paid_unit],
            round,
            op,
        ))
    }

    fn with_bonus(&self) -> Uint128 {
        Decimal::one().saturating_add(self.bonus).atomics()
    }

    fn units(&self) -> Result<(Uint128, Uint128), MathError> {
        Ok((
            ten_to("decimals", self.paid.decimals)?,
            ten_to("decimals", self.repaid.decimals)?,
        ))
    }
}

/// The largest number for a result that fits no 128 bits.
fn at_most_max(result: Result<Uint128, MathError>) -> Result<Uint128, MathError> {
    match result {
        Err(MathError::Overflow { .. }) => Ok(Uint128::MAX),
        other => other,
    }
}

/// Takes `share` of an amount as a fee, rounded up, but never all of it. Never fails for a share up to 1.
pub fn fee_ceil(amount: Uint128, share: Decimal) -> Result<Uint128, MathError> {
    let fee = crate::mul_decimal_ceil(amount, share)?;
    Ok(fee.min(amount.saturating_sub(Uint128::one())))
}
