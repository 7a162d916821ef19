//! Daily closes of real tokens from a CSV file: `date,ETH,<tokens...>`, one line a day, oldest first, a cell empty where
//! there was no price.

mod error;
mod parse;
mod statistics;

use std::path::Path;

use time::Date;

pub use self::error::{HistoryError, HistoryFileError};
pub use self::statistics::{rate_at_most, Falls, TokenStatistics, FALLS, YOUNG_DAYS};
use crate::process::Row;

/// The reserve asset's column.
pub const ETH: &str = "ETH";
/// Longest file, bytes: four hundred tokens through twenty years have fewer.
const LONGEST: u64 = 32 << 20;
/// Columns that cannot stand for QER.
const NOT_TOKENS: [&str; 2] = [ETH, "USDC"];

/// A file of daily closes.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    first: Date,
    /// Line of the first day in the file.
    line: usize,
    columns: Vec<Column>,
}

/// The closes of one asset, USD; as many as the file has days.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub name: String,
    pub closes: Vec<Option<f64>>,
}

/// A token's closes beside those of ETH, from the first day on which both have a price to the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The token's heading.
    pub token: String,
    /// The day of the first row.
    pub first: Date,
    /// One for each day.
    pub rows: Vec<Row>,
}

impl History {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong, with the file's name and the line.
    pub fn read(path: &Path) -> Result<Self, HistoryFileError> {
        let wrong = |source| HistoryFileError {
            path: path.to_owned(),
            source,
        };
        let bytes = qerun_files::read(path, LONGEST).map_err(|error| wrong(error.into()))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
            let breaks = before.unwrap_or_default().iter().filter(|b| **b == b'\n');
            let line = breaks.count() + 1;
            wrong(HistoryError::NotText { line })
        })?;
        Self::parse(&text).map_err(wrong)
    }

    /// Headings of the columns that can stand for QER.
    #[must_use]
    pub fn tokens(&self) -> Vec<&str> {
        let names = self.columns.iter().map(|column| column.name.as_str());
        names.filter(|name| !NOT_TOKENS.contains(name)).collect()
    }

    /// A token beside ETH.
    ///
    /// # Errors
    /// `UnknownToken`; `NoPrice` on a day between the token's first and last, or of ETH then; `TooShort`.
    pub fn series(&self, token: &str) -> Result<Series, HistoryError> {
        let known = || self.tokens().join(", ");
        if !self.tokens().contains(&token) {
            return Err(HistoryError::UnknownToken {
                token: token.to_owned(),
                known: known(),
            });
        }
        let (qer, eth) = (self.closes(token), self.closes(ETH));
        let begins = qer.iter().position(Option::is_some).unwrap_or(qer.len());
        let ends = qer.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
        let mut rows = Vec::with_capacity(ends.saturating_sub(begins));
        for (at, closes) in qer.iter().zip(eth).enumerate().take(ends).skip(begins) {
            match closes {
                (Some(qer), Some(eth)) => rows.push(Row {
                    qer: *qer,
                    eth: *eth,
                }),
                (qer, _) => {
                    let name = if qer.is_none() { token } else { ETH };
                    return Err(HistoryError::NoPrice {
                        line: self.line + at,
                        name: name.to_owned(),
                    });
                }
            }
        }
        if rows.len() < 2 {
            return Err(HistoryError::TooShort {
                token: token.to_owned(),
                days: rows.len(),
                needed: 2,
            });
        }
        let first = (0..begins).fold(self.first, |day, _| day.next_day().unwrap_or(day));
        Ok(Series {
            token: token.to_owned(),
            first,
            rows,
        })
    }

    fn closes(&self, name: &str) -> &[Option<f64>] {
        let column = self.columns.iter().find(|column| column.name == name);
        column.map_or(&[], |column| &column.closes)
    }
}

impl Series {
    /// Every stretch of so many days, one beginning on each day: `days + 1` closes each.
    ///
    /// # Errors
    /// `TooShort`.
    pub fn windows(&self, days: usize) -> Result<Vec<Vec<Row>>, HistoryError> {
        let windows: Vec<Vec<Row>> = self
            .rows
            .windows(days.saturating_add(1))
            .map(<[Row]>::to_vec)
            .collect();
        if windows.is_empty() {
            return Err(HistoryError::TooShort {
                token: self.token.clone(),
                days: self.rows.len(),
                needed: days.saturating_add(1),
            });
        }
        Ok(windows)
    }
}
