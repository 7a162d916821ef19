//! What people set or send: its bounds, how far one update may move a parameter, and how often.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use thiserror::Error;

/// The value of a parameter, as errors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A share, a rate, a price or US dollars.
    Decimal(Decimal),
    /// An amount in smallest units, a count or length, or seconds.
    Amount(Uint128),
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Decimal(value) => value.fmt(f),
            Figure::Amount(value) => value.fmt(f),
        }
    }
}

impl From<Decimal> for Figure {
    fn from(value: Decimal) -> Self {
        Figure::Decimal(value)
    }
}

impl From<Uint128> for Figure {
    fn from(value: Uint128) -> Self {
        Figure::Amount(value)
    }
}

impl From<u64> for Figure {
    fn from(value: u64) -> Self {
        Figure::Amount(value.into())
    }
}

impl From<u32> for Figure {
    fn from(value: u32) -> Self {
        Figure::Amount(value.into())
    }
}

impl From<usize> for Figure {
    fn from(value: usize) -> Self {
        // No list is longer than 64 bits can count.
        Figure::from(u64::try_from(value).unwrap_or(u64::MAX))
    }
}

/// Why a parameter is refused.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are named for what they hold
pub enum ParameterError {
    /// Outside the bounds in code, which hold at any time.
    #[error("{name} is {value}, must be {min} to {max}")]
    OutOfBounds {
        name: &'static str,
        value: Figure,
        min: Figure,
        max: Figure,
    },
    /// Further from the present value than one update may go.
    #[error("{name} would be {value}, one step reaches {min} to {max}")]
    Step {
        name: &'static str,
        value: Figure,
        min: Figure,
        max: Figure,
    },
    /// The last update was too short a time ago. Unix seconds.
    #[error("may change again from {ready_at}")]
    CoolDown { ready_at: u64 },
}

/// Refuses a value outside `min ..= max`. Of a list or text it takes the length. Errors: `OutOfBounds`.
pub fn ensure_within<T>(name: &'static str, value: T, bounds: (T, T)) -> Result<(), ParameterError>
where
    T: Copy + PartialOrd + Into<Figure>,
{
    match outside(value, bounds) {
        None => Ok(()),
        Some([value, min, max]) => Err(ParameterError::OutOfBounds {
            name,
            value,
            min,
            max,
        }),
    }
}

/// Refuses a value outside the range of the next step, `min ..= max` (`qerun_math::step_range_floor` and its like).
/// Errors: `Step`.
pub fn ensure_step<T>(name: &'static str, value: T, range: (T, T)) -> Result<(), ParameterError>
where
    T: Copy + PartialOrd + Into<Figure>,
{
    match outside(value, range) {
        None => Ok(()),
        Some([value, min, max]) => Err(ParameterError::Step {
            name,
            value,
            min,
            max,
        }),
    }
}

/// Value, least and greatest, as errors name them, when the value is outside.
fn outside<T>(value: T, (min, max): (T, T)) -> Option<[Figure; 3]>
where
    T: Copy + PartialOrd + Into<Figure>,
{
    (value < min || value > max).then(|| [value.into(), min.into(), max.into()])
}

/// From when on parameters that last changed at `changed_at` may change again, Unix seconds; zero if they never did.
pub fn ready_at(changed_at: u64, cool_down: u64) -> u64 {
    match changed_at {
        0 => 0,
        changed_at => changed_at.saturating_add(cool_down),
    }
}

/// Refuses a change within `cool_down` seconds of the last one, which was at `changed_at` (zero: never). At the end of
/// the cool-down itself it is taken. Errors: `CoolDown`.
pub fn ensure_cool_down(changed_at: u64, cool_down: u64, now: u64) -> Result<(), ParameterError> {
    let ready_at = ready_at(changed_at, cool_down);
    if now < ready_at {
        return Err(ParameterError::CoolDown { ready_at });
    }
    Ok(())
}
