//! Names that people give to what they set up.

/// Whether it is 1 to `max` of `a-z 0-9 . _ -`.
pub fn is_id(text: &str, max: usize) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
    (1..=max).contains(&text.len()) && text.bytes().all(allowed)
}
