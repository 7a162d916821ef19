//! Dates as both the command line and the price file write them.

use chrono::NaiveDate;

/// Parses `YYYY-MM-DD`, exactly ten characters. `None` for anything else, and for days that do not exist.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    // chrono alone would also take "2020-1-1" and "+2020-01-01".
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
