//! Debt shares: what a position owes grows with the index, not with writes to the position.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
    share_types::DebtShares,
    wide::{self, Round, ONE},
};

/// Debt shares per smallest unit of stablecoin at index 1: a share is a millionth of a unit, so that
/// rounding a share is never worth a unit.
pub const DEBT_SHARE_SCALE: u128 = 1_000_000;

/// Shares that owe `amount` smallest units at this index, rounded up:
/// `amount * DEBT_SHARE_SCALE / index`. For a borrow: `debt_floor` of them is at least `amount`.
///
/// Valid for every amount up to 3.4e32 at an index from 1 (in general while the result fits, else
/// [`MathError::Overflow`]); [`MathError::DivisionByZero`] when the index is zero.
pub fn debt_shares_ceil(amount: Uint128, index: Decimal) -> Result<DebtShares, MathError> {
    shares(amount, index, Round::Ceil, "debt_shares_ceil")
}

/// As [`debt_shares_ceil`], rounded down. For a repayment: `debt_ceil` of them is at most `amount`.
pub fn debt_shares_floor(amount: Uint128, index: Decimal) -> Result<DebtShares, MathError> {
    shares(amount, index, Round::Floor, "debt_shares_floor")
}

/// What shares owe at this index in smallest units, rounded up:
/// `shares * index / DEBT_SHARE_SCALE`. For the debt of a position, and what repays it in full.
///
/// Valid for every number of shares at an index up to 1e6 (in general while the result fits, else
/// [`MathError::Overflow`]).
pub fn debt_ceil(shares: DebtShares, index: Decimal) -> Result<Uint128, MathError> {
    debt(shares, index, Round::Ceil, "debt_ceil")
}

/// As [`debt_ceil`], rounded down. For the debt as an asset of the suppliers.
pub fn debt_floor(shares: DebtShares, index: Decimal) -> Result<Uint128, MathError> {
    debt(shares, index, Round::Floor, "debt_floor")
}

/// What a debt of `shares` is after borrowing `amount` more: the new shares rounded up, and the debt of all of them
/// rounded up. At most one unit above debt and amount while a share is worth at most a unit.
///
/// [`MathError::Overflow`] when it fits no 128 bits, [`MathError::DivisionByZero`] when the index is zero.
pub fn debt_after_borrow_ceil(
    shares: DebtShares,
    amount: Uint128,
    index: Decimal,
) -> Result<Uint128, MathError> {
    let op = "debt_after_borrow_ceil";
    let new = debt_shares_ceil(amount, index)?;
    let all = shares
        .checked_add(new)
        .map_err(|_| MathError::Overflow { op })?;
    debt_ceil(all, index)
}

/// The most that can be borrowed on top of `shares` so that [`debt_after_borrow_ceil`] is at most `most`; zero
/// when the debt is no smaller already. What no 128 bits express is given as `Uint128::MAX`.
///
/// [`MathError::DivisionByZero`] when the index is zero.
pub fn new_debt_floor(
    most: Uint128,
    shares: DebtShares,
    index: Decimal,
) -> Result<Uint128, MathError> {
    let all = match debt_shares_floor(most, index) {
        Err(MathError::Overflow { .. }) => DebtShares::new(u128::MAX),
        other => other?,
    };
    match debt_floor(all.checked_sub(shares).unwrap_or_default(), index) {
        Err(MathError::Overflow { .. }) => Ok(Uint128::MAX),
        other => other,
    }
}

/// An index from here on is divided by this, and shares are multiplied by it: so an index stays below a million,
/// and a share stays worth at most a unit, however long interest runs (as the scale of Liquity's stability pool).
pub const INDEX_SCALE: u128 = 1_000_000;

/// Shares after the index has been divided by [`INDEX_SCALE`] this many times, exact.
/// [`MathError::Overflow`] when they fit no 128 bits.
pub fn scale_shares(shares: DebtShares, times: u32) -> Result<DebtShares, MathError> {
    let overflow = MathError::Overflow { op: "scale_shares" };
    if shares.is_zero() {
        return Ok(shares);
    }
    Uint128::new(INDEX_SCALE)
        .checked_pow(times)
        .and_then(|factor| shares.number().checked_mul(factor))
        .map(DebtShares::of)
        .map_err(|_| overflow)
}

/// An index divided by [`INDEX_SCALE`], rounded up at the 18th digit. Never fails.
pub fn scale_index_ceil(index: Decimal) -> Decimal {
    let atomics = index.atomics().u128();
    Decimal::raw(atomics.div_ceil(INDEX_SCALE))
}

/// Whether an index is at [`INDEX_SCALE`] or above it: a share is then worth a unit or more.
pub fn index_is_wide(index: Decimal) -> bool {
    index.atomics() >= ONE.saturating_mul(Uint128::new(INDEX_SCALE))
}

/// DEBT_SHARE_SCALE times the 10^18 of a `Decimal`.
const SCALE: Uint128 = Uint128::new(DEBT_SHARE_SCALE.saturating_mul(ONE.u128()));

fn shares(
    amount: Uint128,
    index: Decimal,
    round: Round,
    op: &'static str,
) -> Result<DebtShares, MathError> {
    wide::mul_div(amount, SCALE, Uint256::from(index.atomics()), round, op).map(DebtShares::of)
}

fn debt(
    shares: DebtShares,
    index: Decimal,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    wide::mul_div(
        shares.number(),
        index.atomics(),
        Uint256::from(SCALE),
        round,
        op,
    )
}
