//! Proportional parts of amounts.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
    wide::{self, Round, ONE},
};

/// `a * num / den`, rounded down, with a 256-bit intermediate.
///
/// Valid for all arguments whose result fits: else [`MathError::Overflow`];
/// [`MathError::DivisionByZero`] when `den` is zero.
pub fn mul_div_floor(a: Uint128, num: Uint128, den: Uint128) -> Result<Uint128, MathError> {
    wide::mul_div(a, num, Uint256::from(den), Round::Floor, "mul_div_floor")
}

/// `a * num / den`, rounded up, with a 256-bit intermediate. Errors as [`mul_div_floor`].
pub fn mul_div_ceil(a: Uint128, num: Uint128, den: Uint128) -> Result<Uint128, MathError> {
    wide::mul_div(a, num, Uint256::from(den), Round::Ceil, "mul_div_ceil")
}

/// `amount * d`, rounded down to a whole smallest unit.
///
/// Valid for all arguments whose result fits: else [`MathError::Overflow`]. Never fails for
/// `d <= 1`.
pub fn mul_decimal_floor(amount: Uint128, d: Decimal) -> Result<Uint128, MathError> {
    wide::mul_div(
        amount,
        d.atomics(),
        Uint256::from(ONE),
        Round::Floor,
        "mul_decimal_floor",
    )
}

/// `amount * d`, rounded up to a whole smallest unit. Errors as [`mul_decimal_floor`].
pub fn mul_decimal_ceil(amount: Uint128, d: Decimal) -> Result<Uint128, MathError> {
    wide::mul_div(
        amount,
        d.atomics(),
        Uint256::from(ONE),
        Round::Ceil,
        "mul_decimal_ceil",
    )
}
