//! A file that is no text.

use thiserror::Error;

/// Why the bytes of a file are no lines of text. Each says what was seen and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum TextError {
    #[error("line 1: the file is empty; expected a header like date,ETH,MKR,USDC")]
    Empty,
    #[error(
        "this is a spreadsheet or an archive (it begins with `PK`), not text; export it as CSV"
    )]
    Archive,
    #[error("line {line}, byte {byte}: not UTF-8 text; save the file as UTF-8")]
    NotUtf8 { line: u64, byte: u64 },
    #[error("line {line}: broken UTF-16 text; save the file as UTF-8")]
    NotUtf16 { line: u64 },
    #[error(
        "line {line}: zero bytes, as in UTF-16 without a byte order mark; save the file as UTF-8"
    )]
    ZeroBytes { line: u64 },
    #[error("line {line}: a quote is opened and not closed on the line")]
    OpenQuote { line: u64 },
    #[error("line {line}: not CSV: {reason}")]
    Csv { line: u64, reason: String },
}
