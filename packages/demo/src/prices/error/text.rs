//! A file that is no text.

use thiserror::Error;

/// Why the bytes of a file are no lines of text. Each says what was seen and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// The file holds nothing, or nothing but blank lines and comments.
    #[error("line 1: the file is empty; expected a header like date,ETH,MKR,USDC")]
    Empty,
    /// A spreadsheet or an archive.
    #[error(
        "this is a spreadsheet or an archive (it begins with `PK`), not text; export it as CSV"
    )]
    Archive,
    /// A byte sequence that is not UTF-8.
    #[error("line {line}, byte {byte}: not UTF-8 text; save the file as UTF-8")]
    NotUtf8 {
        /// Line of the first bad byte.
        line: u64,
        /// Its place in the line, from 1.
        byte: u64,
    },
    /// UTF-16 with half a character.
    #[error("line {line}: broken UTF-16 text; save the file as UTF-8")]
    NotUtf16 {
        /// Its line.
        line: u64,
    },
    /// Zero bytes.
    #[error(
        "line {line}: zero bytes, as in UTF-16 without a byte order mark; save the file as UTF-8"
    )]
    ZeroBytes {
        /// Line of the first.
        line: u64,
    },
    /// A cell that goes on in the next line.
    #[error("line {line}: a quote is opened and not closed on the line")]
    OpenQuote {
        /// The line.
        line: u64,
    },
    /// The CSV reader gave up.
    #[error("line {line}: not CSV: {reason}")]
    Csv {
        /// The line.
        line: u64,
        /// Its own words.
        reason: String,
    },
}
