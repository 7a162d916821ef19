//! The header line: which column holds what. Headings are matched without case and without spaces around them.

use super::error::{clip, Cell, HeadingError};
use super::line::Line;

/// Headings of the first column: the plain one, and that of CoinGecko's exports.
const DATES: [&str; 2] = ["date", "snapped_at"];
const ETH: &str = "ETH";
const USDC: &str = "USDC";
/// Longest symbol of a token.
const MAX_SYMBOL: usize = 16;

/// A column of prices: where it is and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub index: usize,
    /// The heading.
    pub name: String,
}

impl Column {
    /// The cell of this column on a line.
    pub fn at(&self, line: u64) -> Cell {
        Cell {
            line,
            column: self.index as u64 + 1,
            name: self.name.clone(),
        }
    }
}

/// The columns that a run uses. The date is always column 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its line.
    pub line: u64,
    /// How many fields each line must have.
    pub width: usize,
    /// The reserve asset.
    pub eth: Column,
    /// The token that stands in for QER.
    pub qer: Column,
    /// The stablecoin, if the file has it.
    pub usdc: Option<Column>,
    /// Headings of the columns that are not read.
    pub unused: Vec<String>,
}

/// The cell of the date on a line.
pub fn date_cell(line: u64) -> Cell {
    Cell {
        line,
        column: 1,
        name: "date".to_owned(),
    }
}

impl Header {
    /// Finds the columns.
    ///
    /// # Errors
    /// [`HeadingError`], leftmost heading first; then a column that is missing.
    pub fn read(line: Line<'_>, names: &[String], token: &str) -> Result<Self, HeadingError> {
        let line = line.number;
        let at = |index: usize| Cell {
            line,
            column: index as u64 + 1,
            name: String::new(),
        };
        ensure_first(names, line, at(0))?;
        let find = |wanted: &str| {
            let index = names.iter().position(|name| same(name, wanted))?;
            let name = names.get(index)?.clone();
            Some(Column { index, name })
        };
        let usdc = find(USDC);
        for (index, name) in names.iter().enumerate().skip(1) {
            ensure_name(names, index, name, at(index))?;
            let stable = name.to_ascii_uppercase().contains("USD");
            if stable && usdc.is_none() && !same(name, token) {
                let (at, name) = (at(index), clip(name));
                return Err(HeadingError::LooksStable { at, name });
            }
        }
        let eth = find(ETH).ok_or_else(|| HeadingError::NoEth {
            line,
            found: list(names.iter()),
        })?;
        let tokens = || names.iter().skip(1).filter(|name| is_token(name));
        let token = token.trim();
        if !is_token(token) || DATES.iter().any(|date| same(token, date)) {
            return Err(HeadingError::NotAToken {
                token: clip(token),
                known: list(tokens()),
            });
        }
        let qer = find(token)
            .filter(|column| column.index > 0 && is_token(&column.name))
            .ok_or_else(|| HeadingError::UnknownToken {
                line,
                token: clip(token),
                known: list(tokens()),
            })?;
        let unused = tokens().filter(|name| **name != qer.name).cloned();
        Ok(Self {
            line,
            width: names.len(),
            unused: unused.collect(),
            eth,
            qer,
            usdc,
        })
    }
}

fn ensure_first(names: &[String], line: u64, at: Cell) -> Result<(), HeadingError> {
    let first = names.first().map_or("", String::as_str);
    if !DATES.iter().any(|date| same(first, date)) {
        let found = clip(first);
        return Err(HeadingError::FirstNotDate { at, found });
    }
    let has = |wanted: &str| names.iter().any(|name| same(name, wanted));
    if has("price") && !has(ETH) {
        let found = list(names.iter());
        return Err(HeadingError::OneCoin { line, found });
    }
    Ok(())
}

fn ensure_name(names: &[String], index: usize, name: &str, at: Cell) -> Result<(), HeadingError> {
    if name.is_empty() {
        return Err(HeadingError::Empty { at });
    }
    let mut before = names.iter().take(index);
    if let Some(first) = before.position(|other| same(other, name)) {
        return Err(HeadingError::Duplicate {
            at,
            name: clip(name),
            first: first as u64 + 1,
        });
    }
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    if name.len() > MAX_SYMBOL || !name.bytes().all(letter) {
        let name = clip(name);
        return Err(HeadingError::Unknown { at, name });
    }
    Ok(())
}

fn same(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted.trim())
}

fn is_token(name: &str) -> bool {
    !same(name, ETH) && !same(name, USDC)
}

/// At most eight names, and how many more there are.
pub fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    const SHOWN: usize = 8;
    let names: Vec<String> = names.map(|name| clip(name)).collect();
    match names.get(SHOWN..) {
        _ if names.is_empty() => "no token columns".to_owned(),
        Some(rest) if !rest.is_empty() => {
            let shown = names.get(..SHOWN).unwrap_or_default().join(", ");
            format!("{shown} and {} more", rest.len())
        }
        _ => names.join(", "),
    }
}
