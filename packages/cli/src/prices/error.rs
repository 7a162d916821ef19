//! What can be wrong with a price file or with the range asked of it.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;
use thiserror::Error;

/// A place in the file, as a spreadsheet or editor counts: both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// Field in the line.
    pub column: u64,
    /// The column's heading; empty where the header itself is at fault.
    pub name: String,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.name.is_empty() {
            write!(f, " ({})", self.name)?;
        }
        Ok(())
    }
}

/// A [`PriceError`] with the file it happened in.
#[derive(Debug, Error)]
#[error("{}: {source}", path.display())]
pub struct PriceFileError {
    /// The file as named on the command line.
    pub path: PathBuf,
    /// What is wrong with it.
    pub source: PriceError,
}

/// Why a range of prices could not be taken from a file.
#[derive(Debug, Error)]
pub enum PriceError {
    /// The file cannot be opened or read.
    #[error("cannot read the file: {0}")]
    Read(#[from] std::io::Error),
    /// The CSV reader gave up.
    #[error("line {line}: not CSV: {reason}")]
    Csv {
        /// Where it stopped.
        line: u64,
        /// Its own words.
        reason: String,
    },
    /// The file holds nothing.
    #[error("line 1: the file is empty; expected a header like date,ETH,MKR,USDC")]
    Empty,
    /// There is a header but no prices.
    #[error("line 1: there is a header but no line of prices under it")]
    NoRows,
    /// A byte sequence that is not UTF-8.
    #[error("line {line}, byte {byte}: not UTF-8 text")]
    NotUtf8 {
        /// Line of the first bad byte.
        line: u64,
        /// Its place in the line, from 1.
        byte: u64,
    },
    /// The first heading is not `date`.
    #[error("{at}: the first heading is `{found}`, it must be `date`")]
    FirstNotDate {
        /// The first cell.
        at: Cell,
        /// What stands there.
        found: String,
    },
    /// No column `ETH`.
    #[error("line 1: the header has no column ETH")]
    NoEth,
    /// A column without a heading.
    #[error("{at}: the heading is empty")]
    EmptyHeading {
        /// The cell.
        at: Cell,
    },
    /// Two columns with one name.
    #[error("{at}: the heading `{name}` was already used in column {first}")]
    DuplicateHeading {
        /// The second one.
        at: Cell,
        /// The name.
        name: String,
        /// Column of the first one.
        first: u64,
    },
    /// The token asked for is not a token column.
    #[error(
        "line 1: no token `{token}` in the header; the file has {}",
        list(known)
    )]
    UnknownToken {
        /// What was asked for.
        token: String,
        /// The token columns there are.
        known: Vec<String>,
    },
    /// `from` is later than `to`.
    #[error("--from {from} is after --to {to}")]
    FromAfterTo {
        /// First day asked for.
        from: NaiveDate,
        /// Last day asked for.
        to: NaiveDate,
    },
    /// Fewer days than two.
    #[error("{from} to {to} is {days} day; at least 2 are needed")]
    RangeTooShort {
        /// First day asked for.
        from: NaiveDate,
        /// Last day asked for.
        to: NaiveDate,
        /// Days in the range.
        days: i64,
    },
    /// The range begins before or ends after the file's days.
    #[error("--{flag} {date} is outside the file, which runs from {first} (line {first_line}) to {last} (line {last_line})")]
    OutsideFile {
        /// Which flag, without dashes.
        flag: &'static str,
        /// Its value.
        date: NaiveDate,
        /// First day in the file.
        first: NaiveDate,
        /// Its line.
        first_line: u64,
        /// Last day in the file.
        last: NaiveDate,
        /// Its line.
        last_line: u64,
    },
    /// Not a date.
    #[error("{at}: `{value}` is not a date written YYYY-MM-DD")]
    BadDate {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// A day twice.
    #[error("{at}: {date} was already on line {first_line}")]
    DuplicateDate {
        /// The second one.
        at: Cell,
        /// The day.
        date: NaiveDate,
        /// Line of the first one.
        first_line: u64,
    },
    /// A day earlier than the one above it.
    #[error("{at}: {date} comes after {previous}; days must ascend")]
    Unsorted {
        /// The cell.
        at: Cell,
        /// The day there.
        date: NaiveDate,
        /// The day on the line before.
        previous: NaiveDate,
    },
    /// Days are missing inside the range.
    #[error("{at}: {date} follows {previous}: {missing} of the range missing between them")]
    Gap {
        /// The first line after the gap.
        at: Cell,
        /// Its day.
        date: NaiveDate,
        /// The day before the gap.
        previous: NaiveDate,
        /// How many days of the range are missing, with the unit.
        missing: Missing,
    },
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
    /// No price in a cell that is needed.
    #[error("{at}: no price on {date}")]
    EmptyPrice {
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
    /// Infinity.
    #[error("{at}: the price `{value}` is infinite")]
    InfinitePrice {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// Above [`MAX_PRICE`](super::file::MAX_PRICE).
    #[error("{at}: the price `{value}` is above 1,000,000,000 USD")]
    AbsurdPrice {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
    /// More than 18 digits after the point.
    #[error("{at}: the price `{value}` needs more than 18 decimal places")]
    TooPrecise {
        /// The cell.
        at: Cell,
        /// What stands there.
        value: String,
    },
}

/// A number of missing days that reads right in one and in many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub i64);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => write!(f, "1 day"),
            n => write!(f, "{n} days"),
        }
    }
}

fn list(known: &[String]) -> String {
    if known.is_empty() {
        "no token columns".to_owned()
    } else {
        known.join(", ")
    }
}
