//! Exponential decay in binary fixed point, and the clock that counts half-lives.

use cosmwasm_std::{Uint128, Uint256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::MathError,
    wide::{self, Round},
};

/// One half-life: 2^96. Half-lives are counted in units of 2^-96, so up to 2^32 of them.
pub const HALF_LIFE: Uint128 = Uint128::new(1 << 96);

/// No decay at all: 2^127. Factors of decay are in units of 2^-127.
pub const NO_DECAY: Uint128 = Uint128::new(1 << 127);

/// `floor(ln 2 * 2^128)`.
const LN_2: Uint128 = Uint128::new(235_865_763_225_513_294_137_944_142_764_154_484_399);

/// Terms of the series of e^-y; what the others would add is below `ln(2)^33 / 33! < 2^-140`.
const TERMS: u32 = 32;

/// How many half-lives `seconds` are, in units of 2^-96, rounded down.
///
/// [`MathError::DivisionByZero`] when the half-life is zero, [`MathError::Overflow`] from 2^32
/// half-lives on.
pub fn half_lives_floor(seconds: u64, half_life: u64) -> Result<Uint128, MathError> {
    wide::mul_div(
        Uint128::from(seconds),
        HALF_LIFE,
        Uint256::from(half_life),
        Round::Floor,
        "half_lives_floor",
    )
}

/// What is left after so many half-lives (units of 2^-96): `2^-half_lives` in units of 2^-127, at
/// most [`NO_DECAY`].
///
/// **Error**: off by less than 2^-124, in either direction; exact for whole half-lives up to 127.
///
/// **Proof.** With `half_lives = n + f`, `0 <= f < 1`, the result is `e^-y` shifted right by `n`,
/// where `y = f ln 2 < 0.694`. The series is summed from its end, `t_k = 1 - y t_(k+1) / k`, every
/// `t_k` being in `(0, 1]`. In units of u = 2^-127, `y` is below its true value by less than 1.5
/// (its constant by 1/2, its rounding by 1) and each step rounds once, so the error of `t_k` is
/// `E_k < 0.694 E_(k+1) / k + 1.5 / k + 1`. From the end that gives `E_5 < 1.6`, `E_4 < 1.7`,
/// `E_3 < 1.9`, `E_2 < 2.5`, `E_1 < 4.3`; the terms left out add less than 0.001, the shift less
/// than 1. In all below 5.4 u < 2^-124.
///
/// Never fails.
pub fn half_life_decay(half_lives: Uint128) -> Result<Uint128, MathError> {
    let op = "half_life_decay";
    let overflow = || MathError::Overflow { op };
    let mask = HALF_LIFE.u128().saturating_sub(1);
    let fraction = Uint128::new(half_lives.u128() & mask);
    let whole = half_lives.u128().checked_shr(96).ok_or_else(overflow)?;
    if whole > 127 {
        return Ok(Uint128::zero());
    }
    let whole = u32::try_from(whole).map_err(|_| overflow())?;
    if fraction.is_zero() {
        return NO_DECAY.checked_shr(whole).map_err(|_| overflow());
    }
    let one = Uint256::from(NO_DECAY);
    let shift = |x: Uint256, bits| x.checked_shr(bits).map_err(|_| overflow());
    // 2^96 units of half-lives times 2^128 units of ln 2, to 2^127 units of y.
    let y = shift(fraction.full_mul(LN_2), 97)?;
    let mut sum = one;
    for k in (1..=TERMS).rev() {
        // Both below 2^127, so the product fits.
        let product = y.checked_mul(sum).map_err(|_| overflow())?;
        let term = shift(product, 127)?
            .checked_div(Uint256::from(k))
            .map_err(|_| MathError::DivisionByZero { op })?;
        sum = one.checked_sub(term).map_err(|_| overflow())?;
    }
    Uint128::try_from(shift(sum, whole)?).map_err(|_| overflow())
}

/// Counts half-lives while their length changes: governance may set a new one without touching
/// what decays by the clock.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct HalfLifeClock {
    /// The present half-life, seconds.
    half_life: u64,
    /// Since when it holds, seconds.
    since: u64,
    /// Half-lives counted until then, units of 2^-96.
    passed: Uint128,
}

impl HalfLifeClock {
    /// A clock that shows zero at `now`.
    pub fn start(half_life: u64, now: u64) -> Self {
        HalfLifeClock {
            half_life,
            since: now,
            passed: Uint128::zero(),
        }
    }

    /// The present half-life, seconds.
    pub fn half_life(&self) -> u64 {
        self.half_life
    }

    /// Half-lives since the start, units of 2^-96. Each change of the half-life costs less than one
    /// unit; `now` before the last change counts as that moment. Errors as [`half_lives_floor`].
    pub fn read(&self, now: u64) -> Result<Uint128, MathError> {
        let running = half_lives_floor(now.saturating_sub(self.since), self.half_life)?;
        self.passed
            .checked_add(running)
            .map_err(|_| MathError::Overflow {
                op: "half_life_clock",
            })
    }

    /// From `now` on another half-life holds. Errors as [`half_lives_floor`].
    pub fn set(&mut self, half_life: u64, now: u64) -> Result<(), MathError> {
        self.passed = self.read(now)?;
        self.since = now;
        self.half_life = half_life;
        Ok(())
    }
}
