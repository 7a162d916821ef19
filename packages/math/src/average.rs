//! A time-weighted average that is cheap to keep.

use std::iter::repeat_n;

use cosmwasm_std::{Decimal, Decimal256, Uint128, Uint256};

use crate::{
    clamp::significant_floor,
    error::MathError,
    window::{keep_newest, Window},
};

const OP: &str = "average";

/// The time-weighted average of a value that holds until the next one, over the span of a [`Window`].
///
/// It keeps the average of each full slot and what the present one sums up to. A slot of which only a part lies within
/// the span counts for that part with its average, so no second of it weighs more than any other. The window is
/// given with each call and should stay the same for one record. The first value counts from the beginning of its slot:
/// until the span is full that makes the average slower than one of the time since the start, but never slower than that of
/// a full span.
///
/// Its fields are open to be stored apart: one changes with every call, the other with the end of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAverage {
    /// Averages of full slots, oldest first, each rounded down: at most `steps`.
    pub means: Vec<Decimal>,
    /// Sum of value times seconds of the present slot. Below 2^192 of the last digit.
    pub sum: Decimal256,
}

impl TimeAverage {
    /// A record that starts now.
    pub fn start(value: Decimal, now: u64, window: Window) -> Self {
        TimeAverage {
            means: vec![],
            sum: Decimal256::new(weigh(value, window.into_slot(now))),
        }
    }

    /// Moves the record from `from`, the time of the last call, to `to`, seconds; `held` was in force all that while.
    /// Returns the average over the span that ends at `to`, or since the start (in the sense above) if the record is
    /// younger; `held` when it is not a second old. Rounded down at the 18th digit, like the average of each full slot:
    /// together less than two units of it below the exact one, and never outside the values that were in force in the
    /// span and one slot more. With fewer digits than [`crate::EXACT`] it is lower by at most one unit of the last
    /// one. `to` before `from` counts as `from`. The work is bounded by `steps` however long the pause.
    ///
    /// Never fails: no value and time overflows.
    pub fn advance(
        &mut self,
        held: Decimal,
        from: u64,
        to: u64,
        window: Window,
    ) -> Result<Decimal, MathError> {
        let to = to.max(from);
        let step = window.step.max(1);
        let begun = window.slots_begun(from, to);
        if let Some(full) = begun.checked_sub(1) {
            let left = step.saturating_sub(window.into_slot(from));
            let mean = divide(add(self.sum.atomics(), weigh(held, left))?, step.into())?;
            self.means.push(significant_floor(mean, window.digits));
            let kept = significant_floor(held, window.digits);
            self.means.extend(repeat_n(kept, full));
            self.sum = Decimal256::new(weigh(held, window.into_slot(to)));
        } else {
            let held_sum = weigh(held, to.saturating_sub(from));
            self.sum = Decimal256::new(add(self.sum.atomics(), held_sum)?);
        }
        keep_newest(&mut self.means, window.steps.into());
        self.average(held, to, window)
    }

    /// Number of full slots kept, at most `steps`.
    pub fn slots(&self) -> usize {
        self.means.len()
    }

    fn average(&self, held: Decimal, now: u64, window: Window) -> Result<Decimal, MathError> {
        let step = window.step.max(1);
        let present = window.into_slot(now);
        let whole_span = self.means.len() >= usize::from(window.steps);
        let mut sum = self.sum.atomics();
        // 256 slots of any length fit.
        let mut seconds = u128::from(present);
        for (index, mean) in self.means.iter().enumerate() {
            // Of the oldest slot the part counts that the present one leaves of the span.
            let counted = match (index, whole_span) {
                (0, true) => step.saturating_sub(present),
                _ => step,
            };
            sum = add(sum, weigh(*mean, counted))?;
            seconds = seconds.saturating_add(counted.into());
        }
        if seconds == 0 {
            return Ok(held);
        }
        divide(sum, seconds)
    }
}

fn weigh(value: Decimal, seconds: u64) -> Uint256 {
    value.atomics().full_mul(Uint128::from(seconds))
}

fn add(a: Uint256, b: Uint256) -> Result<Uint256, MathError> {
    a.checked_add(b).map_err(|_| MathError::Overflow { op: OP })
}

fn divide(sum: Uint256, seconds: u128) -> Result<Decimal, MathError> {
    let mean = sum
        .checked_div(Uint256::from(seconds))
        .map_err(|_| MathError::DivisionByZero { op: OP })?;
    Uint128::try_from(mean)
        .map(Decimal::new)
        .map_err(|_| MathError::Overflow { op: OP })
}
