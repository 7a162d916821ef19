//! Shared by the other modules: exact products and one rounded division in 256 or 512 bits.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::error::MathError;

/// 10^18, the atomics of a `Decimal` one.
pub(crate) const ONE: Uint128 = Uint128::new(1_000_000_000_000_000_000);

/// Rounding of a division.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Round {
    /// Towards zero.
    Floor,
    /// Away from zero.
    Ceil,
}

/// The product of the factors, exact.
pub(crate) fn product(factors: &[Uint128], op: &'static str) -> Result<Uint512, MathError> {
    factors
        .iter()
        .try_fold(Uint512::one(), |product, factor| {
            product.checked_mul(Uint512::from(*factor))
        })
        .map_err(|_| MathError::Overflow { op })
}

/// `numerator / denominator` in 512 bits, rounded once.
pub(crate) fn ratio(
    numerator: Uint512,
    denominator: Uint512,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    let overflow = MathError::Overflow { op };
    let floor = numerator
        .checked_div(denominator)
        .map_err(|_| MathError::DivisionByZero { op })?;
    let exact = floor
        .checked_mul(denominator)
        .map_err(|_| overflow.clone())?
        == numerator;
    let rounded = if round == Round::Ceil && !exact {
        floor
            .checked_add(Uint512::one())
            .map_err(|_| overflow.clone())?
    } else {
        floor
    };
    let narrow = Uint256::try_from(rounded).map_err(|_| overflow.clone())?;
    Uint128::try_from(narrow).map_err(|_| overflow)
}

/// Product of `factors` over product of `divisors`, rounded once.
pub(crate) fn fraction(
    factors: &[Uint128],
    divisors: &[Uint128],
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    ratio(product(factors, op)?, product(divisors, op)?, round, op)
}

/// `a * b / divisor` in 256 bits, rounded once: the common case, cheaper than [`fraction`].
pub(crate) fn mul_div(
    a: Uint128,
    b: Uint128,
    divisor: Uint256,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    let overflow = MathError::Overflow { op };
    let numerator = a.full_mul(b);
    let floor = numerator
        .checked_div(divisor)
        .map_err(|_| MathError::DivisionByZero { op })?;
    let exact = floor.checked_mul(divisor).map_err(|_| overflow.clone())? == numerator;
    let rounded = if round == Round::Ceil && !exact {
        floor
            .checked_add(Uint256::one())
            .map_err(|_| overflow.clone())?
    } else {
        floor
    };
    Uint128::try_from(rounded).map_err(|_| overflow)
}

/// `1 - share`, or an error when `share` is above one.
pub(crate) fn complement(name: &'static str, share: Decimal) -> Result<Decimal, MathError> {
    in_range(name, share, Decimal::zero(), Decimal::one())?;
    Ok(Decimal::one().saturating_sub(share))
}

/// An error unless `min <= value <= max`.
pub(crate) fn in_range(
    name: &'static str,
    value: Decimal,
    min: Decimal,
    max: Decimal,
) -> Result<(), MathError> {
    if value < min || value > max {
        return Err(MathError::OutOfRange {
            name,
            min,
            max,
            value,
        });
    }
    Ok(())
}

/// A whole number (of seconds, of digits) as a `Decimal`, for error fields. Cannot overflow:
/// 2^64 * 10^18 < 2^128.
pub(crate) fn whole(number: u64) -> Decimal {
    Decimal::new(Uint128::from(number).saturating_mul(ONE))
}
