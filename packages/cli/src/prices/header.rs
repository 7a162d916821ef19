//! The header line: which column holds what.

use csv::StringRecord;

use super::error::{Cell, PriceError};

const DATE: &str = "date";
const ETH: &str = "ETH";
const USDC: &str = "USDC";

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
    /// How many fields each line must have.
    pub width: usize,
    /// The reserve asset.
    pub eth: Column,
    /// The token that plays QER.
    pub qer: Column,
    /// The stablecoin, if the file has it.
    pub usdc: Option<Column>,
}

/// The cell of the date on a line.
pub fn date_cell(line: u64) -> Cell {
    Cell {
        line,
        column: 1,
        name: DATE.to_owned(),
    }
}

impl Header {
    /// Finds the columns.
    ///
    /// # Errors
    /// No `date` first, no `ETH`, an empty or repeated heading, or a token that is none of the others.
    pub fn read(record: &StringRecord, line: u64, token: &str) -> Result<Self, PriceError> {
        let at = |index: usize| Cell {
            line,
            column: index as u64 + 1,
            name: String::new(),
        };
        let first = record.get(0).unwrap_or_default();
        if first != DATE {
            return Err(PriceError::FirstNotDate {
                at: at(0),
                found: super::file::clip(first),
            });
        }
        for (index, name) in record.iter().enumerate() {
            if name.trim().is_empty() {
                return Err(PriceError::EmptyHeading { at: at(index) });
            }
            if let Some(first) = record.iter().take(index).position(|other| other == name) {
                return Err(PriceError::DuplicateHeading {
                    at: at(index),
                    name: super::file::clip(name),
                    first: first as u64 + 1,
                });
            }
        }
        let find = |wanted: &str| {
            record
                .iter()
                .position(|name| name == wanted)
                .map(|index| Column {
                    index,
                    name: wanted.to_owned(),
                })
        };
        let eth = find(ETH).ok_or(PriceError::NoEth)?;
        let is_token = |name: &str| ![DATE, ETH, USDC].contains(&name);
        let qer =
            find(token)
                .filter(|_| is_token(token))
                .ok_or_else(|| PriceError::UnknownToken {
                    token: token.to_owned(),
                    known: record
                        .iter()
                        .filter(|name| is_token(name))
                        .map(str::to_owned)
                        .collect(),
                })?;
        Ok(Self {
            width: record.len(),
            eth,
            qer,
            usdc: find(USDC),
        })
    }
}
