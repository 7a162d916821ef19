//! The lines of a price file: which one is the header, what separates its cells, and the cells of each.

use csv::{ReaderBuilder, Trim};

use super::error::{clip, HeadingError, TextError};

/// What can separate cells, and its name for messages.
const SEPARATORS: [(char, u8, &str); 4] = [
    (',', b',', "`,`"),
    (';', b';', "`;`"),
    ('\t', b'\t', "tabs"),
    ('|', b'|', "`|`"),
];

/// A line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// From 1, as an editor counts.
    pub number: u64,
    /// Without its end.
    pub text: &'a str,
}

/// The header line and those under it; comments (`#`, `//`), blank lines at the end, and above the header also a URL, blank lines
/// and Excel's `sep=` are left out.
///
/// # Errors
/// There is no line left.
pub fn lines(text: &str) -> Result<(Line<'_>, Vec<Line<'_>>), TextError> {
    let mut lines = text
        .trim_end_matches('\n')
        .split('\n')
        .zip(1..)
        .map(|(text, number)| Line { number, text })
        .filter(|line| !line.is_comment())
        .skip_while(Line::is_preamble);
    let header = lines.next().ok_or(TextError::Empty)?;
    Ok((header, lines.collect()))
}

impl Line<'_> {
    /// What the line says, without quotes around it.
    fn bare(&self) -> String {
        self.text.trim().trim_matches('"').to_ascii_lowercase()
    }

    fn is_comment(&self) -> bool {
        let text = self.bare();
        text.starts_with('#') || text.starts_with("//")
    }

    fn is_preamble(&self) -> bool {
        let text = self.bare();
        let starts = ["http://", "https://", "www.", "sep="];
        text.is_empty() || starts.iter().any(|start| text.starts_with(start))
    }

    /// What separates the cells of this header.
    ///
    /// # Errors
    /// Nothing does, or more than one character could.
    pub fn separator(&self) -> Result<u8, HeadingError> {
        let mut quoted = false;
        let open: String = self
            .text
            .chars()
            .filter(|letter| {
                quoted ^= *letter == '"';
                !quoted
            })
            .collect();
        let mut found = SEPARATORS.iter().filter(|one| open.contains(one.0));
        match (found.next(), found.next()) {
            (Some((_, byte, _)), None) => Ok(*byte),
            (Some((.., first)), Some((.., second))) => Err(HeadingError::TwoSeparators {
                line: self.number,
                first,
                second,
            }),
            _ => Err(HeadingError::NoSeparator {
                line: self.number,
                found: clip(self.text.trim()),
            }),
        }
    }

    /// The cells, without spaces around them; none in a blank line.
    ///
    /// # Errors
    /// A quote is left open.
    pub fn cells(&self, separator: u8) -> Result<Vec<String>, TextError> {
        let line = self.number;
        if !self.text.matches('"').count().is_multiple_of(2) {
            return Err(TextError::OpenQuote { line });
        }
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .delimiter(separator)
            .from_reader(self.text.as_bytes());
        match reader.records().next() {
            None => Ok(Vec::new()),
            Some(Ok(record)) => Ok(record.iter().map(str::to_owned).collect()),
            Some(Err(error)) => Err(TextError::Csv {
                line,
                reason: error.to_string(),
            }),
        }
    }
}
