//! A header line that cannot be used.

use thiserror::Error;

use super::Cell;

/// What is wrong with the headings. Each says what was seen and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HeadingError {
    /// Nothing separates the headings.
    #[error(
        "line {line}: `{found}` is no header: headings are separated by `,`, `;`, `|` or tabs, as in date,ETH,MKR,USDC"
    )]
    NoSeparator {
        /// The header's line.
        line: u64,
        /// What stands there.
        found: String,
    },
    /// More than one character could separate them.
    #[error("line {line}: the header has both {first} and {second}; separate the columns by one of them only")]
    TwoSeparators {
        /// The header's line.
        line: u64,
        /// One, in words.
        first: &'static str,
        /// Another.
        second: &'static str,
    },
    /// The first heading is no date's.
    #[error(
        "{at}: the first heading is `{found}`, it must be `date` (or `snapped_at`); above the header only comments (#), a URL and blank lines may stand"
    )]
    FirstNotDate {
        /// The first cell.
        at: Cell,
        /// What stands there.
        found: String,
    },
    /// The export of one coin.
    #[error(
        "line {line}: this is one coin's export ({found}); put the `price` columns of ETH and of the token side by side, as in date,ETH,MKR"
    )]
    OneCoin {
        /// The header's line.
        line: u64,
        /// Its headings.
        found: String,
    },
    /// No column `ETH`.
    #[error("line {line}: the header has no column ETH; it has {found}")]
    NoEth {
        /// The header's line.
        line: u64,
        /// Its headings.
        found: String,
    },
    /// A column without a heading.
    #[error("{at}: the heading is empty; name the column or remove it")]
    Empty {
        /// The cell.
        at: Cell,
    },
    /// Two columns with one name.
    #[error("{at}: the heading `{name}` was already used in column {first}")]
    Duplicate {
        /// The second one.
        at: Cell,
        /// The name.
        name: String,
        /// Column of the first one.
        first: u64,
    },
    /// Neither one of ours nor a symbol.
    #[error(
        "{at}: the heading `{name}` is neither date, ETH, USDC nor a token's symbol (1 to 16 letters, digits, `.`, `-`); rename the column or remove it"
    )]
    Unknown {
        /// The cell.
        at: Cell,
        /// What stands there.
        name: String,
    },
    /// Probably the stablecoin, under another name.
    #[error(
        "{at}: the heading `{name}` looks like a stablecoin's, and no column is named USDC; rename it to USDC, or remove it: then USDC counts as 1 USD"
    )]
    LooksStable {
        /// The cell.
        at: Cell,
        /// What stands there.
        name: String,
    },
    /// The token asked for is not a token column.
    #[error("line {line}: no token `{token}` in the header; the file has {known}")]
    UnknownToken {
        /// The header's line.
        line: u64,
        /// What was asked for.
        token: String,
        /// The token columns there are.
        known: String,
    },
}
