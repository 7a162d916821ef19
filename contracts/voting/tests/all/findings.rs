//! What audits found in DAO DAO's staking, and what its users complained about, cannot happen here.

use crate::common::*;
use cosmwasm_std::{Binary, Reply, SubMsgResult};
use proptest::prelude::*;
use qerun_messages::voting::{ActiveThreshold, ExecuteMsg, InstantiateMsg, MAX_CLAIMS, MAX_HOOKS};
use qerun_voting::contract::reply;
use qerun_voting::ContractError;

#[test]
fn hook_dos_failing_receivers_keep_nobody_in() {
    let mut voting = Voting::default();
    for i in 0..MAX_HOOKS {
        let addr = addr(&format!("hook{i}")).into();
        voting.dao(ExecuteMsg::AddHook { addr });
    }
    voting.stake("alice", 100);
    let response = voting.unstake("alice", 100).unwrap();
    for message in &response.messages {
        let failure = Reply {
            id: message.id,
            payload: Binary::default(),
            gas_used: 0,
            result: SubMsgResult::Err("panicked".into()),
        };
        reply(voting.deps.as_mut(), voting.env.clone(), failure).unwrap();
    }
    assert_eq!(voting.claims("alice").len(), 1);
}

#[test]
fn hook_gas_without_limits_all_receivers_together_are_bounded() {
    let mut voting = Voting::default();
    for i in 0..MAX_HOOKS {
        let addr = addr(&format!("hook{i}")).into();
        voting.dao(ExecuteMsg::AddHook { addr });
    }
    let addr = addr("one too many").into();
    let error = voting.execute("dao", ExecuteMsg::AddHook { addr });
    assert_eq!(error, Err(ContractError::TooManyHooks { max: MAX_HOOKS }));
    let messages = voting.stake("alice", 1).messages;
    let gas: u64 = messages
        .iter()
        .map(|message| message.gas_limit.unwrap())
        .sum();
    assert_eq!(gas, MAX_HOOKS as u64 * params().hook_gas);
}

#[test]
fn delegation_refresh_hooks_sum_up_to_the_power_not_to_more() {
    let mut voting = Voting::default();
    let addr = addr("delegation").into();
    voting.dao(ExecuteMsg::AddHook { addr });
    let mut sum = 0i128;
    let mut tell = |response: cosmwasm_std::Response| {
        for (_, text) in told(&response) {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let change = &value["stake_change_hook"];
            for (kind, sign) in [("stake", 1), ("unstake", -1)] {
                if let Some(amount) = change[kind]["amount"].as_str() {
                    sum += sign * amount.parse::<i128>().unwrap();
                }
            }
        }
        sum
    };
    for (tier, amount) in [(0, 101), (1, 33), (3, 7), (1, 5)] {
        let response = voting.stake_in("alice", tier, amount).unwrap();
        assert_eq!(tell(response) as u128, voting.account("alice").power.u128());
    }
    for (from, to, amount) in [(0, 1, 50), (1, 2, 11), (0, 3, 1)] {
        let response = voting.raise("alice", from, to, amount).unwrap();
        assert_eq!(tell(response) as u128, voting.account("alice").power.u128());
    }
    for (tier, amount) in [(1, 13), (3, 8), (0, 50), (2, 11)] {
        let response = voting.unstake_from("alice", tier, amount).unwrap();
        assert_eq!(tell(response) as u128, voting.account("alice").power.u128());
    }
}

#[test]
fn rewards_of_one_height_all_powers_and_the_total_change_together() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    voting.raise("alice", 0, 3, 100).unwrap();
    voting.stake("bob", 50);
    // A receiver asks about the next block while this one still runs.
    let next = voting.height() + 1;
    assert_eq!(voting.power_at("alice", next), 400);
    assert_eq!(voting.power_at("bob", next), 50);
    assert_eq!(voting.total_at(next), 450);
    assert_eq!(
        (voting.power("alice"), voting.power("bob"), voting.total()),
        (100, 0, 100)
    );
}

#[test]
fn duplicate_ids_a_hook_or_perk_named_twice_counts_once() {
    let mut voting = Voting::default();
    let hook = addr("hook");
    let addr = || hook.clone().into();
    voting.dao(ExecuteMsg::AddHook { addr: addr() });
    let error = voting.execute("dao", ExecuteMsg::AddHook { addr: addr() });
    assert_eq!(
        error,
        Err(ContractError::DuplicateHook { hook: hook.clone() })
    );
    let twice = Voting::with(InstantiateMsg {
        perks: vec![perk("a", 1, 1), perk("a", 2, 2)],
        ..init()
    });
    assert_eq!(
        twice.err(),
        Some(ContractError::DuplicatePerk { id: "a".into() })
    );
}

