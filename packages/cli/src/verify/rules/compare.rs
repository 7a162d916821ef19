//! Compares what the chain has with what the plan says, field by field.

use std::str::FromStr;

use cosmwasm_std::Decimal256;
use serde::Serialize;
use serde_json::Value;

use crate::verify::{Audit, Severity};

/// A field that is not as planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its path, as `rates.kink` or `tiers[0].unbonding`.
    pub field: String,
    /// What the chain has.
    pub found: Value,
    /// What the plan says.
    pub planned: Value,
}

impl Change {
    /// Whether both are numbers and the chain's is at least the plan's. An absent number is less than any other.
    pub fn is_raised(&self) -> bool {
        match (number(&self.found), number(&self.planned)) {
            (Some(found), Some(planned)) => found >= planned,
            (Some(_), None) => self.planned.is_null(),
            _ => false,
        }
    }

    /// Whether it is this field, or a part of it.
    pub fn is(&self, field: &str) -> bool {
        let rest = self.field.strip_prefix(field);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// Who may change most fields.
pub const GOVERNANCE: &str = "governance";

/// Weighs each field that differs; a field without a weight belongs to another rule. One line for all fields of a
/// weight. A note says that `changer` may have changed them.
pub fn compare(
    audit: &mut Audit,
    (rule, what, changer): (&'static str, &str, &str),
    found: &impl Serialize,
    planned: &impl Serialize,
    weigh: impl Fn(&Change) -> Option<Severity>,
) {
    let mut changes = Vec::new();
    collect(&mut changes, "", &value(found), &value(planned));
    for severity in [Severity::Fail, Severity::Warn, Severity::Note] {
        let alike = changes.iter().filter(|c| weigh(c) == Some(severity));
        let words: Vec<String> = alike.map(words).collect();
        let words = words.join(", ");
        let holds = words.is_empty();
        match severity {
            Severity::Note => audit.note_unless(holds, "drift", || {
                format!("{what} has {words}; {changer} may have changed it")
            }),
            _ => audit.check(holds, severity, rule, || format!("{what} has {words}")),
        }
    }
}

/// What it looks like on the wire; all of it can be written as JSON.
pub fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn words(change: &Change) -> String {
    let (found, planned) = (text(&change.found), text(&change.planned));
    format!("{} {found} instead of {planned}", change.field)
}

fn collect(changes: &mut Vec<Change>, field: &str, found: &Value, planned: &Value) {
    match (found, planned) {
        _ if found == planned => {}
        (Value::Object(a), Value::Object(b)) if alike(a, b) => {
            let mut names: Vec<&String> = a.keys().chain(b.keys()).collect();
            names.sort();
            names.dedup();
            for name in names {
                let dot = if field.is_empty() { "" } else { "." };
                let [a, b] = [a, b].map(|map| map.get(name).unwrap_or(&Value::Null));
                collect(changes, &format!("{field}{dot}{name}"), a, b);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                collect(changes, &format!("{field}[{i}]"), a, b);
            }
        }
        _ => changes.push(Change {
            field: field.to_owned(),
            found: found.clone(),
            planned: planned.clone(),
        }),
    }
}

/// Whether two objects are of one record, whose empty fields may be left out, not two variants of a choice.
fn alike(a: &serde_json::Map<String, Value>, b: &serde_json::Map<String, Value>) -> bool {
    a.keys().any(|name| b.contains_key(name))
}

fn number(value: &Value) -> Option<Decimal256> {
    match value {
        Value::Null => Some(Decimal256::zero()),
        Value::Number(_) | Value::String(_) => Decimal256::from_str(&text(value)).ok(),
        _ => None,
    }
}

/// Amounts and shares without the quotes of the wire.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(found: Value, planned: Value) -> Vec<String> {
        let mut changes = Vec::new();
        collect(&mut changes, "", &found, &planned);
        changes.iter().map(words).collect()
    }

    #[test]
    fn every_field_that_differs_is_named() {
        let found = json!({"a": 1, "b": {"c": ["x", "y"]}, "d": {"one": {}}, "new": 5});
        let planned = json!({"a": 2, "b": {"c": ["x", "z"]}, "d": {"two": {}}, "old": "6"});
        let wanted = [
            "a 1 instead of 2",
            "b.c[1] y instead of z",
            "d {\"one\":{}} instead of {\"two\":{}}",
            "new 5 instead of null",
            "old null instead of 6",
        ];
        assert_eq!(fields(found.clone(), planned), wanted);
        assert!(fields(found.clone(), found).is_empty());
        assert_eq!(fields(json!([1]), json!([1, 2])), [" [1] instead of [1,2]"]);
    }

    #[test]
    fn less_is_told_from_more() {
        let raised = |found: Value, planned: Value| {
            let field = "x.y".to_owned();
            Change {
                field,
                found,
                planned,
            }
            .is_raised()
        };
        let most = json!(u128::MAX.to_string());
        assert!(raised(json!("0.2"), json!("0.1")) && !raised(json!("0.1"), json!("0.2")));
        assert!(raised(json!(61), json!(60)) && !raised(json!(60), json!(61)));
        assert!(raised(most.clone(), json!("1")) && !raised(json!("1"), most));
        assert!(raised(json!(1), Value::Null) && !raised(Value::Null, json!(1)));
        assert!(!raised(json!({"height": 5}), json!(60)) && !raised(json!("a"), json!("b")));
    }

    #[test]
    fn a_part_of_a_field_is_of_it() {
        let change = |field: &str| Change {
            field: field.to_owned(),
            found: Value::Null,
            planned: Value::Null,
        };
        assert!(
            change("transport").is("transport")
                && change("transport.skip").is("transport")
                && change("transport[1]").is("transport")
        );
        assert!(!change("transports").is("transport") && !change("a.transport").is("transport"));
    }
}
