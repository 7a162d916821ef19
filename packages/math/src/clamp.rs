//! The limits on how fast a value may move: growth by a share of its recent minimum, a fall by halves.

use std::iter::repeat_n;

use cosmwasm_std::{Decimal, Uint256};

use crate::{
    error::MathError,
    exp::{half_life_decay, half_lives_floor, NO_DECAY},
    wide::{self, Round, ONE},
    window::{keep_newest, Window},
};

/// The minimum of a value that holds until the next one, over at least the span of a [`Window`].
///
/// It keeps the least value of each slot, so the minimum may reach back up to a slot further, and slots in which the
/// value only held are kept to the window's digits: it is never above the true minimum of the span. The window is given
/// with each call and should stay the same for one record.
///
/// Its fields are open to be stored apart: one may change with every call, the other with the end of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollingMin {
    /// Least values of full slots, oldest first: at most `steps`.
    pub full: Vec<Decimal>,
    /// Least value of the present slot.
    pub present: Decimal,
}

impl RollingMin {
    /// A record that starts now.
    pub fn start(value: Decimal) -> Self {
        RollingMin {
            full: vec![],
            present: value,
        }
    }

    /// Moves the record from `from`, the time of the last call, to `to`, seconds; `held` was in force all that while.
    /// Returns the least value in force at any moment of the span that ends at `to` (both ends included), or a little
    /// lower as said above; since the start if the record is younger. `to` before `from` counts as `from`. Never fails.
    pub fn advance(&mut self, held: Decimal, from: u64, to: u64, window: Window) -> Decimal {
        if let Some(full) = window.slots_begun(from, to).checked_sub(1) {
            let kept = significant_floor(held, window.digits);
            self.full.push(self.present);
            self.full.extend(repeat_n(kept, full));
            self.present = kept;
            keep_newest(&mut self.full, window.steps.into());
        }
        self.full
            .iter()
            .copied()
            .fold(held.min(self.present), Decimal::min)
    }

    /// From the moment to which the record was moved last, `value` is in force. Every value counts, also if several
    /// come in the same second.
    pub fn push(&mut self, value: Decimal) {
        self.present = self.present.min(value);
    }

    /// Number of slots kept, at most `steps + 1`.
    pub fn slots(&self) -> usize {
        self.full.len().saturating_add(1)
    }
}

/// The limit: `min(raw, min_in_window * (1 + max_growth))`, the product rounded down.
///
/// Pushing the result into the [`RollingMin`] that gave `min_in_window` guarantees for any two
/// moments of the window that the later value is at most `1 + max_growth` times the earlier one.
/// Falls pass unchanged. A minimum below `1 / max_growth` of the last digit (zero above all) can
/// never rise again: a caller must not push a price of zero, but treat it as missing.
///
/// Valid for every argument: a product that does not fit limits nothing. [`MathError::Overflow`] when
/// `1 + max_growth` does not fit.
pub fn clamp_growth(
    raw: Decimal,
    min_in_window: Decimal,
    max_growth: Decimal,
) -> Result<Decimal, MathError> {
    let op = "clamp_growth";
    let factor = Decimal::one()
        .checked_add(max_growth)
        .map_err(|_| MathError::Overflow { op })?;
    let limit = wide::mul_div(
        min_in_window.atomics(),
        factor.atomics(),
        Uint256::from(ONE),
        Round::Floor,
        op,
    );
    match limit {
        Ok(atomics) => Ok(raw.min(Decimal::new(atomics))),
        Err(MathError::Overflow { .. }) => Ok(raw),
        Err(other) => Err(other),
    }
}

/// What is left of a value that halves every `half_life` seconds, after so many seconds: `value * 2^-(seconds /
/// half_life)`, rounded up. The half-lives are rounded down at 2^-96, so it falls by that part less, and their power is
/// off by less than 2^-124 (see `half_life_decay`); nothing is left after 128 half-lives.
///
/// [`MathError::DivisionByZero`] when the half-life is zero.
pub fn halving_ceil(value: Decimal, seconds: u64, half_life: u64) -> Result<Decimal, MathError> {
    let counted = seconds.min(half_life.saturating_mul(128));
    let decay = half_life_decay(half_lives_floor(counted, half_life)?)?;
    let left = wide::mul_div(
        value.atomics(),
        decay,
        Uint256::from(NO_DECAY),
        Round::Ceil,
        "halving_ceil",
    )?;
    Ok(Decimal::new(left))
}

/// The value with at most so many significant digits, rounded down; zero digits count as one. Never fails.
pub fn significant_floor(value: Decimal, digits: u32) -> Decimal {
    let atomics = value.atomics().u128();
    let unit = unit_of(atomics, digits);
    let rest = atomics.checked_rem(unit).unwrap_or_default();
    Decimal::raw(atomics.saturating_sub(rest))
}

/// The same, rounded up; at the end of the type rounded down.
pub fn significant_ceil(value: Decimal, digits: u32) -> Decimal {
    let floor = significant_floor(value, digits);
    if floor == value {
        return value;
    }
    let unit = unit_of(value.atomics().u128(), digits);
    floor.checked_add(Decimal::raw(unit)).unwrap_or(floor)
}

/// The power of ten at the last of so many significant digits.
fn unit_of(atomics: u128, digits: u32) -> u128 {
    let length = atomics.checked_ilog10().unwrap_or_default();
    let dropped = length.saturating_sub(digits.max(1).saturating_sub(1));
    10u128.saturating_pow(dropped)
}
