//! Tiers: those there are stay as they are, one may be added within a bound.

use crate::common::*;
use cw_utils::Duration;
use proptest::prelude::*;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, Tier, MAX_UNBONDING};
use qerun_voting::ContractError;

const MONTH: u64 = 30 * DAY;

fn set(voting: &mut Voting, tiers: Vec<Tier>) -> Result<(), ContractError> {
    voting
        .execute("dao", ExecuteMsg::UpdateTiers { tiers })
        .map(|_| ())
}

fn first(voting: &mut Voting, unbonding: u64) -> Result<(), ContractError> {
    let duration = (unbonding > 0).then_some(Duration::Time(unbonding));
    voting
        .execute("dao", ExecuteMsg::UpdateConfig { duration })
        .map(|_| ())
}

/// The design's and one more.
fn with(unbonding: u64, multiplier: &str) -> Vec<Tier> {
    let mut list = tiers();
    let multiplier = dec(multiplier);
    list.push(Tier {
        unbonding,
        multiplier,
    });
    list
}

fn length(tier: usize, unbonding: u64, min: u64, max: u64) -> ContractError {
    ContractError::TierUnbonding {
        tier,
        unbonding,
        min,
        max,
    }
}

fn weight(tier: usize, multiplier: &str, min: &str, max: &str) -> ContractError {
    ContractError::TierMultiplier {
        tier,
        multiplier: dec(multiplier),
        min: dec(min),
        max: dec(max),
    }
}

/// 100 of 600 became 1,000 of 1,500: a tier of ten times the weight a second above the others.
#[test]
fn no_weight_for_a_second_more() {
    let mut voting = Voting::default();
    voting.stake("eve", 100);
    voting.stake("alice", 500);
    let before = voting.storage();
    let low: Vec<Tier> = ["1", "1.5", "2.5", "4", "10"]
        .iter()
        .zip(0..)
        .map(|(multiplier, i)| Tier {
            unbonding: 14 * DAY + i,
            multiplier: dec(multiplier),
        })
        .collect();
    let lowered = set(&mut voting, low);
    assert_eq!(lowered, Err(length(1, 14 * DAY + 1, 90 * DAY, 90 * DAY)));
    let ten = set(&mut voting, with(730 * DAY + 1, "10"));
    assert_eq!(ten, Err(weight(4, "10", "4", "5")));
    // A quarter more for a quarter longer, not for a second.
    let longest = 1_460 * DAY;
    let shortest = 730 * DAY + 182 * DAY + DAY / 2;
    for unbonding in [730 * DAY + 1, shortest - 1] {
        let early = set(&mut voting, with(unbonding, "5"));
        assert_eq!(early, Err(length(4, unbonding, shortest, longest)));
    }
    // No more weight, and a day longer at least.
    let same = set(&mut voting, with(731 * DAY - 1, "4"));
    assert_eq!(same, Err(length(4, 731 * DAY - 1, 731 * DAY, longest)));
    let lighter = set(&mut voting, with(1_000 * DAY, "3.9"));
    assert_eq!(lighter, Err(weight(4, "3.9", "4", "5")));
    let long = set(&mut voting, with(longest + 1, "5"));
    assert_eq!(long, Err(length(4, longest + 1, shortest, longest)));
    assert_eq!(voting.storage(), before);

    set(&mut voting, with(shortest, "5")).unwrap();
    voting.raise("eve", 0, 4, 100).unwrap();
    voting.next();
    assert_eq!((voting.power("eve"), voting.total()), (500, 1_000));
    assert_eq!(voting.account("alice").power, uint(500));
}

