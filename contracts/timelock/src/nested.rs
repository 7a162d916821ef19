//! Messages inside messages: in fields of a contract's message, as JSON, as base64 or hex of JSON.
//! What looks like a message and cannot be read as one is critical.

use cosmwasm_std::{from_json, to_json_vec, Binary, CosmosMsg, HexBinary, StdResult};
use qerun_messages::timelock::Class;

use crate::classify::Reader;
use crate::json::Json;

/// Kinds of chain messages, as contracts write them.
const KINDS: [&str; 10] = [
    "bank",
    "wasm",
    "custom",
    "staking",
    "distribution",
    "stargate",
    "any",
    "ibc",
    "gov",
    "authz",
];
/// Fields that hold messages.
const MESSAGE_FIELDS: [&str; 4] = ["msg", "msgs", "message", "messages"];
/// Fields by which protobuf messages are known.
const PROTOBUF_FIELDS: [&str; 2] = ["typeurl", "@type"];

impl Reader<'_> {
    /// The strictest class of whatever messages a value contains; routine if there are none.
    pub fn carried(&mut self, value: &Json, depth: u32) -> StdResult<Class> {
        match value {
            Json::Text(text) => match hidden(text) {
                Some(bytes) => self.parsed(&bytes, depth.saturating_add(1)),
                None => Ok(Class::Routine),
            },
            Json::List(items) => match hidden_in_list(items) {
                Some(bytes) => self.parsed(&bytes, depth.saturating_add(1)),
                None => strictest(items.iter().map(|item| self.carried(item, depth)).collect()),
            },
            Json::Object(entries) => {
                if is_protobuf(entries) {
                    return Ok(Class::Critical);
                }
                if is_message(entries) {
                    return self.cosmos(value, depth);
                }
                strictest(
                    entries
                        .iter()
                        .map(|(key, value)| match among(&MESSAGE_FIELDS, key) {
                            true => self.messages(value, depth),
                            false => self.carried(value, depth),
                        })
                        .collect(),
                )
            }
            _ => Ok(Class::Routine),
        }
    }

    /// The class of a value that is known to be messages.
    fn messages(&mut self, value: &Json, depth: u32) -> StdResult<Class> {
        match value {
            Json::Null => Ok(Class::Routine),
            Json::List(items) => strictest(
                items
                    .iter()
                    .map(|item| self.messages(item, depth))
                    .collect(),
            ),
            Json::Object(entries) if is_message(entries) => self.cosmos(value, depth),
            Json::Text(text) => match hidden(text) {
                Some(bytes) => self.parsed(&bytes, depth.saturating_add(1)),
                None => Ok(Class::Critical),
            },
            _ => Ok(Class::Critical),
        }
    }

    fn parsed(&mut self, bytes: &[u8], depth: u32) -> StdResult<Class> {
        if depth > crate::classify::MAX_DEPTH {
            return Ok(Class::Critical);
        }
        match Json::parse(bytes) {
            Some(value) => self.messages(&value, depth),
            None => Ok(Class::Critical),
        }
    }

    fn cosmos(&mut self, value: &Json, depth: u32) -> StdResult<Class> {
        let message = to_json_vec(value).and_then(from_json::<CosmosMsg>);
        match message {
            Ok(message) => self.message(&message, depth.saturating_add(1)),
            Err(_) => Ok(Class::Critical),
        }
    }
}

fn strictest(classes: StdResult<Vec<Class>>) -> StdResult<Class> {
    Ok(classes?.into_iter().max().unwrap_or(Class::Routine))
}

/// Whether a key is one of these, in whatever case a contract spells its fields.
fn among(names: &[&str], key: &str) -> bool {
    let plain = key.to_ascii_lowercase().replace(['_', '-'], "");
    names.contains(&plain.as_str())
}

fn is_message(entries: &[(String, Json)]) -> bool {
    entries
        .iter()
        .any(|(key, value)| among(&KINDS, key) && matches!(value, Json::Object(_)))
}

fn is_protobuf(entries: &[(String, Json)]) -> bool {
    entries.iter().any(|(key, _)| among(&PROTOBUF_FIELDS, key))
}

/// The JSON that a string carries, plain or encoded: an object, a list, or an encoded string.
fn hidden(text: &str) -> Option<Vec<u8>> {
    if looks_like_json(text.as_bytes()) {
        return Some(text.as_bytes().to_vec());
    }
    let base64 = Binary::from_base64(text).map(Vec::from);
    let hex = HexBinary::from_hex(text).map(Vec::from);
    [base64, hex]
        .into_iter()
        .flatten()
        .find(|bytes| looks_like_json(bytes) || looks_like_string(bytes))
}

/// The JSON that a list of bytes spells.
fn hidden_in_list(items: &[Json]) -> Option<Vec<u8>> {
    let byte = |item: &Json| match item {
        Json::Number(number) => u8::try_from(*number).ok(),
        _ => None,
    };
    let bytes = items.iter().map(byte).collect::<Option<Vec<u8>>>()?;
    looks_like_json(&bytes).then_some(bytes)
}

fn looks_like_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
        && matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// A message without content is a string in quotes.
fn looks_like_string(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    bytes.len() > 2 && bytes.starts_with(b"\"") && bytes.ends_with(b"\"")
}
