//! Dates as the command line and price files write them.

use chrono::{NaiveDate, NaiveTime};

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

/// Why a cell is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayError {
    /// No date, or one with something else behind it.
    NotADate,
    /// A moment other than midnight UTC.
    NotMidnight,
}

/// Parses a day of a price file: a date, or midnight UTC of one, as in `2023-09-01 00:00:00 UTC` and
/// `2023-09-01T00:00:00.000Z`. Without a zone UTC is meant, as in the whole file.
///
/// # Errors
/// [`DayError`].
pub fn parse_day(text: &str) -> Result<NaiveDate, DayError> {
    let (day, rest) = text.split_at_checked(10).ok_or(DayError::NotADate)?;
    let date = parse_date(day).ok_or(DayError::NotADate)?;
    if rest.is_empty() {
        return Ok(date);
    }
    let moment = rest
        .strip_prefix([' ', 'T', 't'])
        .ok_or(DayError::NotADate)?
        .trim_start();
    let end = moment.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let (clock, zone) = moment
        .split_at_checked(end.unwrap_or(moment.len()))
        .unwrap_or_default();
    let clock = ["%H:%M:%S%.f", "%H:%M"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(clock, format).ok())
        .ok_or(DayError::NotADate)?;
    let zone = zone.trim().to_ascii_uppercase();
    match zone.as_str() {
        "" | "Z" | "UTC" | "GMT" | "+00:00" | "+0000" | "+00" if clock == NaiveTime::MIN => {
            Ok(date)
        }
        "" | "Z" | "UTC" | "GMT" => Err(DayError::NotMidnight),
        other if other.starts_with(['+', '-']) => Err(DayError::NotMidnight),
        _ => Err(DayError::NotADate),
    }
}
