//! Messages inside messages: in fields of a contract's message, as JSON, quoted, as base64, hex or a list of bytes,
//! and encoded again. What looks like a message and cannot be read as one is critical.

use cosmwasm_std::{from_json, to_json_vec, CosmosMsg, StdResult};
use qerun_messages::timelock::Class;

use crate::classify::{Reader, MAX_DEPTH};
use crate::encoding::readings;
use crate::json::Json;

/// Kinds of chain messages, as contracts write them.
const KINDS: [&str; 11] = [
    "bank",
    "wasm",
    "custom",
    "staking",
    "distribution",
    "stargate",
    "any",
    "ibc",
    "ibc2",
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
            Json::Text(text) => Ok(self.hidden(text, depth, 0)?.unwrap_or(Class::Routine)),
            Json::List(items) => match self.spelled(items, depth)? {
                Some(class) => Ok(class),
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
            Json::Text(text) => Ok(self.hidden(text, depth, 0)?.unwrap_or(Class::Critical)),
            _ => Ok(Class::Critical),
        }
    }

    /// The strictest class of the JSON that a string carries, plain, quoted or encoded `layers` deeper; none if
    /// it carries none.
    fn hidden(&mut self, text: &str, depth: u32, layers: u32) -> StdResult<Option<Class>> {
        if looks_like_json(text) {
            return self
                .parsed(text.as_bytes(), depth.saturating_add(1))
                .map(Some);
        }
        let mut found = None;
        for bytes in readings(text) {
            found = found.max(self.decoded(&bytes, depth, layers)?);
        }
        Ok(found)
    }

    /// Bytes that are no text are no JSON either. Text that is encoded over and over is not read to its end.
    fn decoded(&mut self, bytes: &[u8], depth: u32, layers: u32) -> StdResult<Option<Class>> {
        match std::str::from_utf8(bytes) {
            Err(_) => Ok(None),
            Ok(_) if layers >= MAX_DEPTH => Ok(Some(Class::Critical)),
            Ok(text) => self.hidden(text, depth, layers.saturating_add(1)),
        }
    }

    /// The class of the JSON that a list of bytes spells, with or without sign; none if it spells none.
    fn spelled(&mut self, items: &[Json], depth: u32) -> StdResult<Option<Class>> {
        let byte = |item: &Json| match item {
            Json::Number(number) => u8::try_from(*number).ok(),
            Json::Negative(number) => i8::try_from(*number).ok().map(i8::cast_unsigned),
            _ => None,
        };
        match items.iter().map(byte).collect::<Option<Vec<u8>>>() {
            Some(bytes) => self.decoded(&bytes, depth, 0),
            None => Ok(None),
        }
    }

    fn parsed(&mut self, bytes: &[u8], depth: u32) -> StdResult<Class> {
        if depth > MAX_DEPTH {
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

/// An object, a list, or a string in quotes: a message without content is one.
fn looks_like_json(text: &str) -> bool {
    let text = text.trim_ascii();
    let quoted = text.len() > 2 && text.starts_with('"') && text.ends_with('"');
    quoted || text.starts_with(['{', '['])
}
