//! A stream of few units in many blocks: 100 units over 200 blocks, settled in each block. What emissions sends is paid
//! whole; the official linear emission pays nothing.

use qerun_testing::chain::BLOCK_SECONDS;
use serde_json::json;

use crate::rewards::setup::{Hooks, Rewards, TIMELOCK};

const BLOCKS: u64 = 200;
const SECONDS: u64 = BLOCKS * BLOCK_SECONDS;
const UNITS: u128 = 100;

/// Carol's power changes in every block: her stake goes up by a unit, and down again. So the distributor settles in each.
fn settle_each_block(rewards: &mut Rewards) {
    for block in 1..=BLOCKS {
        rewards.at(block * BLOCK_SECONDS);
        match block % 2 {
            1 => rewards.stake("carol", 0, 1),
            _ => drop(rewards.unstake("carol", 0, 1).unwrap()),
        }
    }
}

#[test]
fn released_in_each_block_all_are_paid() {
    let points = [(SECONDS, UNITS)];
    let mut rewards = Rewards::new(&points, 0, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000_000_000);
    for block in 1..=BLOCKS {
        rewards.at(block * BLOCK_SECONDS);
        // Half a unit in each block: every second release sends one.
        assert_eq!(rewards.try_release("lock").is_ok(), block % 2 == 0);
    }
    assert_eq!(rewards.claim("alice"), UNITS);
    assert_eq!(rewards.balance(&rewards.distributor), 0);
}

#[test]
fn settled_in_each_block_all_are_paid() {
    let points = [(SECONDS, UNITS)];
    let mut rewards = Rewards::new(&points, 0, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 1_000_000_000);
    settle_each_block(&mut rewards);
    assert_eq!(rewards.stream("lock").released.u128(), UNITS);
    let paid = rewards.claim("alice") + rewards.claim("carol");
    // Carol's billionth part rounds away, and alice's with it: at most a unit for each claim.
    assert!((UNITS - 2..=UNITS).contains(&paid), "{paid}");
}

/// An index that does not divide evenly costs a unit at a claim, however many releases there were.
#[test]
fn a_power_that_does_not_divide_costs_one_unit() {
    let points = [(SECONDS, UNITS)];
    let mut rewards = Rewards::new(&points, 0, Hooks::EmissionsFirst);
    rewards.stake("alice", 0, 3);
    for block in 1..=BLOCKS {
        rewards.at(block * BLOCK_SECONDS);
        let _ = rewards.try_release("lock");
    }
    assert_eq!(rewards.claim("alice"), UNITS - 1);
    assert_eq!(rewards.balance(&rewards.distributor), 1);
}

/// The reason for `immediate`: the official linear emission computes whole units for the time since it was last settled,
/// half a unit here, rounds it down to nothing, and moves its time on.
#[test]
fn official_linear_emission_settled_in_each_block_pays_nothing() {
    // Our own stream is over before anything counts.
    let mut rewards = Rewards::new(&[(60, 1)], u128::MAX, Hooks::EmissionsFirst);
    let timelock = rewards.chain.addr(TIMELOCK);
    let code = rewards
        .chain
        .store(qerun_testing::dao::codes::rewards_distributor());
    let owned = json!({"owner": timelock});
    let linear = rewards
        .chain
        .instantiate(code, &timelock, &owned, &[], "linear", None);
    let linear = linear.unwrap();
    let create = json!({"create": {
        "denom": {"cw20": rewards.token},
        "emission_rate": {"linear": {
            "amount": UNITS.to_string(), "duration": {"time": SECONDS}, "continuous": false,
        }},
        "vp_contract": rewards.voting, "hook_caller": rewards.voting,
        "open_funding": true, "withdraw_destination": null,
    }});
    rewards.send(TIMELOCK, &linear, &create).unwrap();
    let hook = json!({"add_hook": {"addr": linear}});
    let voting = rewards.voting.clone();
    rewards.send(TIMELOCK, &voting, &hook).unwrap();
    rewards.stake("alice", 0, 1_000_000_000);
    rewards.at(0);
    let fund = json!({"fund": {"id": 1}});
    rewards.send_tokens("bob", &linear, UNITS, &fund).unwrap();
    settle_each_block(&mut rewards);
    rewards.at(SECONDS + 1_000);
    let pending = |who: &str| -> serde_json::Value {
        let query = json!({"pending_rewards": {"address": rewards.chain.addr(who)}});
        let answer: serde_json::Value = rewards.chain.query(&linear, &query).unwrap();
        answer["pending_rewards"][0]["pending_rewards"].clone()
    };
    assert_eq!(
        (pending("alice"), pending("carol")),
        (json!("0"), json!("0"))
    );
    assert_eq!(rewards.balance(&linear), UNITS, "and keeps the tokens");
}