#[test]
fn total_power_moving_during_a_proposal_leaves_its_height_alone() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    let proposal = voting.height();
    voting.stake("whale", 1_000_000);
    voting.unstake("alice", 100).unwrap();
    for _ in 0..5 {
        voting.next();
        voting.stake_in("whale", 3, 1).unwrap();
        assert_eq!(voting.power_at("alice", proposal), 100);
        assert_eq!(voting.power_at("whale", proposal), 0);
        assert_eq!(voting.total_at(proposal), 100);
    }
}

#[test]
fn max_claims_bypass_every_way_of_unstaking_is_counted() {
    let mut voting = Voting::default();
    for tier in 0..4 {
        voting.stake_in("alice", tier, 1_000).unwrap();
    }
    for i in 0..MAX_CLAIMS as u32 {
        voting.unstake_from("alice", i % 4, 1).unwrap();
    }
    let full = || ContractError::TooManyClaims { max: MAX_CLAIMS };
    assert_eq!(voting.unstake("alice", 1), Err(full()));
    for tier in 0..4 {
        assert_eq!(voting.unstake_from("alice", tier, 1), Err(full()));
    }
    assert_eq!(voting.claims("alice").len(), MAX_CLAIMS);
}

#[test]
fn cw20_stake_overflow_is_an_error_and_whoever_is_in_can_leave() {
    let mut voting = Voting::default();
    let half = u128::MAX / 2;
    voting.stake("alice", half);
    voting.next();
    let before = voting.storage();
    assert!(
        voting.stake_in("bob", 3, half).is_err(),
        "power beyond 128 bits"
    );
    assert!(
        voting.stake_in("bob", 0, u128::MAX).is_err(),
        "stake beyond 128 bits"
    );
    assert!(voting.raise("alice", 0, 3, half).is_err());
    assert_eq!(voting.storage(), before);
    voting.unstake("alice", half).unwrap();
    voting.next();
    assert_eq!(voting.total(), 0);
}

#[test]
fn zero_share_stakes_after_a_donation_do_not_exist() {
    let mut voting = Voting::default();
    voting.stake("alice", 1);
    // Tokens sent past us, or offered as a fund, change no rate: a unit stays a unit.
    let fund = receive(
        "mallory",
        1_000_000,
        &qerun_messages::voting::ReceiveMsg::Fund {},
    );
    assert_eq!(
        voting.execute("token", fund),
        Err(ContractError::FundRefused {})
    );
    voting.stake("bob", 1);
    assert_eq!(voting.account("bob").staked, uint(1));
    assert_eq!(
        voting.stake_in("bob", 0, 0),
        Err(ContractError::ZeroAmount {})
    );
}

#[test]
fn first_staker_does_not_control_the_dao_before_it_is_active() {
    let percent = dec("0.1");
    let mut voting = Voting::with(InstantiateMsg {
        active_threshold: Some(ActiveThreshold::Percentage { percent }),
        ..init()
    })
    .unwrap();
    voting.stake_in("first", 3, SUPPLY / 11).unwrap();
    voting.next();
    assert_eq!(voting.power("first"), voting.total());
    assert!(!voting.is_active());
}

#[test]
fn threshold_set_too_high_cannot_lock_the_dao_at_birth() {
    let count = uint(SUPPLY + 1);
    let locked = Voting::with(InstantiateMsg {
        active_threshold: Some(ActiveThreshold::AbsoluteCount { count }),
        ..init()
    });
    assert!(matches!(
        locked.err(),
        Some(ContractError::ActiveCount { .. })
    ));
}

#[test]
fn unbonding_outlasts_voting_period_and_timelock() {
    let too_short = Voting::with(InstantiateMsg {
        tiers: vec![tier(6, "1")],
        ..init()
    });
    assert!(matches!(
        too_short.err(),
        Some(ContractError::TierUnbonding { tier: 0, .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The proposal module computes total - abstain unchecked: nobody's power may exceed the total.
    #[test]
    fn powers_above_total_never_happen(
        steps in prop::collection::vec((0..3usize, 0..4u32, 1..1_000u128), 1..40),
    ) {
        let names = ["alice", "bob", "carol"];
        let mut voting = Voting::default();
        for (who, tier, amount) in steps {
            if amount % 3 == 0 {
                let _ = voting.unstake_from(names[who], tier, amount);
            } else {
                voting.stake_in(names[who], tier, amount).unwrap();
            }
            if amount % 2 == 0 {
                voting.next();
            }
        }
        for height in HEIGHT..=voting.height() + 1 {
            let sum: u128 = names.iter().map(|name| voting.power_at(name, height)).sum();
            prop_assert_eq!(sum, voting.total_at(height));
        }
    }
}
