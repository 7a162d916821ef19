//! A value that falls in a straight line, so that nobody is surprised by the fall.

use cosmwasm_std::{Decimal, Uint128, Uint256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::MathError,
    step::step_range_floor,
    wide::{self, Round},
};

/// A straight fall from one value to another.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Ramp {
    /// The value until `start`.
    from: Decimal,
    /// The value from `end` on.
    to: Decimal,
    /// Seconds.
    start: u64,
    /// Seconds.
    end: u64,
}

impl Ramp {
    /// A fall that starts `now` and takes `seconds`. [`MathError::OutOfRange`] unless `to <= from`.
    pub fn fall(from: Decimal, to: Decimal, now: u64, seconds: u64) -> Result<Self, MathError> {
        wide::in_range("to", to, Decimal::zero(), from)?;
        Ok(Ramp {
            from,
            to,
            start: now,
            end: now.saturating_add(seconds),
        })
    }

    /// The value at `now`: `to + (from - to) * (end - now) / (end - start)`, rounded up, so that it
    /// is never below the line. `from` before the start, `to` from the end on. Never rises with
    /// `now`. Never fails for a ramp that [`Ramp::fall`] made.
    pub fn value_ceil(&self, now: u64) -> Result<Decimal, MathError> {
        if self.is_over(now) {
            return Ok(self.to);
        }
        let left = self.end.saturating_sub(now.max(self.start));
        let length = self.end.saturating_sub(self.start);
        let above = wide::mul_div(
            self.from.saturating_sub(self.to).atomics(),
            Uint128::from(left),
            Uint256::from(length),
            Round::Ceil,
            "ramp_value_ceil",
        )?;
        Ok(self.to.saturating_add(Decimal::new(above)))
    }

    /// Whether the value has reached its end.
    pub fn is_over(&self, now: u64) -> bool {
        now >= self.end
    }

    /// When the value reaches its end, seconds.
    pub fn end(&self) -> u64 {
        self.end
    }
}

/// The values that a ramping parameter may be set to: [`step_range_floor`] down from the value in
/// force and up from the set one. Both hold at once: what is in force lies at or above what is set,
/// so this is the narrower range. Because the way down is measured from the value in force, however
/// often a new ramp replaces one that still runs, none falls faster than one step per ramp's length.
///
/// `set` is inside if it was reached by such steps. Errors as [`step_range_floor`].
pub fn ramping_step_range_floor(
    set: Decimal,
    in_force: Decimal,
    share: Decimal,
    least: Decimal,
) -> Result<(Decimal, Decimal), MathError> {
    let (min, _) = step_range_floor(in_force, share, least)?;
    let (_, max) = step_range_floor(set, share, least)?;
    Ok((min, max))
}
