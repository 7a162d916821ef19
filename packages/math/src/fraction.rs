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

/// `amount * d + rest` as whole smallest units, rounded down, and what is left of a unit: the `rest` of the next
/// time. So many small amounts lose nothing against one large one.
///
/// Valid for all arguments whose result fits: else [`MathError::Overflow`]. The rest is below 1.
pub fn mul_decimal_floor_with_rest(
    amount: Uint128,
    d: Decimal,
    rest: Decimal,
) -> Result<(Uint128, Decimal), MathError> {
    let op = "mul_decimal_floor_with_rest";
    let overflow = || MathError::Overflow { op };
    let one = Uint256::from(ONE);
    let sum = amount
        .full_mul(d.atomics())
        .checked_add(Uint256::from(rest.atomics()))
        .map_err(|_| overflow())?;
    let divide = |result: Result<Uint256, _>| {
        let narrow = result.map_err(|_: cosmwasm_std::DivideByZeroError| overflow())?;
        Uint128::try_from(narrow).map_err(|_| overflow())
    };
    let whole = divide(sum.checked_div(one))?;
    let rest = divide(sum.checked_rem(one))?;
    Ok((whole, Decimal::new(rest)))
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
