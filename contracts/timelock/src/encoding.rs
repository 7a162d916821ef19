//! The bytes that a string may stand for. Whatever some contract could decode as base64 or hex is decoded here, too.

use cosmwasm_std::HexBinary;

/// What a string decodes to, without empty results. There may be two, because a string of hex digits is also base64.
pub fn decodings(text: &str) -> Vec<Vec<u8>> {
    let plain: String = text.split_ascii_whitespace().collect();
    [base64(&plain), hex(&plain)]
        .into_iter()
        .flatten()
        .filter(|bytes| !bytes.is_empty())
        .collect()
}

/// Base64 of either alphabet, with or without padding; bits beyond the last whole byte are ignored.
fn base64(text: &str) -> Option<Vec<u8>> {
    let symbols = text
        .trim_end_matches('=')
        .bytes()
        .map(symbol)
        .collect::<Option<Vec<u8>>>()?;
    let mut bytes = vec![];
    for four in symbols.chunks(4) {
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| four.get(i).copied().unwrap_or_default());
        let three = [
            a.wrapping_mul(4) | (b / 16),
            b.wrapping_mul(16) | (c / 4),
            c.wrapping_mul(64) | d,
        ];
        // A single symbol has too few bits for a byte.
        let whole = four.len().checked_sub(1).filter(|whole| *whole > 0)?;
        bytes.extend(three.into_iter().take(whole));
    }
    Some(bytes)
}

/// The six bits of a symbol.
fn symbol(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => byte.checked_sub(b'A'),
        b'a'..=b'z' => byte.checked_sub(b'a')?.checked_add(26),
        b'0'..=b'9' => byte.checked_sub(b'0')?.checked_add(52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// Hex of either case, with or without `0x`.
fn hex(text: &str) -> Option<Vec<u8>> {
    let prefixed = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let digits = prefixed.unwrap_or(text);
    HexBinary::from_hex(digits).ok().map(Vec::from)
}
