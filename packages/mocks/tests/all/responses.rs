//! What a response says is found, or its absence shown.

use cosmwasm_std::{BankMsg, Event, Response};
use qerun_mocks::{assert_event, attribute, event, event_kinds, messages};

fn response() -> Response {
    let paid = |to: &str| {
        Event::new("qerun-market/paid")
            .add_attribute("to", to)
            .add_attribute("amount", "5")
    };
    Response::new()
        .add_message(BankMsg::Burn { amount: vec![] })
        .add_event(paid("alice"))
        .add_event(Event::new("qerun-market/closed"))
}

#[test]
fn events_and_messages() {
    let response = response();
    assert_eq!(
        messages(&response),
        [BankMsg::Burn { amount: vec![] }.into()]
    );
    assert_eq!(event_kinds("market", &response.events), ["paid", "closed"]);
    assert_event(
        &response,
        "qerun-market/paid",
        &[("to", "alice"), ("amount", "5")],
    );
    let paid = event(&response, "qerun-market/paid");
    assert_eq!(attribute(paid, "amount"), "5");
}

#[test]
#[should_panic(expected = "two events")]
fn an_event_that_stands_twice() {
    let response = response().add_event(Event::new("qerun-market/paid"));
    event(&response, "qerun-market/paid");
}

#[test]
#[should_panic(expected = "no event")]
fn an_event_that_is_missing() {
    event(&response(), "qerun-reserve/paid");
}

#[test]
#[should_panic(expected = "is no event of reserve")]
fn an_event_of_another_contract() {
    event_kinds("reserve", &response().events);
}

#[test]
#[should_panic(expected = "has no attribute")]
fn an_attribute_that_is_missing() {
    attribute(event(&response(), "qerun-market/closed"), "to");
}
