//! What can be wrong with a price file or with the range asked of it.

mod cell;
mod days;
mod heading;
mod text;

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

pub use self::cell::CellError;
pub use self::days::{DaysError, Missing, Order};
pub use self::heading::HeadingError;
pub use self::text::TextError;

/// A place in the file, as a spreadsheet or editor counts: both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Line in the file.
    pub line: u64,
    /// Field in the line.
    pub column: u64,
    /// The column's heading; empty where the header itself is at fault.
    pub name: String,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.name.is_empty() {
            write!(f, " ({})", self.name)?;
        }
        Ok(())
    }
}

/// A [`PriceError`] with the file it happened in.
#[derive(Debug, Error)]
#[error("{}: {source}", path.display())]
pub struct PriceFileError {
    /// The file as named on the command line.
    pub path: PathBuf,
    /// What is wrong with it.
    pub source: Box<PriceError>,
}

/// Why a range of prices could not be taken from a file.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum PriceError {
    #[error("cannot read the file: {0}")]
    Read(#[from] std::io::Error),
    #[error(transparent)]
    Text(#[from] TextError),
    #[error(transparent)]
    Heading(#[from] HeadingError),
    #[error(transparent)]
    Cell(#[from] CellError),
    #[error(transparent)]
    Days(#[from] DaysError),
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
