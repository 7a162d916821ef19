//! What a response says: its messages and events.

use cosmwasm_std::{Attribute, CosmosMsg, Event, Response};

/// The messages of a response, in order.
pub fn messages(response: &Response) -> Vec<CosmosMsg> {
    response
        .messages
        .iter()
        .map(|sub| sub.msg.clone())
        .collect()
}

/// The kinds of events, in order: their types without `qerun-<contract>/`. Panics at an event of another contract.
pub fn event_kinds<'a>(contract: &str, events: &'a [Event]) -> Vec<&'a str> {
    let prefix = format!("qerun-{contract}/");
    let kind = |event: &'a Event| {
        let kind = event.ty.strip_prefix(&prefix);
        kind.unwrap_or_else(|| panic!("{} is no event of {contract}", event.ty))
    };
    events.iter().map(kind).collect()
}

/// The only event of a type in a response. Panics at none and at two.
#[track_caller]
pub fn event<'a>(response: &'a Response, ty: &str) -> &'a Event {
    let mut found = response.events.iter().filter(|event| event.ty == ty);
    let event = found.next().unwrap_or_else(|| panic!("no event {ty}"));
    assert!(found.next().is_none(), "two events {ty}");
    event
}

/// Asserts the only event of a type with all of its attributes, in order.
#[track_caller]
pub fn assert_event(response: &Response, ty: &str, attributes: &[(&str, &str)]) {
    let attribute = |(key, value): &(&str, &str)| Attribute::new(*key, *value);
    let expected: Vec<Attribute> = attributes.iter().map(attribute).collect();
    assert_eq!(event(response, ty).attributes, expected);
}

/// The value of an event's attribute. Panics if it has none of that key.
#[track_caller]
pub fn attribute<'a>(event: &'a Event, key: &str) -> &'a str {
    let mut attributes = event.attributes.iter();
    match attributes.find(|attribute| attribute.key == key) {
        Some(attribute) => &attribute.value,
        None => panic!("{} has no attribute {key}", event.ty),
    }
}
