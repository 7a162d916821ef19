//! The veto of dao-proposal-single itself, besides our timelock's.

use qerun_testing::dao::Vote;
use serde_json::{json, Value};

use crate::voting::setup::DAY;
use crate::voting::test_dao::{why, TestDao, INITIAL_BALANCE, PERIOD};

const LOCK: u64 = 3 * DAY;

fn veto(dao: &TestDao, early_execute: bool, veto_before_passed: bool) -> Value {
    json!({
        "timelock_duration": {"time": LOCK}, "vetoer": dao.of("guardian"),
        "early_execute": early_execute, "veto_before_passed": veto_before_passed,
    })
}

/// A payment to alice that everybody can vote on.
fn proposed(early_execute: bool, veto_before_passed: bool) -> (TestDao, u64) {
    let mut dao = TestDao::new();
    let veto = veto(&dao, early_execute, veto_before_passed);
    dao.set_rules(veto, |_| ()).unwrap();
    dao.stake("alice", 0, 100);
    dao.stake("bob", 2, 100);
    dao.chain.advance(5);
    let payment = dao.payment("alice");
    let id = dao.propose("alice", &[payment]).unwrap();
    (dao, id)
}

/// As above, passed and waiting.
fn waiting(early_execute: bool) -> (TestDao, u64) {
    let (mut dao, id) = proposed(early_execute, false);
    dao.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(dao.status(id), "veto_timelock");
    (dao, id)
}

fn paid(dao: &TestDao) -> bool {
    dao.tokens(&dao.of("alice")) == INITIAL_BALANCE - 100 + 500
}

#[test]
fn a_veto_in_the_timelock_is_final() {
    let (mut dao, id) = waiting(false);
    dao.veto("guardian", id).unwrap();
    assert_eq!(dao.status(id), "vetoed");
    dao.chain.advance(PERIOD + LOCK);
    dao.execute("alice", id).unwrap_err();
    dao.close("alice", id).unwrap_err();
    assert!(why(dao.veto("guardian", id)).contains("unable to be vetoed"));
    assert!(!paid(&dao));
}

#[test]
fn nobody_but_the_vetoer_vetoes() {
    let (mut dao, id) = waiting(false);
    for who in ["alice", "bob", "mallory"] {
        assert!(why(dao.veto(who, id)).contains("Only vetoer"));
    }
    assert_eq!(dao.status(id), "veto_timelock");
}

#[test]
fn an_open_proposal_is_vetoed_only_where_that_is_allowed() {
    let (mut dao, id) = proposed(false, false);
    assert!(why(dao.veto("guardian", id)).contains("before a proposal passes"));
    assert_eq!(dao.status(id), "open");
    let (mut dao, id) = proposed(false, true);
    dao.veto("guardian", id).unwrap();
    assert_eq!(dao.status(id), "vetoed");
    // Counted still, without effect.
    dao.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(dao.status(id), "vetoed");
}

#[test]
fn after_the_timelock_anyone_executes_and_the_veto_comes_too_late() {
    let (mut dao, id) = waiting(false);
    // It counts from the end of the vote.
    dao.chain.advance(PERIOD + LOCK - 1);
    assert!(why(dao.execute("alice", id)).contains("timelocked"));
    dao.chain.advance(1);
    assert_eq!(dao.status(id), "passed");
    assert!(why(dao.veto("guardian", id)).contains("expired"));
    dao.execute("mallory", id).unwrap();
    assert!(paid(&dao));
}

#[test]
fn the_vetoer_executes_early_only_where_that_is_allowed() {
    let (mut dao, id) = waiting(false);
    assert!(why(dao.execute("guardian", id)).contains("not enabled"));
    let (mut dao, id) = waiting(true);
    assert!(why(dao.execute("alice", id)).contains("timelocked"));
    dao.execute("guardian", id).unwrap();
    assert_eq!(dao.status(id), "executed");
    assert!(paid(&dao));
}

#[test]
fn a_rejected_proposal_and_one_without_veto_cannot_be_vetoed() {
    let (mut dao, id) = proposed(false, true);
    dao.vote("bob", id, Vote::No).unwrap();
    assert_eq!(dao.status(id), "rejected");
    assert!(why(dao.veto("guardian", id)).contains("unable to be vetoed"));
    dao.set_rules(Value::Null, |_| ()).unwrap();
    let id = dao.propose("alice", &[]).unwrap();
    assert!(why(dao.veto("guardian", id)).contains("not enabled"));
}

#[test]
fn the_timelock_counts_in_the_units_of_the_vote() {
    let mut dao = TestDao::new();
    let mut veto = veto(&dao, false, false);
    veto["timelock_duration"] = json!({"height": 100});
    assert!(why(dao.set_rules(veto, |_| ())).contains("same units"));
}

#[test]
fn a_proposal_keeps_the_veto_that_it_began_with() {
    let (mut dao, id) = proposed(false, false);
    dao.set_rules(Value::Null, |_| ()).unwrap();
    dao.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(dao.status(id), "veto_timelock");
    dao.veto("guardian", id).unwrap();
    assert_eq!(dao.status(id), "vetoed");
}
