//! What is due goes to the distributor, and never more.

use crate::common::*;
use qerun_emissions::ContractError::*;
use qerun_mocks::{assert_event, DAY};

fn nothing_due() -> qerun_emissions::ContractError {
    NothingDue { id: "lock".into() }
}

#[test]
fn by_the_line() {
    let mut emissions = Emissions::default();
    for (after, amount) in [
        (10, 1),
        (29, 1),
        (30, 1),
        (DAY, 8_637),
        (100 * DAY, 99 * 8_640),
        (100 * DAY + 20, 1),
        (150 * DAY, 215_999),
        (199 * DAY, 49 * 4_320),
        (200 * DAY, 4_320),
    ] {
        emissions.at(BEGIN + after);
        let response = emissions.release("lock").unwrap();
        assert_eq!(funded(&response), [(5, amount)], "after {after}");
        emissions.refused("anyone", release("lock"), &nothing_due());
    }
    let stream = emissions.stream("lock");
    assert_eq!(
        (stream.released, stream.scheduled),
        (stream.total, stream.total)
    );
    emissions.at(LOCK_END + 1_000 * DAY);
    emissions.refused("bob", release("lock"), &nothing_due());
}

#[test]
fn nothing_before_the_start_and_before_a_whole_unit() {
    let mut emissions = Emissions::default();
    for time in [BEGIN - DAY, BEGIN - 1, BEGIN, BEGIN + 9] {
        emissions.at(time);
        emissions.refused("anyone", release("lock"), &nothing_due());
        assert!(emissions.stream("lock").due.is_zero());
    }
    emissions.at(BEGIN + 10);
    assert_eq!(funded(&emissions.release("lock").unwrap()), [(5, 1)]);
}

#[test]
fn too_little_power_waits() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    emissions.power("voting", 999);
    let (power, least) = (uint(999), uint(1_000));
    let id = "lock".into();
    emissions.refused(
        "anyone",
        release("lock"),
        &TooLittlePower { id, power, least },
    );
    assert_eq!(emissions.stream("lock").due, uint(8_640));
    emissions.at(BEGIN + 3 * DAY);
    emissions.power("voting", 1_000);
    assert_eq!(
        funded(&emissions.release("lock").unwrap()),
        [(5, 3 * 8_640)]
    );
    // Without a minimum there must still be somebody.
    emissions.power("official voting", 0);
    let id = "liquidity".into();
    let (power, least) = (uint(0), uint(1));
    emissions.refused(
        "anyone",
        release("liquidity"),
        &TooLittlePower { id, power, least },
    );
    emissions.power("official voting", 1);
    assert_eq!(
        funded(&emissions.release("liquidity").unwrap()),
        [(6, 3 * 864)]
    );
}

#[test]
fn streams_are_apart() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    emissions.break_voting("official voting");
    assert_eq!(funded(&emissions.release("lock").unwrap()), [(5, 8_640)]);
    let other = emissions.stream("liquidity");
    assert_eq!((other.released, other.due), (uint(0), uint(864)));
    let before = emissions.storage();
    assert!(matches!(emissions.release("liquidity"), Err(Std(_))));
    assert_eq!(emissions.storage(), before);
}

#[test]
fn event_of_a_release() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    emissions.set_rate("lock", "0.25").unwrap();
    emissions.at(BEGIN + 2 * DAY);
    emissions.power("voting", 7_000);
    let response = emissions.release("lock").unwrap();
    assert_event(
        &response,
        "qerun-emissions/release",
        &[
            ("sender", addr("anyone").as_str()),
            ("stream", "lock"),
            ("distribution", "5"),
            ("amount", "10800"),
            ("power", "7000"),
            ("scheduled", "17280"),
            ("released", "10800"),
            ("withheld", "6480"),
        ],
    );
}
