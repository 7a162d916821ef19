//! Debt shares: what a position owes grows with the index, not with writes to the position.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
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
pub fn debt_shares_ceil(amount: Uint128, index: Decimal) -> Result<Uint128, MathError> {
    shares(amount, index, Round::Ceil, "debt_shares_ceil")
}

/// As [`debt_shares_ceil`], rounded down. For a repayment: `debt_ceil` of them is at most `amount`.
pub fn debt_shares_floor(amount: Uint128, index: Decimal) -> Result<Uint128, MathError> {
    shares(amount, index, Round::Floor, "debt_shares_floor")
}

/// What shares owe at this index in smallest units, rounded up:
/// `shares * index / DEBT_SHARE_SCALE`. For the debt of a position, and what repays it in full.
///
/// Valid for every number of shares at an index up to 1e6 (in general while the result fits, else
/// [`MathError::Overflow`]).
pub fn debt_ceil(shares: Uint128, index: Decimal) -> Result<Uint128, MathError> {
    debt(shares, index, Round::Ceil, "debt_ceil")
}

/// As [`debt_ceil`], rounded down. For the debt as an asset of the suppliers.
pub fn debt_floor(shares: Uint128, index: Decimal) -> Result<Uint128, MathError> {
    debt(shares, index, Round::Floor, "debt_floor")
}

/// DEBT_SHARE_SCALE times the 10^18 of a `Decimal`.
const SCALE: Uint128 = Uint128::new(DEBT_SHARE_SCALE.saturating_mul(ONE.u128()));

fn shares(
    amount: Uint128,
    index: Decimal,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    wide::mul_div(amount, SCALE, Uint256::from(index.atomics()), round, op)
}

fn debt(
    shares: Uint128,
    index: Decimal,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    wide::mul_div(shares, index.atomics(), Uint256::from(SCALE), round, op)
}
