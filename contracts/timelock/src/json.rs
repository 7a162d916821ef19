//! JSON of unknown shape. All of it is kept, also keys that occur twice: a contract may read either of them.

use std::fmt;

use cosmwasm_std::from_json;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A JSON value. Fractions and integers beyond 64 bits are not read.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// An integer without sign.
    Number(u64),
    /// A negative integer.
    Negative(i64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in its order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value in some bytes; none if they are not one whole value as described above.
    pub fn parse(bytes: &[u8]) -> Option<Json> {
        from_json(bytes).ok()
    }

    /// The key and content of a message: an object with one key, or a string.
    pub fn variant(&self) -> Option<(&str, &Json)> {
        match self {
            Json::Text(key) => Some((key, &Json::Null)),
            Json::Object(entries) => match entries.as_slice() {
                [(key, content)] => Some((key, content)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The string under a key that occurs once.
    pub fn text(&self, key: &str) -> Option<&str> {
        let Json::Object(entries) = self else {
            return None;
        };
        let mut found = entries.iter().filter(|(name, _)| name == key);
        match (found.next(), found.next()) {
            (Some((_, Json::Text(text))), None) => Some(text),
            _ => None,
        }
    }

    /// How many entries an object has.
    pub fn size(&self) -> Option<usize> {
        match self {
            Json::Object(entries) => Some(entries.len()),
            _ => None,
        }
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON without fractions")
    }
    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Negative(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_string()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = vec![];
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut entries = vec![];
        while let Some(entry) = items.next_entry()? {
            entries.push(entry);
        }
        Ok(Json::Object(entries))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(value) => serializer.serialize_u64(*value),
            Json::Negative(value) => serializer.serialize_i64(*value),
            Json::Text(value) => serializer.serialize_str(value),
            Json::List(list) => {
                let mut items = serializer.serialize_seq(Some(list.len()))?;
                for item in list {
                    items.serialize_element(item)?;
                }
                items.end()
            }
            Json::Object(entries) => {
                let mut items = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    items.serialize_entry(key, value)?;
                }
                items.end()
            }
        }
    }
}
