//! Numbers in JSON as decimals and times. Pure.

use cosmwasm_std::Decimal;
use serde_json::Value;

/// Digits after the point that a decimal has; what is beyond them is cut off.
const DIGITS: usize = 18;
/// Longest number that is read, and largest exponent.
const LONGEST: usize = 80;
const LARGEST: i32 = 40;

/// A number, or a text of one, as a decimal; none if it is neither, or negative. An exponent is understood, digits beyond
/// the 18th after the point are cut off.
#[must_use]
pub fn figure(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    if text.len() > LONGEST {
        return None;
    }
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text.as_str(), 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || digits.is_empty() || digits == "." {
        return None;
    }
    if exponent.abs() > LARGEST {
        return None;
    }
    // All digits without the point, and the place at which it stands.
    let all = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let (whole, part) = match usize::try_from(point) {
        Ok(point) if point >= all.len() => (format!("{all:0<point$}"), String::new()),
        Ok(point) => {
            let (whole, part) = all.split_at_checked(point)?;
            (whole.to_owned(), part.to_owned())
        }
        Err(_) => {
            let zeros = usize::try_from(point.unsigned_abs()).ok()?;
            (String::new(), format!("{}{all}", "0".repeat(zeros)))
        }
    };
    let part = part.get(..DIGITS).unwrap_or(&part);
    format!("0{whole}.{part}0").parse().ok().or_else(|| {
        // Exactly as many digits as fit.
        format!("0{whole}.{part}").parse().ok()
    })
}

/// A time as Unix seconds: numbers too large for seconds are milliseconds, microseconds or nanoseconds.
#[must_use]
pub fn time(value: &Value) -> Option<u64> {
    /// Seconds up to the year 5138.
    const SECONDS: u128 = 100_000_000_000;
    let mut time = figure(value)?.to_uint_floor().u128();
    while time >= SECONDS {
        time /= 1_000;
    }
    u64::try_from(time).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_texts_of_numbers_are_read() {
        for (value, wanted) in [
            (json!(2000), "2000"),
            (json!(2000.25), "2000.25"),
            (json!("2000.25"), "2000.25"),
            (json!(" 7 "), "7"),
            (json!(0.0000001), "0.0000001"),
            (json!(1e-7), "0.0000001"),
            (json!("1.5E3"), "1500"),
            (json!("12.345e1"), "123.45"),
            (json!("0.1234567890123456789"), "0.123456789012345678"),
            (json!("1e-19"), "0"),
            (json!(".5"), "0.5"),
            (json!("5."), "5"),
            (json!(0), "0"),
        ] {
            let wanted: Decimal = wanted.parse().unwrap();
            assert_eq!(figure(&value), Some(wanted), "{value}");
        }
    }

    #[test]
    fn what_is_no_price_is_none() {
        for value in [
            json!(-1),
            json!("-1"),
            json!("+1"),
            json!("1,000"),
            json!("NaN"),
            json!("inf"),
            json!(""),
            json!("."),
            json!("e5"),
            json!("1e"),
            json!("1e41"),
            json!("1e40"),
            json!("0x10"),
            json!("1 2"),
            json!(null),
            json!(true),
            json!([1]),
            json!({"a": 1}),
            json!("1".repeat(81)),
        ] {
            assert_eq!(figure(&value), None, "{value}");
        }
    }

    #[test]
    fn times_have_any_unit() {
        for value in [
            json!(1_790_000_000),
            json!("1790000000"),
            json!(1_790_000_000.9),
            json!(1_790_000_000_123u64),
            json!(1_790_000_000_123_456u64),
            json!("1790000000123456789"),
        ] {
            assert_eq!(time(&value), Some(1_790_000_000), "{value}");
        }
        assert_eq!(time(&json!("2026-01-01T00:00:00Z")), None);
    }
}
