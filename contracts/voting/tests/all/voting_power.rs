//! Power at heights, and the active threshold.

use crate::common::*;
use qerun_messages::voting::{ActiveThreshold, ExecuteMsg, InstantiateMsg};
use qerun_voting::ContractError;

fn count(count: u128) -> ActiveThreshold {
    ActiveThreshold::AbsoluteCount { count: uint(count) }
}

fn percent(text: &str) -> ActiveThreshold {
    ActiveThreshold::Percentage { percent: dec(text) }
}

fn with(threshold: ActiveThreshold) -> Result<Voting, ContractError> {
    Voting::with(InstantiateMsg {
        active_threshold: Some(threshold),
        ..init()
    })
}

fn set(voting: &mut Voting, new_threshold: Option<ActiveThreshold>) -> Result<(), ContractError> {
    voting
        .execute("dao", ExecuteMsg::UpdateActiveThreshold { new_threshold })
        .map(|_| ())
}

#[test]
fn different_heights() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    voting.stake("bob", 50);
    voting.unstake("alice", 30).unwrap();
    voting.next();
    voting.raise("bob", 0, 3, 50).unwrap();
    voting.next();
    let at = |height| {
        (
            voting.power_at("alice", height),
            voting.power_at("bob", height),
            voting.total_at(height),
        )
    };
    assert_eq!(at(0), (0, 0, 0));
    assert_eq!(at(HEIGHT), (0, 0, 0));
    assert_eq!(at(HEIGHT + 1), (100, 0, 100));
    assert_eq!(at(HEIGHT + 2), (70, 50, 120));
    assert_eq!(at(HEIGHT + 3), (70, 200, 270));
    assert_eq!(at(HEIGHT + 1_000), (70, 200, 270));
}

#[test]
fn no_height_means_the_present_block() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    let json = r#"{"total_power_at_height":{}}"#;
    let height = voting.height();
    assert_eq!(
        voting.ask_json(json),
        serde_json::json!({"power": "0", "height": height})
    );
    voting.next();
    assert_eq!(
        voting.ask_json(json),
        serde_json::json!({"power": "100", "height": height + 1})
    );
}

#[test]
fn zero_supply_and_balances() {
    let mut voting = Voting::default();
    voting.set_supply(0);
    assert_eq!((voting.power("alice"), voting.total()), (0, 0));
    assert!(voting.is_active());
    set(&mut voting, Some(percent("0.5"))).unwrap();
    assert!(voting.is_active(), "half of nothing is staked");
    let value = voting.ask_json(&format!(
        r#"{{"staked_value":{{"address":"{}"}}}}"#,
        addr("alice")
    ));
    assert_eq!(value["value"], "0");
    assert_eq!(voting.ask_json(r#"{"total_value":{}}"#)["total"], "0");
}

#[test]
fn active_threshold_none() {
    let voting = Voting::default();
    assert!(voting.is_active());
    let none = voting.ask_json(r#"{"active_threshold":{}}"#);
    assert_eq!(none, serde_json::json!({"active_threshold": null}));
    assert_eq!(voting.raw(b"active_threshold"), None);
}

#[test]
fn active_threshold_absolute_counts_stake_a_block_later() {
    let mut voting = with(count(100)).unwrap();
    voting.stake("alice", 99);
    voting.next();
    assert!(!voting.is_active());
    voting.raise("alice", 0, 3, 99).unwrap();
    voting.next();
    assert!(!voting.is_active(), "stake counts, not power");
    voting.stake("bob", 1);
    assert!(!voting.is_active());
    voting.next();
    assert!(voting.is_active());
    voting.unstake("bob", 1).unwrap();
    assert!(voting.is_active());
    voting.next();
    assert!(!voting.is_active());
}

#[test]
fn active_threshold_percent() {
    let mut voting = with(percent("0.2")).unwrap();
    voting.stake("alice", SUPPLY / 5 - 1);
    voting.next();
    assert!(!voting.is_active());
    voting.stake("alice", 1);
    voting.next();
    assert!(voting.is_active());
    voting.set_supply(SUPPLY + 5);
    assert!(!voting.is_active(), "of the supply at the time");
}

#[test]
fn active_threshold_percent_rounds_up() {
    let mut voting = with(percent("0.5")).unwrap();
    voting.set_supply(3);
    voting.stake("alice", 1);
    voting.next();
    assert!(!voting.is_active());
    voting.stake("alice", 1);
    voting.next();
    assert!(voting.is_active());
}

#[test]
fn active_threshold_update() {
    let mut voting = with(count(100)).unwrap();
    set(&mut voting, Some(percent("0.1"))).unwrap();
    assert_eq!(
        voting.raw(b"active_threshold").unwrap(),
        serde_json::json!({"percentage": {"percent": "0.1"}})
    );
    set(&mut voting, Some(count(7))).unwrap();
    assert_eq!(
        voting.ask_json(r#"{"active_threshold":{}}"#)["active_threshold"],
        serde_json::json!({"absolute_count": {"count": "7"}})
    );
    set(&mut voting, None).unwrap();
    assert_eq!(voting.raw(b"active_threshold"), None);
    assert!(voting.is_active());
}

#[test]
fn active_threshold_above_one_zero_or_invalid_count() {
    let mut voting = Voting::default();
    for bad in [percent("0"), percent("1.000000000000000001")] {
        let ActiveThreshold::Percentage { percent } = bad else {
            unreachable!()
        };
        let error = || ContractError::ActivePercentage { percent };
        assert_eq!(set(&mut voting, Some(bad.clone())), Err(error()));
        assert_eq!(with(bad).err(), Some(error()));
    }
    for bad in [0, SUPPLY + 1] {
        let error = || ContractError::ActiveCount {
            count: uint(bad),
            supply: uint(SUPPLY),
        };
        assert_eq!(set(&mut voting, Some(count(bad))), Err(error()));
        assert_eq!(with(count(bad)).err(), Some(error()));
    }
    set(&mut voting, Some(percent("1"))).unwrap();
    set(&mut voting, Some(count(SUPPLY))).unwrap();
    // A percentage below zero is no Decimal at all.
    let negative =
        r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"-0.1"}}}}"#;
    assert!(cosmwasm_std::from_json::<ExecuteMsg>(negative.as_bytes()).is_err());
}
