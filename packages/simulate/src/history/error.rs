//! What can be wrong with a history.

use std::path::PathBuf;

use thiserror::Error;

/// A [`HistoryError`] with its file.
#[derive(Debug, Error)]
#[error("{}: {source}", path.display())]
pub struct HistoryFileError {
    /// As it was named.
    pub path: PathBuf,
    /// What is wrong with it.
    pub source: HistoryError,
}

/// Why a history cannot be used. Lines count from 1.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum HistoryError {
    #[error("cannot read the file: {0}")]
    Read(#[from] std::io::Error),
    #[error("line {line}: no UTF-8 text; save the file as CSV in UTF-8")]
    NotText { line: usize },
    #[error("the file is empty; expected a header like date,ETH,MKR")]
    Empty,
    #[error("there is no day below the header")]
    NoDay,
    #[error("line {line}: the first heading is `{found}`, it must be `date`, as in date,ETH,MKR")]
    NoDate { line: usize, found: String },
    #[error("line {line}: the header has no column {name}")]
    NoColumn { line: usize, name: &'static str },
    #[error("line {line}: the heading `{name}` is there twice or empty")]
    Heading { line: usize, name: String },
    #[error("line {line}: {found} fields where the header has {expected}")]
    Fields {
        line: usize,
        expected: usize,
        found: usize,
    },
    #[error("line {line}: `{value}` is not a date written YYYY-MM-DD")]
    BadDate { line: usize, value: String },
    #[error(
        "line {line}: {found} follows {before}; every day must be there once, the oldest first"
    )]
    Order {
        line: usize,
        found: String,
        before: String,
    },
    #[error("line {line}, {name}: `{value}` is no price above zero")]
    NotAPrice {
        line: usize,
        name: String,
        value: String,
    },
    #[error("line {line}: no price of {name} on a day within the token's history")]
    NoPrice { line: usize, name: String },
    #[error("no token `{token}` in the header; the file has {known}")]
    UnknownToken { token: String, known: String },
    #[error("no column but ETH and USDC; a token must stand for QER, as in date,ETH,MKR")]
    NoTokens,
    #[error("{token} has prices on {days} days, {needed} are needed")]
    TooShort {
        token: String,
        days: usize,
        needed: usize,
    },
}
