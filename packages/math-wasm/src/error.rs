//! Why a request has no result.

use qerun_math::MathError;

/// Why a request has no result. The page shows none of these to a user: it is a mistake of the page, but for `Math`.
#[derive(thiserror::Error, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// No such calculation.
    #[error("unknown calculation {0}")]
    Unknown(String),
    /// The line ended too early.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A word that is no number of its kind.
    #[error("{name} cannot be {value}")]
    Malformed {
        /// The argument.
        name: &'static str,
        /// The word.
        value: String,
    },
    /// A word too many.
    #[error("{0} was not expected")]
    Unexpected(String),
    /// The bytes were no text.
    #[error("the request is no text")]
    Encoding,
    /// The calculation itself refused.
    #[error(transparent)]
    Math(#[from] MathError),
}
