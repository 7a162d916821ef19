//! Reads a range of daily closes from a CSV file: `date,ETH,<tokens...>[,USDC]`, one line a day, oldest or newest first.
//!
//! Forms that have only one meaning are read: other separators, encodings and line ends, headings in another case,
//! midnight for a date, comments. Everything else is an error that names its place. A missing price is never filled in
//! silently.
//!
//! The whole file must have one width and its days in order. Prices and gaps are checked only in the columns used and
//! within the selected range, so a token may have empty cells before its launch.

use std::fs;
use std::path::Path;

use cosmwasm_std::Decimal;

use super::date::{parse_day, DayError};
use super::error::{clip, CellError, PriceError, PriceFileError};
use super::header::{date_cell, list, Header};
use super::line::{lines, Line};
use super::lots::in_lots;
use super::order::{in_range, Row};
use super::price::read_day;
use super::selection::Selection;
use super::text::decode;
use super::{Intraday, PricePath};

/// Reads the selected range from a file.
///
/// # Errors
/// [`PriceFileError`]: the file's name with a [`PriceError`].
pub fn read(path: &Path, selection: &Selection) -> Result<PricePath, PriceFileError> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    selection
        .ensure_range()
        .map_err(PriceError::from)
        .and_then(|()| Ok(fs::read(path)?))
        .and_then(|bytes| read_bytes(&bytes, selection, Some(&name)))
        .map_err(|source| PriceFileError {
            path: path.to_owned(),
            source: Box::new(source),
        })
}

/// Reads the selected range from the bytes of a file.
///
/// # Errors
/// [`PriceError`], with the line and column where there is one.
pub fn parse(bytes: &[u8], selection: &Selection) -> Result<PricePath, PriceError> {
    read_bytes(bytes, selection, None)
}

fn read_bytes(
    bytes: &[u8],
    selection: &Selection,
    name: Option<&str>,
) -> Result<PricePath, PriceError> {
    selection.ensure_range()?;
    let text = decode(bytes)?;
    let (first, rest) = lines(&text)?;
    let separator = first.separator()?;
    let header = Header::read(first, &first.cells(separator)?, &selection.token)?;
    let rows = rest
        .into_iter()
        .map(|line| read_row(line, separator, header.width))
        .collect::<Result<Vec<_>, _>>()?;
    // Days outside the file are the better answer when prices are missing, too.
    let rows = in_range(rows, header.line, selection)?;
    let mut days = rows
        .iter()
        .map(|row| read_day(row, &header))
        .collect::<Result<Vec<_>, _>>()?;
    let lot = in_lots(&mut days)?;
    Ok(PricePath {
        label: label(&header, name, lot),
        token: header.qer.name,
        days,
        gap: None,
        intraday: Intraday::Smooth,
    })
}

fn read_row(line: Line<'_>, separator: u8, width: usize) -> Result<Row, PriceError> {
    let cells = line.cells(separator)?;
    let line = line.number;
    if cells.len() != width {
        return Err(CellError::FieldCount {
            line,
            expected: width as u64,
            found: cells.len() as u64,
        }
        .into());
    }
    let text = cells.first().map_or("", String::as_str);
    let (at, value) = (date_cell(line), clip(text));
    match parse_day(text) {
        Ok(date) => Ok(Row { line, date, cells }),
        Err(DayError::NotADate) => Err(CellError::BadDate { at, value }.into()),
        Err(DayError::NotMidnight) => Err(CellError::NotMidnight { at, value }.into()),
    }
}

/// What was read from the file and what was not, for the report.
fn label(header: &Header, name: Option<&str>, lot: Decimal) -> String {
    let token = &header.qer.name;
    let mut notes = Vec::new();
    if lot != Decimal::one() {
        notes.push(format!("one QER is {lot} {token}"));
    }
    if header.usdc.is_none() {
        notes.push("no column USDC, it counts as 1 USD".to_owned());
    }
    if !header.unused.is_empty() {
        notes.push(format!("not used: {}", list(header.unused.iter())));
    }
    let from = name.map(|name| format!(" from {name}")).unwrap_or_default();
    match notes.is_empty() {
        true => format!("{token}{from}"),
        false => format!("{token}{from} ({})", notes.join("; ")),
    }
}
