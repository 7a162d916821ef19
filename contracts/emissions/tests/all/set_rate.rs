//! Governance pays a part of the schedule, from now on.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use qerun_mocks::{assert_event, DAY};

fn amounts(emissions: &Emissions) -> [Uint128; 4] {
    let stream = emissions.stream("lock");
    [
        stream.scheduled,
        stream.released,
        stream.due,
        stream.withheld,
    ]
}

#[test]
fn from_now_on() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    let response = emissions.set_rate("lock", "0.25").unwrap();
    assert_event(
        &response,
        "qerun-emissions/set_rate",
        &[
            ("stream", "lock"),
            ("rate_before", "1"),
            ("rate", "0.25"),
            ("scheduled", "8640"),
            ("due", "8640"),
            ("withheld", "0"),
        ],
    );
    assert!(response.messages.is_empty());
    // What was due stays due.
    assert_eq!(amounts(&emissions), [8_640, 0, 8_640, 0].map(uint));
    emissions.at(BEGIN + 3 * DAY);
    let due = 8_640 + 17_280 / 4;
    assert_eq!(
        amounts(&emissions),
        [25_920, 0, due, 25_920 - due].map(uint)
    );
    emissions.release("lock").unwrap();
    assert_eq!(
        amounts(&emissions),
        [25_920, due, 0, 25_920 - due].map(uint)
    );
    // Up again: what was withheld stays withheld.
    emissions.set_rate("lock", "1").unwrap();
    emissions.at(BEGIN + 4 * DAY);
    assert_eq!(
        amounts(&emissions),
        [34_560, due, 8_640, 25_920 - due].map(uint)
    );
    assert_eq!(emissions.stream("lock").rate, Decimal::one());
}

#[test]
fn before_the_start_and_to_nothing() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN - 10);
    emissions.set_rate("lock", "0").unwrap();
    emissions.at(BEGIN + DAY);
    assert_eq!(amounts(&emissions), [8_640, 0, 0, 8_640].map(uint));
    emissions.set_rate("lock", "0.5").unwrap();
    emissions.at(LOCK_END - 1);
    emissions.set_rate("lock", "0.75").unwrap();
    emissions.at(LOCK_END + DAY);
    let [scheduled, _, due, withheld] = amounts(&emissions);
    assert_eq!(scheduled, uint(1_296_000));
    // Half of what was left after a day: (1,295,999 - 8,640) / 2, and three quarters of the last unit, rounded down.
    assert_eq!(due, uint(643_679));
    assert_eq!(due + withheld, scheduled);
}

#[test]
fn the_other_stream_goes_on() {
    let mut emissions = Emissions::default();
    emissions.set_rate("lock", "0").unwrap();
    emissions.at(BEGIN + DAY);
    assert_eq!(emissions.stream("liquidity").due, uint(864));
    assert_eq!(emissions.stream("liquidity").rate, Decimal::one());
}
