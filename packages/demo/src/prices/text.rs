//! From a file's bytes to text with plain line ends: UTF-8, with or without a byte order mark, and UTF-16 with one.

use super::error::TextError;

/// The text of a file. Each line ends with `\n`, whether it ended with that, with `\r\n` or with `\r` alone.
///
/// # Errors
/// Bytes that are no text, with their line.
pub fn decode(bytes: &[u8]) -> Result<String, TextError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(TextError::Archive);
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    let text = plain_ends(text.strip_prefix('\u{feff}').unwrap_or(&text));
    match text.split_once('\0') {
        Some((good, _)) => Err(TextError::ZeroBytes {
            line: last_line(good),
        }),
        None => Ok(text),
    }
}

fn plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Number of the line that the text ends in, from 1.
fn last_line(text: &str) -> u64 {
    text.matches('\n').count() as u64 + 1
}

fn utf8(bytes: &[u8]) -> Result<String, TextError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let text = plain_ends(&String::from_utf8_lossy(good));
    let in_line = text.rsplit('\n').next().unwrap_or_default();
    Err(TextError::NotUtf8 {
        line: last_line(&text),
        byte: in_line.len() as u64 + 1,
    })
}

/// `bytes` without the byte order mark.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, TextError> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end: a surrogate without its partner, refused below.
        _ => 0xd800,
    });
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(letter) => text.push(letter),
            Err(_) => {
                let line = last_line(&plain_ends(&text));
                return Err(TextError::NotUtf16 { line });
            }
        }
    }
    Ok(text)
}
