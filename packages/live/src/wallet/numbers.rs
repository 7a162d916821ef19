//! Finds JSON numbers that JavaScript cannot represent.

use anyhow::{bail, Result};
use cosmwasm_std::Binary;
use serde_json::Value;

/// 2^53: the largest up to which every whole number is a double.
pub const LARGEST: u64 = 1 << 53;

/// The largest number in a document, or the path of one that is too large or not whole. JSON in base64, as in
/// the payload of a cw20 `send`, is checked too.
pub fn largest_number(value: &Value, path: &str) -> Result<u64> {
    let mut largest = 0;
    match value {
        Value::Number(number) => {
            let size = number
                .as_u64()
                .or_else(|| number.as_i64().map(i64::unsigned_abs));
            match size {
                Some(size) if size <= LARGEST => largest = size,
                _ => bail!("{path}: {number} is no whole number up to 2^53"),
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                largest = largest.max(largest_number(item, &format!("{path}[{nth}]"))?);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                largest = largest.max(largest_number(field, &format!("{path}.{key}"))?);
            }
        }
        Value::String(text) => {
            if let Some(inner) = embedded(text) {
                largest = largest_number(&inner, &format!("{path}(base64)"))?;
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
    Ok(largest)
}

/// An object or list written as base64.
fn embedded(text: &str) -> Option<Value> {
    let bytes = Binary::from_base64(text).ok()?;
    let value: Value = serde_json::from_slice(&bytes).ok()?;
    (value.is_object() || value.is_array()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(text: &str) -> Result<u64> {
        let value = serde_json::from_str(text)?;
        largest_number(&value, "x")
    }

    #[test]
    fn finds_what_a_double_cannot_hold() {
        assert_eq!(
            of(r#"{"a":[1,{"b":9007199254740992}]}"#).ok(),
            Some(LARGEST)
        );
        assert!(of(r#"{"a":[1,{"b":9007199254740993}]}"#).is_err());
        assert!(of("-9007199254740993").is_err());
        assert!(of("18446744073709551616").is_err());
        assert!(of("[0.5]").is_err());
        assert_eq!(of(r#""9007199254740993""#).ok(), Some(0));
    }

    #[test]
    fn looks_into_payloads() {
        let inside = Binary::from(br#"{"id":9007199254740993}"#.as_slice());
        assert!(largest_number(&json!({"send": {"msg": inside}}), "x").is_err());
        let inside = Binary::from(br#"{"id":5}"#.as_slice());
        assert_eq!(
            largest_number(&json!({"send": {"msg": inside}}), "x").ok(),
            Some(5)
        );
    }
}
