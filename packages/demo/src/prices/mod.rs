//! Daily closing prices: read from a file or made by the embedded path, the same shape either way.

mod date;
pub mod embedded;
pub mod error;
pub mod file;
mod header;
pub mod hourly;
mod line;
mod lots;
pub mod number;
mod order;
pub mod price;
mod random;
mod selection;
mod text;

use chrono::NaiveDate;
use cosmwasm_std::Decimal;

pub use date::parse_date;
pub use error::{Cell, PriceError, PriceFileError};
pub use hourly::{HourPrice, Intraday};
pub use selection::Selection;

/// The closing prices of one UTC day, in US dollars per whole token, each above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The UTC day that closed.
    pub date: NaiveDate,
    /// ETH, which the reserve buys.
    pub eth: Decimal,
    /// The governance token, or the token that stands in for it; a cheap one in lots, which the label names.
    pub qer: Decimal,
    /// The stablecoin; 1 where a file has no column for it.
    pub usdc: Decimal,
}

/// Consecutive days of prices, at least two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricePath {
    /// Where the prices come from, for the report.
    pub label: String,
    /// The token whose prices `Day::qer` holds.
    pub token: String,
    /// One entry a day, ascending, no day missing.
    pub days: Vec<Day>,
    /// Index of the close after which prices jump to the next close within an hour. None where there is no such close.
    pub gap: Option<usize>,
    /// How prices get from one close to the next.
    pub intraday: Intraday,
}
