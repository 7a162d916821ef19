//! Days that are out of order, missing, or outside the file.

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

use super::Cell;

/// What is wrong with the days of a file or with the range asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum DaysError {
    #[error("line {line}: there is a header but no line of prices under it")]
    NoRows { line: u64 },
    #[error("the range is empty: --from {from} is after --to {to}")]
    FromAfterTo { from: NaiveDate, to: NaiveDate },
    #[error("{from} to {to} is {days} day; at least 2 are needed")]
    RangeTooShort {
        from: NaiveDate,
        to: NaiveDate,
        days: i64,
    },
    #[error("--{flag} {date} is outside the file, which runs from {first} (line {first_line}) to {last} (line {last_line})")]
    OutsideFile {
        flag: &'static str,
        date: NaiveDate,
        first: NaiveDate,
        first_line: u64,
        last: NaiveDate,
        last_line: u64,
    },
    #[error("{at}: {date} was already on line {first_line}")]
    DuplicateDate {
        at: Cell,
        date: NaiveDate,
        first_line: u64,
    },
    #[error("{at}: {date} comes after {previous}; {order}")]
    Unsorted {
        at: Cell,
        date: NaiveDate,
        previous: NaiveDate,
        order: Order,
    },
    #[error("on {date} the token is some million times as dear as on the first day, which the demo's oracle does not take; choose a range that ends before")]
    TooWide { date: NaiveDate },
    #[error("{at}: {date} follows {previous}: {missing} of the range missing between them")]
    Gap {
        at: Cell,
        date: NaiveDate,
        previous: NaiveDate,
        missing: Missing,
    },
}

/// How the days of a file run, judged by its first and its last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Oldest first.
    Ascending,
    /// Newest first.
    Descending,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ascending => "days must ascend",
            Self::Descending => "days must descend, since the first line is the newest",
        })
    }
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
