//! How far a parameter may move in one update. Each function gives the allowed range, ends included,
//! so that a refusal can name it; the old value is always inside.

use cosmwasm_std::{Decimal, Uint128};

use crate::{error::MathError, fraction::mul_decimal_floor, wide};

/// The part of its value by which a risk parameter may move in one update: a tenth.
pub const PARAM_STEP: Decimal = Decimal::percent(10);

/// The values that `old` may move to: `old - step ..= old + step` with `step = share * old`, rounded
/// down, but at least `least`, so that a parameter can leave zero. Ends that the type cannot hold
/// are cut off.
///
/// Valid for every `old` and `least` and for `share` from 0 to 1 ([`MathError::OutOfRange`]).
pub fn step_range_floor(
    old: Decimal,
    share: Decimal,
    least: Decimal,
) -> Result<(Decimal, Decimal), MathError> {
    let (min, max) = step_range_amount_floor(old.atomics(), share, least.atomics())?;
    Ok((Decimal::new(min), Decimal::new(max)))
}

/// As [`step_range_floor`], for amounts in smallest units.
pub fn step_range_amount_floor(
    old: Uint128,
    share: Decimal,
    least: Uint128,
) -> Result<(Uint128, Uint128), MathError> {
    wide::in_range("share", share, Decimal::zero(), Decimal::one())?;
    let step = mul_decimal_floor(old, share)?.max(least);
    Ok((old.saturating_sub(step), old.saturating_add(step)))
}

/// As [`step_range_floor`], for whole numbers: seconds, heights, counts.
pub fn step_range_number_floor(
    old: u64,
    share: Decimal,
    least: u64,
) -> Result<(u64, u64), MathError> {
    let old = Uint128::from(old);
    let (min, max) = step_range_amount_floor(old, share, least.into())?;
    // Saturated at the end of the narrower type.
    let narrow = |x: Uint128| u64::try_from(x.u128()).unwrap_or(u64::MAX);
    Ok((narrow(min), narrow(max)))
}

/// The amounts that `old` may move to when it may at most double or halve: half of it, rounded up,
/// to twice it, cut off at the type's end. Zero cannot leave zero. Never fails.
pub fn halving_range_ceil(old: Uint128) -> (Uint128, Uint128) {
    let half = Uint128::new(old.u128().div_ceil(2));
    (half, old.saturating_add(old))
}

/// As [`halving_range_ceil`], for whole numbers: seconds, heights, counts. Never fails.
pub fn halving_range_number_ceil(old: u64) -> (u64, u64) {
    (old.div_ceil(2), old.saturating_mul(2))
}
