//! Messages inside messages: in fields of a contract's message, as JSON or as a string in quotes, base64, hex or a list of
//! bytes, possibly encoded several times. They are found here and classified in `classify.rs`.

use cosmwasm_std::{from_json, to_json_vec, CosmosMsg};

use crate::encoding::decodings;
use crate::json::Json;

/// How deep messages inside messages are read; what is deeper counts as unreadable.
pub const MAX_DEPTH: u32 = 4;

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

/// The messages in a JSON value.
#[derive(Default)]
pub struct NestedMessages {
    /// Each with its depth.
    pub messages: Vec<(CosmosMsg, u32)>,
    /// Whether something looks like messages and cannot be read as such.
    pub unreadable: bool,
}

impl NestedMessages {
    /// Finds them in the content of a message at `depth`.
    pub fn find(content: &Json, depth: u32) -> Self {
        let mut found = Self::default();
        found.read_value(content, depth);
        found
    }

    /// A value that may contain messages.
    fn read_value(&mut self, value: &Json, depth: u32) {
        match value {
            Json::Text(text) => {
                self.read_text(text, depth, 0);
            }
            Json::List(items) => self.read_list(items, depth),
            Json::Object(entries) if is_protobuf(entries) => self.unreadable = true,
            Json::Object(entries) if is_message(entries) => self.read_message(value, depth),
            Json::Object(entries) => {
                for (key, value) in entries {
                    match among(&MESSAGE_FIELDS, key) {
                        true => self.read_messages(value, depth),
                        false => self.read_value(value, depth),
                    }
                }
            }
            _ => {}
        }
    }

    /// A list of bytes that spell JSON, or of values that may contain messages.
    fn read_list(&mut self, items: &[Json], depth: u32) {
        if self.read_byte_list(items, depth) {
            return;
        }
        for item in items {
            self.read_value(item, depth);
        }
    }

    /// A value that must be messages.
    fn read_messages(&mut self, value: &Json, depth: u32) {
        match value {
            Json::Null => {}
            Json::List(items) => {
                for item in items {
                    self.read_messages(item, depth);
                }
            }
            Json::Object(entries) if is_message(entries) => self.read_message(value, depth),
            Json::Text(text) => self.unreadable |= !self.read_text(text, depth, 0),
            _ => self.unreadable = true,
        }
    }

    /// Collects the messages of a string that is JSON: plain, quoted, or encoded at most [`MAX_DEPTH`] times (`layers` are
    /// decoded already). Returns whether it was JSON.
    fn read_text(&mut self, text: &str, depth: u32, layers: u32) -> bool {
        if looks_like_json(text) {
            self.read_json(text.as_bytes(), depth.saturating_add(1));
            return true;
        }
        let mut found = false;
        for bytes in decodings(text) {
            found |= self.read_bytes(&bytes, depth, layers);
        }
        found
    }

    /// The same for decoded bytes. Bytes that are not UTF-8 are not JSON; text encoded more than [`MAX_DEPTH`] times counts
    /// as JSON that is unreadable.
    fn read_bytes(&mut self, bytes: &[u8], depth: u32, layers: u32) -> bool {
        match std::str::from_utf8(bytes) {
            Err(_) => false,
            Ok(_) if layers >= MAX_DEPTH => {
                self.unreadable = true;
                true
            }
            Ok(text) => self.read_text(text, depth, layers.saturating_add(1)),
        }
    }

    /// The same for a list of numbers that are all bytes, with or without sign. Any other list is not JSON.
    fn read_byte_list(&mut self, items: &[Json], depth: u32) -> bool {
        let byte = |item: &Json| match item {
            Json::Number(number) => u8::try_from(*number).ok(),
            Json::Negative(number) => i8::try_from(*number).ok().map(i8::cast_unsigned),
            _ => None,
        };
        match items.iter().map(byte).collect::<Option<Vec<u8>>>() {
            Some(bytes) => self.read_bytes(&bytes, depth, 0),
            None => false,
        }
    }

    /// JSON inside a string: the contract that gets it may read it as messages.
    fn read_json(&mut self, bytes: &[u8], depth: u32) {
        match Json::parse(bytes) {
            Some(value) if depth <= MAX_DEPTH => self.read_messages(&value, depth),
            _ => self.unreadable = true,
        }
    }

    fn read_message(&mut self, value: &Json, depth: u32) {
        let message = to_json_vec(value).and_then(from_json::<CosmosMsg>);
        match message {
            Ok(message) => self.messages.push((message, depth.saturating_add(1))),
            Err(_) => self.unreadable = true,
        }
    }
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

/// Whether a string looks like JSON: an object, a list, or a string in quotes, since a message without content is written
/// as a quoted string.
fn looks_like_json(text: &str) -> bool {
    let text = text.trim_ascii();
    let quoted = text.len() > 2 && text.starts_with('"') && text.ends_with('"');
    quoted || text.starts_with(['{', '['])
}
