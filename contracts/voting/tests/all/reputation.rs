//! Reputation follows stake with a half-life.

use crate::common::*;
use proptest::prelude::*;
use qerun_messages::voting::{ExecuteMsg, Params};

const E12: u128 = 1_000_000_000_000;

#[test]
fn half_after_a_half_life() {
    let mut voting = Voting::default();
    voting.stake("alice", 1_000);
    assert_eq!(voting.reputation("alice"), 0);
    voting.wait(90 * DAY);
    assert_eq!(voting.reputation("alice"), 500);
    voting.wait(90 * DAY);
    assert_eq!(voting.reputation("alice"), 750);
    voting.unstake("alice", 1_000).unwrap();
    assert_eq!(voting.reputation("alice"), 750);
    voting.wait(90 * DAY);
    assert_eq!(voting.reputation("alice"), 375);
    assert_eq!(voting.reputation("bob"), 0);
}

#[test]
fn flash_stake_earns_none() {
    let mut voting = Voting::default();
    voting.stake("whale", E12);
    assert_eq!(voting.reputation("whale"), 0);
    voting.unstake("whale", E12).unwrap();
    voting.wait(365 * DAY);
    assert_eq!(voting.reputation("whale"), 0);
    // A block's worth of a huge stake is a block's worth.
    voting.stake("whale", E12);
    voting.wait(5);
    voting.unstake("whale", E12).unwrap();
    assert!(voting.reputation("whale") < E12 / 1_000_000);
}

#[test]
fn splitting_across_addresses_gains_nothing() {
    let mut voting = Voting::default();
    voting.stake("whole", 10 * E12);
    for i in 0..10 {
        voting.stake(&format!("part{i}"), E12);
    }
    for days in [1, 10, 100, 1_000] {
        voting.wait(days * DAY);
        let parts: u128 = (0..10)
            .map(|i| voting.reputation(&format!("part{i}")))
            .sum();
        let whole = voting.reputation("whole");
        assert!(parts <= whole && whole - parts <= 10);
    }
}

#[test]
fn moving_between_tiers_changes_nothing() {
    let mut voting = Voting::default();
    voting.stake("alice", E12);
    voting.stake("bob", E12);
    voting.stake_in("carol", 3, E12).unwrap();
    for (from, to) in [(0, 1), (1, 2), (2, 3)] {
        voting.wait(10 * DAY);
        voting.raise("alice", from, to, E12).unwrap();
        assert!(
            voting
                .reputation("alice")
                .abs_diff(voting.reputation("bob"))
                <= 1
        );
        assert_eq!(voting.reputation("bob"), voting.reputation("carol"));
    }
}

#[test]
fn restaking_the_same_tokens_only_loses() {
    let mut voting = Voting::default();
    voting.stake("steady", E12);
    voting.stake("mover", E12);
    voting.wait(30 * DAY);
    voting.unstake("mover", E12).unwrap();
    voting.wait(14 * DAY);
    voting.claim("mover").unwrap();
    voting.stake("other", E12);
    voting.wait(30 * DAY);
    let moved = voting.reputation("mover") + voting.reputation("other");
    assert!(moved < voting.reputation("steady"));
}

#[test]
fn a_new_half_life_holds_from_then_on_without_touching_anyone() {
    let mut voting = Voting::default();
    voting.stake("alice", 1_000);
    voting.wait(90 * DAY);
    let hook_gas = params().hook_gas;
    let half_life = 45 * DAY;
    voting.dao(ExecuteMsg::UpdateParams {
        params: Params {
            half_life,
            hook_gas,
        },
    });
    assert_eq!(voting.reputation("alice"), 500, "no jump");
    voting.wait(45 * DAY);
    assert_eq!(voting.reputation("alice"), 750);
}

#[test]
fn power_does_not_decay() {
    let mut voting = Voting::default();
    voting.stake_in("alice", 3, 100).unwrap();
    voting.wait(10_000 * DAY);
    assert_eq!(voting.power("alice"), 400);
}

/// Stake changes by day, against a simulation that steps a day at a time in floating point.
fn simulate(half_lives: &[u64], days: &[(u8, u64, u32)]) {
    let mut voting = Voting::default();
    let mut half_life = 90 * DAY;
    let (mut simulated, mut staked) = (0f64, 0u128);
    for (i, (kind, amount, wait)) in days.iter().enumerate() {
        let amount = u128::from(*amount) % E12 + 1;
        match kind % 4 {
            0 => {
                voting.stake("alice", amount);
                staked += amount;
            }
            1 if staked > 0 => {
                let amount = amount.min(voting.account("alice").stakes[0].u128());
                if amount > 0 && voting.claims("alice").len() < 100 {
                    voting.unstake("alice", amount).unwrap();
                    staked -= amount;
                }
            }
            2 => {
                let amount = amount.min(voting.account("alice").stakes[0].u128());
                if amount > 0 {
                    voting
                        .raise("alice", 0, 1 + u32::from(*kind) % 3, amount)
                        .unwrap();
                }
            }
            _ => {
                let wanted = half_lives[i % half_lives.len()] * DAY;
                half_life = wanted.clamp(half_life.div_ceil(2), half_life * 2);
                let hook_gas = params().hook_gas;
                voting.dao(ExecuteMsg::UpdateParams {
                    params: Params {
                        half_life,
                        hook_gas,
                    },
                });
            }
        }
        let daily = (-(DAY as f64) / half_life as f64).exp2();
        for _ in 0..*wait {
            simulated = staked as f64 + (simulated - staked as f64) * daily;
        }
        voting.wait(u64::from(*wait) * DAY);
        // The answer is floored to a unit.
        let shown = voting.reputation("alice") as f64;
        let error = (shown - simulated).abs();
        assert!(error <= 1. + 1e-9 * simulated, "{shown} {simulated}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn equals_a_day_by_day_simulation(
        half_lives in prop::collection::vec(1..731u64, 1..5),
        days in prop::collection::vec((any::<u8>(), any::<u64>(), 1..200u32), 1..25),
    ) {
        simulate(&half_lives, &days);
    }
}
