//! A line or a cell that cannot be used.

use chrono::NaiveDate;
use cosmwasm_std::Decimal;
use thiserror::Error;

use super::Cell;

/// What is wrong with a line or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CellError {
    /// Too few or too many fields.
    #[error("line {line}: {found} fields where the header has {expected}")]
    FieldCount {
        /// The line.
        line: u64,
        /// Fields in the header.
        expected: u64,
        /// Fields in the line.
        found: u64,
    },
    /// Not a date.
    #[error("{at}: `{value}` is not a date written YYYY-MM-DD")]
    BadDate {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// A moment within a day.
    #[error("{at}: `{value}` is not midnight UTC; give one price a day, dated YYYY-MM-DD")]
    NotMidnight {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// No price in a cell that is needed.
    #[error("{at}: no price on {date}")]
    EmptyPrice {
        /// The cell.
        at: Cell,
        /// Its day.
        date: NaiveDate,
    },
    /// No price of the stablecoin.
    #[error(
        "{at}: no price on {date}; fill it in, or remove the column: then USDC counts as 1 USD"
    )]
    EmptyStable {
        /// The cell.
        at: Cell,
        /// Its day.
        date: NaiveDate,
    },
    /// A price of zero.
    #[error("{at}: the price is zero")]
    ZeroPrice {
        /// The cell.
        at: Cell,
    },
    /// A price below zero.
    #[error("{at}: the price `{value}` is negative")]
    NegativePrice {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// Not a number.
    #[error("{at}: the price `{value}` is not a number")]
    NotANumber {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// A comma, which stands for decimals in some places and for thousands in others.
    #[error(
        "{at}: the price `{value}` has a comma; write a point before decimals and nothing between thousands"
    )]
    Comma {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// Infinity.
    #[error("{at}: the price `{value}` is infinite")]
    InfinitePrice {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// Above [`MAX_PRICE`](crate::prices::price::MAX_PRICE).
    #[error(
        "{at}: the price `{value}` is above 1,000,000 USD, the most that the demo's oracle takes"
    )]
    AbsurdPrice {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// Below the least that the column may hold.
    #[error(
        "{at}: the price `{value}` is below {least} USD, the least that the demo's oracle takes"
    )]
    TooSmall {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
        /// The least.
        least: Decimal,
    },
}
