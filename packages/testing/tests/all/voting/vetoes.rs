//! The veto of dao-proposal-single itself, besides our timelock's.

use qerun_testing::dao::Vote;
use serde_json::{json, Value};

use crate::voting::house::{why, House, PERIOD, RICHES};
use crate::voting::setup::DAY;

const LOCK: u64 = 3 * DAY;

fn veto(house: &House, early_execute: bool, veto_before_passed: bool) -> Value {
    json!({
        "timelock_duration": {"time": LOCK}, "vetoer": house.of("guardian"),
        "early_execute": early_execute, "veto_before_passed": veto_before_passed,
    })
}

/// A payment to alice that everybody can vote on.
fn proposed(early_execute: bool, veto_before_passed: bool) -> (House, u64) {
    let mut house = House::new();
    let veto = veto(&house, early_execute, veto_before_passed);
    house.set_rules(veto, |_| ()).unwrap();
    house.stake("alice", 0, 100);
    house.stake("bob", 2, 100);
    house.chain.advance(5);
    let payment = house.payment("alice");
    let id = house.propose("alice", &[payment]).unwrap();
    (house, id)
}

/// As above, passed and waiting.
fn waiting(early_execute: bool) -> (House, u64) {
    let (mut house, id) = proposed(early_execute, false);
    house.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(house.status(id), "veto_timelock");
    (house, id)
}

fn paid(house: &House) -> bool {
    house.tokens(&house.of("alice")) == RICHES - 100 + 500
}

#[test]
fn a_veto_in_the_timelock_is_final() {
    let (mut house, id) = waiting(false);
    house.veto("guardian", id).unwrap();
    assert_eq!(house.status(id), "vetoed");
    house.chain.advance(PERIOD + LOCK);
    house.execute("alice", id).unwrap_err();
    house.close("alice", id).unwrap_err();
    assert!(why(house.veto("guardian", id)).contains("unable to be vetoed"));
    assert!(!paid(&house));
}

#[test]
fn nobody_but_the_vetoer_vetoes() {
    let (mut house, id) = waiting(false);
    for who in ["alice", "bob", "mallory"] {
        assert!(why(house.veto(who, id)).contains("Only vetoer"));
    }
    assert_eq!(house.status(id), "veto_timelock");
}

#[test]
fn an_open_proposal_is_vetoed_only_where_that_is_allowed() {
    let (mut house, id) = proposed(false, false);
    assert!(why(house.veto("guardian", id)).contains("before a proposal passes"));
    assert_eq!(house.status(id), "open");
    let (mut house, id) = proposed(false, true);
    house.veto("guardian", id).unwrap();
    assert_eq!(house.status(id), "vetoed");
    // Counted still, without effect.
    house.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(house.status(id), "vetoed");
}

#[test]
fn after_the_timelock_anyone_executes_and_the_veto_comes_too_late() {
    let (mut house, id) = waiting(false);
    // It counts from the end of the vote.
    house.chain.advance(PERIOD + LOCK - 1);
    assert!(why(house.execute("alice", id)).contains("timelocked"));
    house.chain.advance(1);
    assert_eq!(house.status(id), "passed");
    assert!(why(house.veto("guardian", id)).contains("expired"));
    house.execute("mallory", id).unwrap();
    assert!(paid(&house));
}

#[test]
fn the_vetoer_executes_early_only_where_that_is_allowed() {
    let (mut house, id) = waiting(false);
    assert!(why(house.execute("guardian", id)).contains("not enabled"));
    let (mut house, id) = waiting(true);
    assert!(why(house.execute("alice", id)).contains("timelocked"));
    house.execute("guardian", id).unwrap();
    assert_eq!(house.status(id), "executed");
    assert!(paid(&house));
}

#[test]
fn a_rejected_proposal_and_one_without_veto_cannot_be_vetoed() {
    let (mut house, id) = proposed(false, true);
    house.vote("bob", id, Vote::No).unwrap();
    assert_eq!(house.status(id), "rejected");
    assert!(why(house.veto("guardian", id)).contains("unable to be vetoed"));
    house.set_rules(Value::Null, |_| ()).unwrap();
    let id = house.propose("alice", &[]).unwrap();
    assert!(why(house.veto("guardian", id)).contains("not enabled"));
}

#[test]
fn the_timelock_counts_in_the_units_of_the_vote() {
    let mut house = House::new();
    let mut veto = veto(&house, false, false);
    veto["timelock_duration"] = json!({"height": 100});
    assert!(why(house.set_rules(veto, |_| ())).contains("same units"));
}

#[test]
fn a_proposal_keeps_the_veto_that_it_began_with() {
    let (mut house, id) = proposed(false, false);
    house.set_rules(Value::Null, |_| ()).unwrap();
    house.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(house.status(id), "veto_timelock");
    house.veto("guardian", id).unwrap();
    assert_eq!(house.status(id), "vetoed");
}
