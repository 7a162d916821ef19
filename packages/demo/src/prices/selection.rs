//! The token and the days that are wanted from a price file.

use chrono::NaiveDate;

use super::error::DaysError;

/// The token that stands in for QER, and the range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Heading of the token's column, in any case.
    pub token: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub to: NaiveDate,
}

impl Selection {
    /// Refuses a range that is reversed or shorter than two days.
    ///
    /// # Errors
    /// [`DaysError::FromAfterTo`] and [`DaysError::RangeTooShort`].
    pub fn ensure_range(&self) -> Result<(), DaysError> {
        let Self { from, to, .. } = *self;
        if from > to {
            return Err(DaysError::FromAfterTo { from, to });
        }
        let days = (to - from).num_days() + 1;
        if days < 2 {
            return Err(DaysError::RangeTooShort { from, to, days });
        }
        Ok(())
    }
}
