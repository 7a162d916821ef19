//! What can be wrong with a sweep.

use thiserror::Error;

use crate::error::SimulateError;

/// Why a sweep cannot be run.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum SweepError {
    #[error("`{text}` is no sweep; write key=from:to:points or key=value,value,..")]
    Form { text: String },
    #[error("there is no parameter `{key}` to sweep; there are {known}")]
    UnknownKey { key: String, known: String },
    #[error("{key}: `{text}` is no number")]
    NotANumber { key: String, text: String },
    #[error("{key}: nothing to sweep; give at least one point, and two if they differ")]
    Nothing { key: String },
    #[error("{key} is swept twice")]
    Twice { key: String },
    #[error("{points} points are more than {most}")]
    TooMany { points: usize, most: usize },
    #[error("{key} cannot be {value}: {reason}")]
    Value {
        key: &'static str,
        value: f64,
        reason: String,
    },
    #[error(transparent)]
    Scenario(#[from] SimulateError),
}
