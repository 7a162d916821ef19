//! Nobody has staked, or too little: nothing is released, and it is not the first one's.

use crate::rewards::setup::{Hooks, Rewards};
use crate::voting::setup::DAY;

const POINTS: [(u64, u128); 1] = [(100 * DAY, 1_000_000)];

#[test]
fn what_came_before_goes_to_those_who_are_enough() {
    let mut rewards = Rewards::new(&POINTS, 1_000_000, Hooks::EmissionsFirst);
    rewards.at(10 * DAY);
    let error = rewards.try_release("lock").unwrap_err();
    assert!(format!("{error:#}").contains("0 of power in all is too little"));
    // The hook of a stake is no error, and sends nothing.
    rewards.stake("alice", 0, 1_000);
    rewards.at(20 * DAY);
    let error = rewards.try_release("lock").unwrap_err();
    assert!(format!("{error:#}").contains("1000 of power in all is too little"));
    assert_eq!(rewards.pending("alice", 1), 0);
    // Bob's stake makes it enough, from the next block on.
    rewards.stake("bob", 0, 999_000);
    rewards.try_release("lock").unwrap_err();
    assert_eq!(rewards.stream("lock").due.u128(), 200_000);
    rewards.chain.advance(5);
    rewards.release();
    assert_eq!(rewards.claim("alice"), 200);
    assert_eq!(rewards.claim("bob"), 199_800);
}

#[test]
fn when_all_have_left_it_waits() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000_000);
    rewards.at(10 * DAY);
    rewards.unstake("alice", 0, 1_000_000).unwrap();
    assert_eq!(rewards.stream("lock").released.u128(), 100_000);
    rewards.at(90 * DAY);
    rewards.try_release("lock").unwrap_err();
    assert_eq!(rewards.claim("alice"), 100_000);
    rewards.stake("bob", 0, 1_000_000);
    // The schedule is over; what nobody got is still there for who comes.
    rewards.at(200 * DAY);
    rewards.release();
    assert_eq!(rewards.claim("bob"), 900_000);
    assert_eq!(rewards.claim("alice"), 0);
}

/// Why a plan sets `min_power`: without one a single unit takes all that came out before.
#[test]
fn without_a_minimum_the_first_unit_takes_it_all() {
    let mut rewards = Rewards::new(&POINTS, 0, Hooks::EmissionsFirst);
    rewards.at(50 * DAY);
    rewards.stake("alice", 0, 1);
    rewards.chain.advance(5);
    rewards.stake("bob", 0, 1_000_000);
    assert_eq!(rewards.claim("alice"), 500_000);
}

#[test]
fn a_stake_for_a_moment_earns_nothing() {
    let mut rewards = Rewards::new(&POINTS, 1_000, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000);
    rewards.at(10 * DAY);
    rewards.stake("bob", 2, 1_000_000);
    rewards.unstake("bob", 2, 1_000_000).unwrap();
    rewards.try_release("lock").unwrap_err();
    rewards.at(20 * DAY);
    rewards.release();
    assert_eq!(rewards.claim("bob"), 0);
    assert_eq!(rewards.claim("alice"), 200_000);
}
