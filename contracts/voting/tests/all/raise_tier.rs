//! Moving up is free, down means unstaking.

use crate::common::*;
use qerun_messages::voting::InstantiateMsg;
use qerun_voting::ContractError;

#[test]
fn raising_adds_power_in_the_next_block_and_no_stake() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    voting.raise("alice", 0, 3, 40).unwrap();
    assert_eq!(voting.power("alice"), 100);
    voting.next();
    assert_eq!((voting.power("alice"), voting.total()), (220, 220));
    assert_eq!(voting.account("alice").stakes, [60, 0, 0, 40].map(uint));
    assert_eq!(voting.account("alice").staked, uint(100));
    assert!(voting.claims("alice").is_empty());
}

#[test]
fn what_is_raised_is_gone_below_and_no_more_than_was_there() {
    let mut voting = Voting::default();
    voting.stake_in("alice", 0, 10).unwrap();
    voting.stake_in("alice", 1, 20).unwrap();
    voting.stake_in("bob", 0, 7).unwrap();
    voting.raise("alice", 0, 2, 4).unwrap();
    voting.raise("alice", 1, 2, 5).unwrap();
    assert_eq!(voting.account("alice").stakes, [6, 15, 9, 0].map(uint));
    let before = voting.storage();
    for (who, from, staked, amount) in [
        ("alice", 0, 6, 7),
        ("alice", 2, 9, 10),
        ("bob", 0, 7, 8),
        ("bob", 1, 0, 1),
        ("carol", 0, 0, 1),
    ] {
        let (tier, staked) = (from, uint(staked));
        let error = ContractError::NotEnoughStaked {
            tier,
            staked,
            amount: uint(amount),
        };
        assert_eq!(voting.raise(who, from, 3, amount), Err(error));
    }
    assert_eq!(voting.storage(), before);
    voting.next();
    // 6 + 22.5 + 22.5, and 7
    assert_eq!((voting.power("alice"), voting.total()), (51, 58));
    assert_eq!(voting.totals(), (37, 58));
    assert_eq!(voting.account("bob").stakes, [7, 0, 0, 0].map(uint));
}

#[test]
fn down_or_level_is_refused() {
    let mut voting = Voting::default();
    voting.stake_in("alice", 2, 100).unwrap();
    for to in [0, 1, 2] {
        let error = ContractError::NotHigherTier { from: 2, to };
        assert_eq!(voting.raise("alice", 2, to, 1), Err(error));
    }
    voting.raise("alice", 2, 3, 1).unwrap();
}

#[test]
fn raised_stake_unbonds_as_long_as_its_tier_says() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.raise("alice", 0, 1, 100).unwrap();
    assert!(voting.unstake("alice", 1).is_err());
    voting.unstake_from("alice", 1, 1).unwrap();
    assert_eq!(voting.claims("alice"), [(1, voting.now() + 90 * DAY)]);
}

#[test]
fn raising_never_loses_a_unit_to_rounding() {
    let mut voting = Voting::with(InstantiateMsg {
        tiers: vec![
            tier(14, "1"),
            tier(20, "1.5"),
            tier(30, "1.5"),
            tier(40, "1.7"),
        ],
        ..init()
    })
    .unwrap();
    voting.stake_in("alice", 1, 4).unwrap();
    for (from, to) in [(1, 2), (1, 3), (2, 3), (1, 3)] {
        let before = voting.account("alice").power;
        let response = voting.raise("alice", from, to, 1).unwrap();
        let after = voting.account("alice").power;
        assert!(after >= before);
        assert!(told(&response).is_empty());
    }
}
