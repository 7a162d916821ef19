//! Reads a range of daily closes from a CSV file, strictly: `date,ETH,<tokens...>[,USDC]`, one line a day.
//!
//! The whole file must be UTF-8 with one width and ascending days. Prices and gaps are judged inside the range
//! asked for and in the columns used, so that a token's empty years before its launch do no harm.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use cosmwasm_std::Decimal;
use csv::{ReaderBuilder, StringRecord};

use super::date::parse_date;
use super::error::{PriceError, PriceFileError};
use super::header::{date_cell, Column, Header};
use super::number::{parse_decimal, NumberError};
use super::span::Span;
use super::{Day, PricePath};

/// The highest believable price, in whole US dollars.
pub const MAX_PRICE: u128 = 1_000_000_000;

/// Which token plays QER, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Heading of the token's column.
    pub token: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, included.
    pub to: NaiveDate,
}

/// Reads the selected range from a file.
///
/// # Errors
/// [`PriceFileError`]: the file's name with a [`PriceError`].
pub fn read(path: &Path, selection: &Selection) -> Result<PricePath, PriceFileError> {
    check_range(selection)
        .and_then(|()| Ok(fs::read(path)?))
        .and_then(|bytes| parse(&bytes, selection))
        .map(|mut prices| {
            let name = path.file_name().unwrap_or(path.as_os_str());
            prices.label = format!("{} from {}", selection.token, name.to_string_lossy());
            prices
        })
        .map_err(|source| PriceFileError {
            path: path.to_owned(),
            source,
        })
}

/// Reads the selected range from the bytes of a file.
///
/// # Errors
/// [`PriceError`], with the line and column where there is one.
pub fn parse(bytes: &[u8], selection: &Selection) -> Result<PricePath, PriceError> {
    check_range(selection)?;
    let text = utf8(bytes)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    if !next(&mut reader, &mut record)? {
        return Err(PriceError::Empty);
    }
    let header = Header::read(&record, 1, &selection.token)?;
    check_blank_lines(text, header.width)?;

    let mut days = Vec::new();
    let mut span: Option<Span> = None;
    while next(&mut reader, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        let date = read_date(&record, line, header.width)?;
        let seen = match span {
            None => Span::start(date, line),
            Some(span) => span.next(date, line, selection)?,
        };
        span = Some(seen);
        if (selection.from..=selection.to).contains(&date) {
            days.push(read_day(&record, line, date, &header));
        }
    }
    // Dates outside the file are the better answer when prices are missing, too.
    span.ok_or(PriceError::NoRows)?.check_covers(selection)?;
    let days = days.into_iter().collect::<Result<_, _>>()?;
    Ok(PricePath {
        label: selection.token.clone(),
        token: selection.token.clone(),
        days,
    })
}

fn check_range(selection: &Selection) -> Result<(), PriceError> {
    let Selection { from, to, .. } = *selection;
    if from > to {
        return Err(PriceError::FromAfterTo { from, to });
    }
    let days = (to - from).num_days() + 1;
    if days < 2 {
        return Err(PriceError::RangeTooShort { from, to, days });
    }
    Ok(())
}

/// The text without a byte order mark.
fn utf8(bytes: &[u8]) -> Result<&str, PriceError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let in_line = good.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        PriceError::NotUtf8 {
            line: good.iter().filter(|b| **b == b'\n').count() as u64 + 1,
            byte: in_line.len() as u64 + 1,
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The CSV reader skips blank lines and then loses count of the lines; only at the end are they harmless.
fn check_blank_lines(text: &str, width: usize) -> Result<(), PriceError> {
    let content = text.trim_end_matches(['\r', '\n']);
    match content.lines().position(str::is_empty) {
        Some(index) => Err(PriceError::FieldCount {
            line: index as u64 + 1,
            expected: width as u64,
            found: 0,
        }),
        None => Ok(()),
    }
}

fn next(reader: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, PriceError> {
    reader.read_record(record).map_err(|error| PriceError::Csv {
        line: error.position().map_or(0, csv::Position::line),
        reason: error.to_string(),
    })
}

fn read_date(record: &StringRecord, line: u64, width: usize) -> Result<NaiveDate, PriceError> {
    if record.len() != width {
        return Err(PriceError::FieldCount {
            line,
            expected: width as u64,
            found: record.len() as u64,
        });
    }
    let value = record.get(0).unwrap_or_default();
    parse_date(value).ok_or_else(|| PriceError::BadDate {
        at: date_cell(line),
        value: clip(value),
    })
}

fn read_day(
    record: &StringRecord,
    line: u64,
    date: NaiveDate,
    header: &Header,
) -> Result<Day, PriceError> {
    let price = |column: &Column| {
        read_price(record, line, column)?.ok_or_else(|| PriceError::EmptyPrice {
            at: column.at(line),
            date,
        })
    };
    let usdc = match &header.usdc {
        Some(column) => read_price(record, line, column)?,
        None => None,
    };
    Ok(Day {
        date,
        eth: price(&header.eth)?,
        qer: price(&header.qer)?,
        usdc: usdc.unwrap_or(Decimal::one()),
    })
}

/// `None` for an empty cell.
fn read_price(
    record: &StringRecord,
    line: u64,
    column: &Column,
) -> Result<Option<Decimal>, PriceError> {
    let text = record.get(column.index).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    let at = column.at(line);
    let value = clip(text);
    match parse_decimal(text) {
        Ok(price) if price.is_zero() => Err(PriceError::ZeroPrice { at }),
        Ok(price) if price.to_uint_ceil().u128() > MAX_PRICE => {
            Err(PriceError::AbsurdPrice { at, value })
        }
        Ok(price) => Ok(Some(price)),
        Err(NumberError::NotANumber) => Err(PriceError::NotANumber { at, value }),
        Err(NumberError::Negative) => Err(PriceError::NegativePrice { at, value }),
        Err(NumberError::Infinite) => Err(PriceError::InfinitePrice { at, value }),
        Err(NumberError::TooLarge) => Err(PriceError::AbsurdPrice { at, value }),
        Err(NumberError::TooPrecise) => Err(PriceError::TooPrecise { at, value }),
    }
}

/// A cell's text for a message on one line: at most 40 characters, nothing unprintable.
pub(super) fn clip(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { '?' } else { c })
        .collect();
    if text.chars().count() > 40 {
        shown.push_str("...");
    }
    shown
}
