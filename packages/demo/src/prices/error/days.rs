//! Days that are out of order, missing, or outside the file.

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

use super::Cell;

/// What is wrong with the days of a file or with the range asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DaysError {
    /// There is a header but no prices.
    #[error("line {line}: there is a header but no line of prices under it")]
    NoRows {
        /// The header's line.
        line: u64,
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
    /// A day on the wrong side of the one above it.
    #[error("{at}: {date} comes after {previous}; {order}")]
    Unsorted {
        /// The cell.
        at: Cell,
        /// The day there.
        date: NaiveDate,
        /// The day on the line before.
        previous: NaiveDate,
        /// How the file runs.
        order: Order,
    },
    /// A cheap token that becomes dearer than its lots can tell.
    #[error("on {date} the token is some million times as dear as on the first day, which the demo's oracle does not take; choose a range that ends before")]
    TooWide {
        /// The day.
        date: NaiveDate,
    },
    /// Days are missing inside the range.
    #[error("{at}: {date} follows {previous}: {missing} of the range missing between them")]
    Gap {
        /// The first day after the gap.
        at: Cell,
        /// The same day.
        date: NaiveDate,
        /// The day before the gap.
        previous: NaiveDate,
        /// How many days of the range are missing, with the unit.
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
