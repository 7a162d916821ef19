//! Parameters: their bounds, how far one update may move them, and how often.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use thiserror::Error;

/// The value of a parameter, as errors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A share, a rate, a price or US dollars.
    Decimal(Decimal),
    /// An amount, smallest units; a number; seconds.
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

/// Why a parameter is refused.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are named for what they hold
pub enum ParameterError {
    /// Outside the bounds in code, which hold at any time.
    #[error("{name} of {value}: it takes {min} to {max}")]
    OutOfBounds {
        name: &'static str,
        value: Figure,
        min: Figure,
        max: Figure,
    },
    /// Further from the present value than one update may go.
    #[error("{name} of {value}: the next step takes {min} to {max}")]
    Step {
        name: &'static str,
        value: Figure,
        min: Figure,
        max: Figure,
    },
    /// The last update was too short a time ago. Unix seconds.
    #[error("parameters cannot change again before {ready_at}")]
    CoolDown { ready_at: u64 },
}

/// Refuses a value outside `min ..= max`. Errors: `OutOfBounds`.
pub fn ensure_within<T>(
    name: &'static str,
    value: T,
    (min, max): (T, T),
) -> Result<(), ParameterError>
where
    T: Copy + PartialOrd + Into<Figure>,
{
    if value < min || value > max {
        return Err(ParameterError::OutOfBounds {
            name,
            value: value.into(),
            min: min.into(),
            max: max.into(),
        });
    }
    Ok(())
}

/// Refuses a value outside the range of the next step, `min ..= max` (`qerun_math::step_range_floor` and its like).
/// Errors: `Step`.
pub fn ensure_step<T>(
    name: &'static str,
    value: T,
    (min, max): (T, T),
) -> Result<(), ParameterError>
where
    T: Copy + PartialOrd + Into<Figure>,
{
    if value < min || value > max {
        return Err(ParameterError::Step {
            name,
            value: value.into(),
            min: min.into(),
            max: max.into(),
        });
    }
    Ok(())
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