#[test]
fn present_tiers_are_neither_changed_nor_removed() {
    let mut voting = Voting::default();
    let before = voting.storage();
    for index in 0..4 {
        let unbonding = tiers()[index].unbonding;
        for other in [unbonding - 1, unbonding + 1, unbonding * 2, 7 * DAY] {
            let mut list = tiers();
            list[index].unbonding = other;
            let error = length(index, other, unbonding, unbonding);
            assert_eq!(set(&mut voting, list), Err(error));
        }
        let multiplier = tiers()[index].multiplier;
        for other in ["1.1", "3", "10"] {
            let mut list = tiers();
            list[index].multiplier = dec(other);
            let same = multiplier.to_string();
            assert_eq!(
                set(&mut voting, list),
                Err(weight(index, other, &same, &same))
            );
        }
    }
    let count = |count| Err(out_of_bounds("tiers", count, 4, 5));
    assert_eq!(set(&mut voting, tiers()[..3].to_vec()), count(3));
    let mut two = with(800 * DAY, "4");
    two.push(tier(900, "4"));
    assert_eq!(set(&mut voting, two), count(6));
    // In between others would change their numbers.
    let mut between = tiers();
    between.insert(2, tier(180, "1.8"));
    let error = weight(2, "1.8", "2.5", "2.5");
    assert_eq!(set(&mut voting, between), Err(error));
    assert_eq!(voting.storage(), before);
    set(&mut voting, tiers()).unwrap();
    assert_eq!(voting.storage(), before, "the same list changes nothing");
}

#[test]
fn a_tier_in_thirty_days() {
    let mut voting = Voting::default();
    let mut list = with(800 * DAY, "4");
    set(&mut voting, list.clone()).unwrap();
    let ready_at = voting.now() + MONTH;
    list.push(tier(900, "4.5"));
    voting.wait(MONTH - 1);
    let early = Err(cool_down(ready_at));
    assert_eq!(set(&mut voting, list.clone()), early);
    voting.wait(1);
    set(&mut voting, list.clone()).unwrap();
    for days in [1_000, 1_100] {
        voting.wait(MONTH);
        list.push(tier(days, "4.5"));
        set(&mut voting, list.clone()).unwrap();
    }
    voting.wait(MONTH);
    list.push(tier(1_200, "4.5"));
    let most = out_of_bounds("tiers", 9, 8, 8);
    assert_eq!(set(&mut voting, list), Err(most));
}

#[test]
fn a_new_tier_keeps_to_the_bounds_of_all() {
    let nearly = MAX_UNBONDING - DAY;
    let list = vec![
        tier(14, "1"),
        Tier {
            unbonding: nearly,
            multiplier: dec("9"),
        },
    ];
    let mut voting = Voting::with(InstantiateMsg {
        tiers: list.clone(),
        ..init()
    })
    .unwrap();
    let add = |unbonding, multiplier: &str| {
        let mut list = list.clone();
        let multiplier = dec(multiplier);
        list.push(Tier {
            unbonding,
            multiplier,
        });
        list
    };
    let heavy = set(&mut voting, add(MAX_UNBONDING, "10.1"));
    assert_eq!(heavy, Err(weight(2, "10.1", "9", "10")));
    let long = set(&mut voting, add(MAX_UNBONDING + 1, "9"));
    let error = length(2, MAX_UNBONDING + 1, MAX_UNBONDING, MAX_UNBONDING);
    assert_eq!(long, Err(error));
    set(&mut voting, add(MAX_UNBONDING, "9")).unwrap();
}

/// Tier 0 went from 14 to 1,455 days in seven.
#[test]
fn unbonding_cannot_be_doubled_daily() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    let mut unbonding = 14 * DAY;
    for _ in 0..365 {
        assert!(first(&mut voting, unbonding * 2).is_err());
        let step = unbonding + unbonding / 10;
        if first(&mut voting, step).is_ok() {
            unbonding = step;
        }
        voting.wait(DAY);
    }
    // Thirteen steps of a tenth in a year, and it stays below tier 1.
    assert_eq!(unbonding / DAY, 48);
    voting.unstake("alice", 100).unwrap();
    for _ in 0..400 {
        let _ = first(&mut voting, unbonding + unbonding / 10);
        let _ = first(&mut voting, 90 * DAY - 1);
        unbonding = voting.ask_json(r#"{"tiers":{}}"#)["tiers"][0]["unbonding"]
            .as_u64()
            .unwrap();
        voting.wait(MONTH);
    }
    assert_eq!(unbonding, 90 * DAY - 1);
    assert_eq!(
        first(&mut voting, 90 * DAY),
        Err(length(1, 90 * DAY, 90 * DAY + 1, MAX_UNBONDING))
    );
}

