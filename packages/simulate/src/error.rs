//! Why a simulation cannot be set up.

use qerun_math::MathError;
use thiserror::Error;

/// Any failure. A simulation that has begun does not fail.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum SimulateError {
    #[error("{name} is {value}, it must be from {min} to {max}")]
    OutOfRange {
        name: &'static str,
        value: f64,
        min: f64,
        max: f64,
    },
    #[error("{name} is empty")]
    Empty { name: &'static str },
    #[error("{name}, entry {at}: {value} is no price above zero")]
    NotAPrice {
        name: &'static str,
        at: usize,
        value: f64,
    },
    #[error("the replayed path ends after {steps} steps, {needed} are asked for")]
    PathTooShort { steps: usize, needed: usize },
    #[error("the prices of {name} have {len} entries, those of QER {expected}")]
    Lengths {
        name: &'static str,
        len: usize,
        expected: usize,
    },
    #[error("nobody may borrow anything: maximum LTV, debt cap or debt ceiling is zero")]
    NoDebt,
    #[error(
        "{paths} paths at once are more than {most}; ask for fewer paths, tokens or stretches"
    )]
    TooManyPaths { paths: u64, most: u64 },
    #[error("the parameters: {0}")]
    Params(#[from] MathError),
}

/// Refuses a number outside a range, and one that is no number. Errors: `OutOfRange`.
pub(crate) fn ensure_within(
    name: &'static str,
    value: f64,
    min: f64,
    max: f64,
) -> Result<(), SimulateError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(SimulateError::OutOfRange {
        name,
        value,
        min,
        max,
    })
}
