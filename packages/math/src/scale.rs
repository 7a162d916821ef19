//! Powers of ten: numbers that come as a mantissa and an exponent, and prices of tokens of different decimals.

use cosmwasm_std::{Decimal, Uint128, Uint512};

use crate::{
    error::MathError,
    wide::{self, Round, ONE},
};

/// Digits of a `Decimal` behind its point.
const DIGITS: i32 = 18;

/// `mantissa * 10^exponent`, rounded down at the 18th digit. Valid for every mantissa and exponent whose result fits
/// ([`MathError::Overflow`]).
pub fn scaled_floor(mantissa: Uint128, exponent: i32) -> Result<Decimal, MathError> {
    scaled(mantissa, exponent, Round::Floor, "scaled_floor")
}

/// As [`scaled_floor`], rounded up.
pub fn scaled_ceil(mantissa: Uint128, exponent: i32) -> Result<Decimal, MathError> {
    scaled(mantissa, exponent, Round::Ceil, "scaled_ceil")
}

/// `10^exponent / value`, rounded down at the 18th digit: a price seen from the other token. Valid for every value but zero
/// ([`MathError::DivisionByZero`]) whose result fits ([`MathError::Overflow`]).
pub fn inverse_floor(value: Decimal, exponent: u32) -> Result<Decimal, MathError> {
    inverse(value, exponent, Round::Floor, "inverse_floor")
}

/// As [`inverse_floor`], rounded up.
pub fn inverse_ceil(value: Decimal, exponent: u32) -> Result<Decimal, MathError> {
    inverse(value, exponent, Round::Ceil, "inverse_ceil")
}

fn scaled(
    mantissa: Uint128,
    exponent: i32,
    round: Round,
    op: &'static str,
) -> Result<Decimal, MathError> {
    let shift = exponent.saturating_add(DIGITS);
    if mantissa.is_zero() {
        return Ok(Decimal::zero());
    }
    let (numerator, denominator) = match ten_to(shift.unsigned_abs()) {
        // 10^39 is more than any mantissa: the result is too large, or less than one unit.
        None if shift > 0 => return Err(MathError::Overflow { op }),
        None if round == Round::Ceil => return Ok(Decimal::new(Uint128::one())),
        None => return Ok(Decimal::zero()),
        Some(power) if shift > 0 => ([mantissa, power], Uint128::one()),
        Some(power) => ([mantissa, Uint128::one()], power),
    };
    wide::fraction(&numerator, &[denominator], round, op).map(Decimal::new)
}

fn inverse(
    value: Decimal,
    exponent: u32,
    round: Round,
    op: &'static str,
) -> Result<Decimal, MathError> {
    let power = ten_to(exponent).ok_or(MathError::Overflow { op })?;
    let numerator = wide::product(&[ONE, ONE, power], op)?;
    wide::ratio(numerator, Uint512::from(value.atomics()), round, op).map(Decimal::new)
}

/// A power of ten, if it fits.
fn ten_to(exponent: u32) -> Option<Uint128> {
    10u128.checked_pow(exponent).map(Uint128::new)
}
