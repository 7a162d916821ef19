//! The order of the days in a file: ascending, and none missing in the range asked for.

use chrono::NaiveDate;

use super::error::{Missing, PriceError};
use super::file::Selection;
use super::header::date_cell;

/// The days seen so far: the first, and the one before.
#[derive(Clone, Copy)]
pub struct Span {
    first: (NaiveDate, u64),
    last: (NaiveDate, u64),
}

impl Span {
    /// The first line of prices.
    pub fn start(date: NaiveDate, line: u64) -> Self {
        Self {
            first: (date, line),
            last: (date, line),
        }
    }

    /// One line more.
    ///
    /// # Errors
    /// A day twice or out of order, or days of the range missing.
    pub fn next(
        self,
        date: NaiveDate,
        line: u64,
        selection: &Selection,
    ) -> Result<Self, PriceError> {
        let (previous, first_line) = self.last;
        let at = date_cell(line);
        if date == previous {
            return Err(PriceError::DuplicateDate {
                at,
                date,
                first_line,
            });
        }
        if date < previous {
            return Err(PriceError::Unsorted { at, date, previous });
        }
        // Days strictly between the two lines that the range needs.
        let begin = previous.succ_opt().unwrap_or(date).max(selection.from);
        let end = date.pred_opt().unwrap_or(previous).min(selection.to);
        let missing = (end - begin).num_days() + 1;
        if missing > 0 {
            return Err(PriceError::Gap {
                at,
                date,
                previous,
                missing: Missing(missing),
            });
        }
        Ok(Self {
            first: self.first,
            last: (date, line),
        })
    }

    /// After the last line.
    ///
    /// # Errors
    /// The range begins before or ends after the file.
    pub fn check_covers(self, selection: &Selection) -> Result<(), PriceError> {
        let (first, first_line) = self.first;
        let (last, last_line) = self.last;
        for (flag, date) in [("from", selection.from), ("to", selection.to)] {
            if !(first..=last).contains(&date) {
                return Err(PriceError::OutsideFile {
                    flag,
                    date,
                    first,
                    first_line,
                    last,
                    last_line,
                });
            }
        }
        Ok(())
    }
}
