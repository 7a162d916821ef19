//! A line or a cell that cannot be used.

use chrono::NaiveDate;
use cosmwasm_std::Decimal;
use thiserror::Error;

use super::Cell;

/// What is wrong with a line or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum CellError {
    #[error("line {line}: {found} fields where the header has {expected}")]
    FieldCount {
        line: u64,
        expected: u64,
        found: u64,
    },
    #[error("{at}: `{value}` is not a date written YYYY-MM-DD")]
    BadDate { at: Cell, value: String },
    #[error("{at}: `{value}` is not midnight UTC; give one price a day, dated YYYY-MM-DD")]
    NotMidnight { at: Cell, value: String },
    #[error("{at}: no price on {date}")]
    EmptyPrice { at: Cell, date: NaiveDate },
    #[error(
        "{at}: no price on {date}; fill it in, or remove the column: then USDC counts as 1 USD"
    )]
    EmptyStable { at: Cell, date: NaiveDate },
    #[error("{at}: the price is zero")]
    ZeroPrice { at: Cell },
    #[error("{at}: the price `{value}` is negative")]
    NegativePrice { at: Cell, value: String },
    #[error("{at}: the price `{value}` is not a number")]
    NotANumber { at: Cell, value: String },
    #[error(
        "{at}: the price `{value}` has a comma; write a point before decimals and nothing between thousands"
    )]
    /// Refused because a comma stands for decimals in some places and for thousands in others.
    Comma { at: Cell, value: String },
    #[error("{at}: the price `{value}` is infinite")]
    InfinitePrice { at: Cell, value: String },
    #[error(
        "{at}: the price `{value}` is above 1,000,000 USD, the most that the demo's oracle takes"
    )]
    /// Above [`MAX_PRICE`](crate::prices::price::MAX_PRICE).
    TooLarge { at: Cell, value: String },
    #[error(
        "{at}: the price `{value}` is below {least} USD, the least that the demo's oracle takes"
    )]
    TooSmall {
        at: Cell,
        value: String,
        least: Decimal,
    },
}
