//! What a plan sends, as far as it is known before anything is sent. A resumed run compares its hash, to refuse a plan
//! that was edited meanwhile. Nodes, fees and keys are not part of it.

use std::collections::BTreeMap;

use cosmwasm_std::{Binary, WasmMsg};
use qerun_deployment::{Deployment, Known, StepMessage};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use super::engine::Engine;
use super::{DeployError, Difference, Step};

/// What each step sends, by its name.
pub type Planned = BTreeMap<String, Value>;

impl Engine<'_> {
    /// Every step and what it sends. Ids and addresses that only the chain gives are empty, and times count from
    /// zero.
    pub(super) fn planned(&self, deployment: &Deployment) -> Result<Planned, DeployError> {
        let mut planned = Planned::new();
        for step in Step::all(self.plan) {
            let message = deployment.message(step, &Known::default(), 0);
            let message = message.map_err(|source| DeployError::Json { step, source })?;
            let sends = match message {
                StepMessage::Store { code } => json!({"checksum": self.artifacts.checksum(code)?}),
                StepMessage::Wasm(WasmMsg::Instantiate2 {
                    label, msg, admin, ..
                }) => json!({"label": label, "admin": admin, "msg": read_message(&msg)}),
                StepMessage::Wasm(WasmMsg::Execute { msg, funds, .. }) => {
                    json!({"msg": read_message(&msg), "funds": funds})
                }
                StepMessage::Wasm(_) => Value::Null,
            };
            planned.insert(step.to_string(), sends);
        }
        Ok(planned)
    }
}

/// A message as JSON, with the messages in it decoded.
pub(super) fn read_message(msg: &[u8]) -> Value {
    serde_json::from_slice(msg).map_or(Value::Null, decoded)
}

/// Decodes strings that hold a JSON object in base64, so that a difference in it has a path.
fn decoded(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let inner = Binary::from_base64(&text).ok();
            let inner = inner.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
            match inner {
                Some(inner @ Value::Object(_)) => decoded(inner),
                _ => Value::String(text),
            }
        }
        Value::Array(items) => items.into_iter().map(decoded).collect(),
        Value::Object(rows) => rows
            .into_iter()
            .map(|(key, row)| (key, decoded(row)))
            .collect(),
        other => other,
    }
}

/// Sha256 of it, hex; the same in whatever order the keys come.
#[must_use]
pub fn hash(planned: &Planned) -> String {
    let mut text = String::new();
    for (step, value) in planned {
        text.push_str(step);
        text.push('\n');
        canonical(value, &mut text);
        text.push('\n');
    }
    hex::encode(Sha256::digest(text))
}

fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(rows) => {
            let sorted: BTreeMap<&String, &Value> = rows.iter().collect();
            text.push('{');
            for (key, row) in sorted {
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                canonical(row, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        leaf => text.push_str(&leaf.to_string()),
    }
}

/// Where two values differ, leaf by leaf.
pub(super) fn differences(at: &str, found: &Value, wanted: &Value, list: &mut Vec<Difference>) {
    let none = Value::Null;
    match (found, wanted) {
        (Value::Object(left), Value::Object(right)) => {
            let keys = left
                .keys()
                .chain(right.keys().filter(|key| !left.contains_key(*key)));
            for key in keys {
                let (left, right) = (left.get(key), right.get(key));
                let field = format!("{at}.{key}");
                differences(&field, left.unwrap_or(&none), right.unwrap_or(&none), list);
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            for i in 0..left.len().max(right.len()) {
                let (left, right) = (left.get(i), right.get(i));
                let field = format!("{at}[{i}]");
                differences(&field, left.unwrap_or(&none), right.unwrap_or(&none), list);
            }
        }
        _ if found == wanted => {}
        _ => list.push(Difference {
            field: at.to_owned(),
            found: found.to_string(),
            wanted: wanted.to_string(),
        }),
    }
}
