//! The limit on rising prices: a price may grow by a share of its recent minimum, never faster.

use cosmwasm_std::{Decimal, Uint256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::MathError,
    wide::{self, Round, ONE},
};

/// The minimum of a value that holds until the next one, over at least the last `span` seconds.
///
/// Values are gathered in buckets of at least `step` seconds, of which at most `span / step + 2` are
/// kept, so the minimum may reach back up to `step` seconds further: it is never above the true
/// minimum of the span. `span` and `step` are given with each call and should stay the same for one
/// record (a longer span takes effect as history grows). Any `u64` is valid for both; a step of 0
/// counts as 1.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct RollingMin {
    /// Start of each bucket in seconds, oldest first, and the least value in force from then until
    /// the next one's start.
    pub buckets: Vec<(u64, Decimal)>,
    /// The value in force.
    pub last: Decimal,
    /// When it was pushed, in seconds.
    pub last_at: u64,
}

impl RollingMin {
    /// A record that starts now.
    pub fn start(value: Decimal, now: u64) -> Self {
        Self {
            buckets: vec![(now, value)],
            last: value,
            last_at: now,
        }
    }

    /// Sets the value from `now` on; the one before holds until `now`. Every value counts, also if
    /// several come in the same second.
    ///
    /// [`MathError::OutOfRange`], and nothing changes, when `now` is before the last push.
    pub fn push(
        &mut self,
        value: Decimal,
        now: u64,
        span: u64,
        step: u64,
    ) -> Result<(), MathError> {
        if now < self.last_at {
            return Err(MathError::OutOfRange {
                name: "now",
                min: wide::whole(self.last_at),
                max: wide::whole(u64::MAX),
                value: wide::whole(now),
            });
        }
        let step = step.max(1);
        // Once the newest bucket was full, only the value in force since then belongs to the next
        // one: without it a low from before a long pause would linger.
        let held_from = self.next_start(step).map(|start| start.max(self.last_at));
        if let Some(start) = held_from.filter(|start| *start < now) {
            self.buckets.push((start, self.last));
        }
        let opens = self.next_start(step).is_some_and(|start| start <= now);
        match self.buckets.last_mut() {
            Some((_, least)) if !opens => *least = value.min(*least),
            _ => self.buckets.push((now, value)),
        }
        self.last = value;
        self.last_at = now;
        let window_start = now.saturating_sub(span);
        let covering = self
            .buckets
            .iter()
            .rposition(|(start, _)| *start <= window_start);
        self.buckets.drain(..covering.unwrap_or_default());
        Ok(())
    }

    /// The least value in force at any moment from `now - span` to `now` (both included), or a
    /// little lower as said above; since the start if the record is younger. `now` before the last
    /// push counts as that moment.
    pub fn min(&self, now: u64, span: u64) -> Decimal {
        let window_start = now.max(self.last_at).saturating_sub(span);
        if self.last_at < window_start {
            // The value has held for the whole span.
            return self.last;
        }
        let covering = self
            .buckets
            .iter()
            .rposition(|(start, _)| *start <= window_start);
        self.buckets
            .iter()
            .skip(covering.unwrap_or_default())
            .map(|(_, least)| *least)
            .fold(self.last, Decimal::min)
    }

    /// The earliest start of the bucket after the newest; none after the end of time.
    fn next_start(&self, step: u64) -> Option<u64> {
        self.buckets
            .last()
            .map_or(Some(0), |(start, _)| start.checked_add(step))
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
