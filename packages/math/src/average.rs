//! A time-weighted average that is cheap to keep.

use cosmwasm_std::{Decimal, Uint128, Uint256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{error::MathError, wide};

/// The time-weighted average of a value that holds until the next one (as Uniswap v2's cumulative
/// price), over at least a given span.
///
/// `span` and `step` are given with each call and should stay the same for one record: a shorter
/// span or step takes effect at once, a longer one as history grows. Any `u64` is valid for both; a
/// step of 0 counts as 1. At most `span / step + 2` checkpoints are kept. The sum of a value times
/// seconds cannot overflow: 2^128 * 2^64 < 2^256.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct TimeAverage {
    /// Sum of value (as 18-digit atomics) times seconds from the start to `last_at`.
    pub cumulative: Uint256,
    /// The value in force since `last_at`.
    pub last: Decimal,
    /// When the record was last updated, in seconds.
    pub last_at: u64,
    /// The sum at earlier moments, oldest first, at least `step` seconds apart.
    pub checkpoints: Vec<(u64, Uint256)>,
}

impl TimeAverage {
    /// A record that starts now.
    pub fn start(value: Decimal, now: u64) -> Self {
        Self {
            cumulative: Uint256::zero(),
            last: value,
            last_at: now,
            checkpoints: vec![(now, Uint256::zero())],
        }
    }

    /// Sets the value from `now` on; the one before counts until `now`. Several values in the same
    /// second: the last one counts.
    ///
    /// Adds the checkpoints that fell due since the last update, every `step` seconds, as far as
    /// they can matter, and drops those no longer needed: the work is bounded by `span / step`
    /// however long the pause.
    ///
    /// [`MathError::OutOfRange`], and nothing changes, when `now` is before the last update.
    pub fn update(
        &mut self,
        value: Decimal,
        now: u64,
        span: u64,
        step: u64,
    ) -> Result<(), MathError> {
        let cumulative = self.cumulative_at(now)?;
        let window_start = now.saturating_sub(span);
        let step = step.max(1);
        let mut checkpoints = self.checkpoints.clone();
        // The sum is known at every moment since `last_at`, because the value held.
        let mut due = match checkpoints.last() {
            Some((newest, _)) => newest.checked_add(step),
            None => Some(self.last_at),
        };
        while let Some(at) = due.map(|at| at.max(self.last_at).max(window_start)) {
            if at > now {
                break;
            }
            checkpoints.push((at, self.cumulative_at(at)?));
            due = at.checked_add(step);
        }
        let unneeded = checkpoints
            .iter()
            .rposition(|(at, _)| *at <= window_start)
            .unwrap_or_default();
        checkpoints.drain(..unneeded);
        *self = Self {
            cumulative,
            last: value,
            last_at: now,
            checkpoints,
        };
        Ok(())
    }

    /// The average from the newest known moment at least `span` before `now` (at most `step`
    /// earlier than that), or from the start if the record is younger, until `now`; rounded down at
    /// the 18th digit. The current value when no time has passed.
    ///
    /// [`MathError::OutOfRange`] when `now` is before the last update.
    pub fn average(&self, now: u64, span: u64) -> Result<Decimal, MathError> {
        let op = "average";
        let cumulative = self.cumulative_at(now)?;
        let window_start = now.saturating_sub(span);
        if self.last_at <= window_start {
            // The value has held for the whole span.
            return Ok(self.last);
        }
        let from = self
            .checkpoints
            .iter()
            .rfind(|(at, _)| *at <= window_start)
            .or_else(|| self.checkpoints.first());
        let Some((since, sum)) = from else {
            return Ok(self.last);
        };
        let elapsed = now.saturating_sub(*since);
        if elapsed == 0 {
            return Ok(self.last);
        }
        let overflow = || MathError::Overflow { op };
        let mean = cumulative
            .checked_sub(*sum)
            .map_err(|_| overflow())?
            .checked_div(Uint256::from(elapsed))
            .map_err(|_| MathError::DivisionByZero { op })?;
        Uint128::try_from(mean)
            .map(Decimal::new)
            .map_err(|_| overflow())
    }

    /// The sum at a moment not before the last update.
    fn cumulative_at(&self, now: u64) -> Result<Uint256, MathError> {
        let held = now
            .checked_sub(self.last_at)
            .ok_or_else(|| MathError::OutOfRange {
                name: "now",
                min: wide::whole(self.last_at),
                max: wide::whole(u64::MAX),
                value: wide::whole(now),
            })?;
        let added = self.last.atomics().full_mul(Uint128::from(held));
        self.cumulative
            .checked_add(added)
            .map_err(|_| MathError::Overflow { op: "cumulative" })
    }
}
