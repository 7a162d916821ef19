//! Reputation: a quantity that follows another with an exponential half-life.

use cosmwasm_std::{Uint128, Uint256, Uint512};

use crate::{
    error::MathError,
    exp::{half_life_decay, NO_DECAY},
    wide::ONE,
};

/// Units of reputation in one smallest unit of stake: 10^18.
pub const REPUTATION_SCALE: Uint128 = ONE;

/// Where `reputation` stands after it followed a constant `stake` for so many half-lives: the exact
/// solution `stake + (reputation - stake) * 2^-half_lives` of
/// `d reputation / d half_lives = (stake - reputation) * ln 2`.
///
/// `reputation` in 1/[`REPUTATION_SCALE`] of a smallest unit, `half_lives` in units of 2^-96 (see
/// [`crate::half_lives_floor`]). Rounded down; with the error of [`half_life_decay`] the result
/// differs from the exact one by at most one unit and `|stake - reputation| * 2^-124`. It always
/// lies between `reputation` and `stake`.
///
/// [`MathError::Overflow`] only when `reputation` exceeds 2^128 smallest units, which no stake leads
/// to.
pub fn follow_floor(
    reputation: Uint256,
    stake: Uint128,
    half_lives: Uint128,
) -> Result<Uint256, MathError> {
    let op = "follow_floor";
    let overflow = || MathError::Overflow { op };
    let decay = Uint512::from(half_life_decay(half_lives)?);
    let one = Uint512::from(NO_DECAY);
    let stake = stake.full_mul(REPUTATION_SCALE);
    let left = |gap: Uint256| -> Result<Uint512, MathError> {
        Uint512::from(gap)
            .checked_mul(decay)
            .map_err(|_| overflow())
    };
    if reputation >= stake {
        let above = left(reputation.checked_sub(stake).map_err(|_| overflow())?)?
            .checked_div(one)
            .map_err(|_| MathError::DivisionByZero { op })?;
        let above = Uint256::try_from(above).map_err(|_| overflow())?;
        return stake.checked_add(above).map_err(|_| overflow());
    }
    let below = left(stake.checked_sub(reputation).map_err(|_| overflow())?)?
        .checked_add(one.saturating_sub(Uint512::one()))
        .map_err(|_| overflow())?
        .checked_div(one)
        .map_err(|_| MathError::DivisionByZero { op })?;
    let below = Uint256::try_from(below).map_err(|_| overflow())?;
    stake.checked_sub(below).map_err(|_| overflow())
}

/// Whole smallest units of a reputation, rounded down. [`MathError::Overflow`] from 2^128 on.
pub fn reputation_units_floor(reputation: Uint256) -> Result<Uint128, MathError> {
    let op = "reputation_units_floor";
    reputation
        .checked_div(Uint256::from(REPUTATION_SCALE))
        .map_err(|_| MathError::DivisionByZero { op })
        .and_then(|units| Uint128::try_from(units).map_err(|_| MathError::Overflow { op }))
}