#[test]
fn tier_0_by_a_tenth_in_thirty_days() {
    let mut voting = Voting::default();
    let tenth = 14 * DAY + 120_960;
    let far = first(&mut voting, tenth + 1);
    assert_eq!(far, Err(length(0, tenth + 1, 7 * DAY, tenth)));
    first(&mut voting, tenth).unwrap();
    let ready_at = voting.now() + MONTH;
    let early = || Err(cool_down(ready_at));
    assert_eq!(first(&mut voting, tenth + 1), early());
    // Nor a new tier meanwhile. Lowering is free.
    let tier = set(&mut voting, {
        let mut list = with(800 * DAY, "4");
        list[0].unbonding = tenth;
        list
    });
    assert_eq!(tier, early());
    first(&mut voting, 7 * DAY).unwrap();
    assert_eq!(
        first(&mut voting, 7 * DAY - 1),
        Err(length(0, 7 * DAY - 1, 7 * DAY, 14 * DAY))
    );
    voting.wait(MONTH - 1);
    first(&mut voting, 14 * DAY).unwrap();
    assert_eq!(first(&mut voting, tenth), early());
    voting.wait(1);
    first(&mut voting, tenth).unwrap();
}

/// Fourteen days may always be returned to in one step, from nothing at all, and without a wait; not a second more.
#[test]
fn the_free_raise_is_fourteen_days() {
    let mut voting = Voting::with(InstantiateMsg {
        tiers: vec![tier(0, "1"), tier(90, "1.5")],
        min_unbonding: 0,
        ..init()
    })
    .unwrap();
    for _ in 0..3 {
        let far = first(&mut voting, 14 * DAY + 1);
        assert_eq!(far, Err(length(0, 14 * DAY + 1, 0, 14 * DAY)));
        first(&mut voting, 14 * DAY).unwrap();
        first(&mut voting, 13 * DAY).unwrap();
        first(&mut voting, 14 * DAY).unwrap();
        first(&mut voting, 1).unwrap();
        first(&mut voting, 0).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever governance sends for years, nobody's power moves, and no tier but the first waits differently.
    #[test]
    fn no_message_reweighs_a_tier(
        steps in prop::collection::vec((0..2u64, 1..1_500u64, 10..110u64, 0..40u64), 1..60),
    ) {
        let mut voting = Voting::default();
        for tier in 0..4 {
            voting.stake_in("alice", tier, 1_000).unwrap();
        }
        voting.next();
        let power = voting.power("alice");
        for (kind, days, tenths, wait) in steps {
            let mut list: Vec<Tier> = serde_json::from_value(
                voting.ask_json(r#"{"tiers":{}}"#)["tiers"].clone()
            ).unwrap();
            let before = list.clone();
            let _ = match kind {
                0 => first(&mut voting, days * DAY),
                _ => {
                    list.push(tier(days, &format!("{}.{}", tenths / 10, tenths % 10)));
                    set(&mut voting, list)
                }
            };
            let after: Vec<Tier> = serde_json::from_value(
                voting.ask_json(r#"{"tiers":{}}"#)["tiers"].clone()
            ).unwrap();
            prop_assert_eq!(&after[1..before.len()], &before[1..]);
            prop_assert!(after.len() <= before.len() + 1);
            voting.wait(wait * DAY);
            prop_assert_eq!(voting.power("alice"), power);
            prop_assert_eq!(voting.account("alice").power.u128(), power);
        }
    }
}
