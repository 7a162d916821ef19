//! A header line that cannot be used.

use thiserror::Error;

use super::Cell;

/// What is wrong with the headings. Each says what was seen and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum HeadingError {
    #[error(
        "line {line}: `{found}` is no header: headings are separated by `,`, `;`, `|` or tabs, as in date,ETH,MKR,USDC"
    )]
    NoSeparator { line: u64, found: String },
    #[error("line {line}: the header has both {first} and {second}; separate the columns by one of them only")]
    TwoSeparators {
        line: u64,
        first: &'static str,
        second: &'static str,
    },
    #[error(
        "{at}: the first heading is `{found}`, it must be `date` (or `snapped_at`); above the header only comments (#), a URL and blank lines may stand"
    )]
    FirstNotDate { at: Cell, found: String },
    #[error(
        "line {line}: this is one coin's export ({found}); put the `price` columns of ETH and of the token side by side, as in date,ETH,MKR"
    )]
    OneCoin { line: u64, found: String },
    #[error("line {line}: the header has no column ETH; it has {found}")]
    NoEth { line: u64, found: String },
    #[error("{at}: the heading is empty; name the column or remove it")]
    Empty { at: Cell },
    #[error("{at}: the heading `{name}` was already used in column {first}")]
    Duplicate { at: Cell, name: String, first: u64 },
    #[error(
        "{at}: the heading `{name}` is neither date, ETH, USDC nor a token's symbol (1 to 16 letters, digits, `.`, `-`); rename the column or remove it"
    )]
    Unknown { at: Cell, name: String },
    #[error(
        "{at}: the heading `{name}` looks like a stablecoin's, and no column is named USDC; rename it to USDC, or remove it: then USDC counts as 1 USD"
    )]
    LooksStable { at: Cell, name: String },
    #[error("--qer {token}: {token} is a column of its own, not a token that can stand in for QER; the file has {known}")]
    NotAToken { token: String, known: String },
    #[error("line {line}: no token `{token}` in the header; the file has {known}")]
    UnknownToken {
        line: u64,
        token: String,
        known: String,
    },
}
