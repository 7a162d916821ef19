//! The official dao-rewards-distributor as a receiver of hooks, with our power as weight.

use cosmwasm_std::{coins, Addr};
use qerun_messages::voting::ExecuteMsg;
use qerun_testing::dao::codes;
use serde_json::json;

use crate::voting::house::House;
use crate::voting::setup::DAY;

const PRIZE: &str = "uprize";
/// Units a day.
const RATE: u128 = 1_000_000;

/// A distribution of this rate for a hundred days, hooked to the voting contract.
fn distribution() -> (House, Addr) {
    let mut house = House::new();
    let dao = house.of("dao");
    let code = house.chain.store(codes::rewards_distributor());
    let owner = json!({"owner": dao});
    let rewards = house
        .chain
        .instantiate(code, &dao, &owner, &[], "rewards", None);
    let rewards = rewards.unwrap();
    let add = ExecuteMsg::AddHook {
        addr: rewards.to_string(),
    };
    let voting = house.dao.voting.clone();
    house
        .as_dao(&voting, &serde_json::to_value(add).unwrap())
        .unwrap();
    house.chain.mint(&dao, 100 * RATE, PRIZE).unwrap();
    let create = json!({"create": {
        "denom": {"native": PRIZE},
        "emission_rate": {"linear": {
            "amount": RATE.to_string(), "duration": {"time": DAY}, "continuous": false,
        }},
        "vp_contract": voting,
        "hook_caller": voting,
        "open_funding": null,
        "withdraw_destination": null,
    }});
    house.chain.execute(&dao, &rewards, &create, &[]).unwrap();
    (house, rewards)
}

fn fund(house: &mut House, rewards: &Addr) {
    let dao = house.of("dao");
    let funds = coins(100 * RATE, PRIZE);
    let msg = json!({"fund": {"id": 1}});
    house.chain.execute(&dao, rewards, &msg, &funds).unwrap();
}

fn claim(house: &mut House, rewards: &Addr, who: &str) -> u128 {
    let who = house.of(who);
    let before = house.chain.balance(&who, PRIZE).unwrap();
    let msg = json!({"claim": {"id": 1}});
    house.chain.execute(&who, rewards, &msg, &[]).unwrap();
    (house.chain.balance(&who, PRIZE).unwrap() - before).u128()
}

fn near(a: u128, b: u128) {
    assert!(a <= b && b - a <= 2, "{a} {b}");
}

#[test]
fn rewards_follow_power_across_tiers() {
    let (mut house, rewards) = distribution();
    house.stake("alice", 0, 100);
    house.stake("bob", 2, 100);
    house.chain.advance(5);
    fund(&mut house, &rewards);
    house.chain.advance(10 * DAY);
    near(claim(&mut house, &rewards, "alice"), 2 * RATE);
    near(claim(&mut house, &rewards, "bob"), 8 * RATE);

    // Up: from the raise on, not before.
    house.chain.advance(10 * DAY);
    let amount = 100u128.into();
    let raise = ExecuteMsg::RaiseTier {
        from: 0,
        to: 2,
        amount,
    };
    house.voting("alice", &raise).unwrap();
    house.chain.advance(10 * DAY);
    near(claim(&mut house, &rewards, "alice"), 2 * RATE + 5 * RATE);
    near(claim(&mut house, &rewards, "bob"), 8 * RATE + 5 * RATE);

    // Out: nothing while the tokens unbond.
    house
        .voting("bob", &ExecuteMsg::UnstakeFrom { tier: 2, amount })
        .unwrap();
    house.chain.advance(10 * DAY);
    near(claim(&mut house, &rewards, "alice"), 10 * RATE);
    let bob = house.of("bob");
    let nothing = house
        .chain
        .execute(&bob, &rewards, &json!({"claim": {"id": 1}}), &[]);
    assert!(nothing.is_err(), "no rewards");

    // A newcomer earns from then on.
    house.stake("carol", 1, 800);
    house.chain.advance(8 * DAY);
    near(claim(&mut house, &rewards, "carol"), 6 * RATE);
    near(claim(&mut house, &rewards, "alice"), 2 * RATE);
    house.chain.advance(365 * DAY);
    let last = claim(&mut house, &rewards, "alice") + claim(&mut house, &rewards, "carol");
    near(last, 52 * RATE);
    assert!(
        house.chain.balance(&rewards, PRIZE).unwrap().u128() < 20,
        "all is paid"
    );
}

#[test]
fn a_flash_stake_earns_nothing() {
    let (mut house, rewards) = distribution();
    house.stake("alice", 0, 100);
    house.chain.advance(5);
    fund(&mut house, &rewards);
    house.chain.advance(10 * DAY);
    let amount = 1_000_000u128.into();
    house.stake("bob", 2, 1_000_000);
    let unstake = ExecuteMsg::UnstakeFrom { tier: 2, amount };
    house.voting("bob", &unstake).unwrap();
    let bob = house.of("bob");
    let msg = json!({"claim": {"id": 1}});
    house.chain.execute(&bob, &rewards, &msg, &[]).unwrap_err();
    house.chain.advance(10 * DAY);
    house.chain.execute(&bob, &rewards, &msg, &[]).unwrap_err();
    near(claim(&mut house, &rewards, "alice"), 20 * RATE);
}

#[test]
fn the_hook_loads_no_more_codes_than_distributor_voting_and_token() {
    let (mut house, rewards) = distribution();
    fund(&mut house, &rewards);
    let recorder = house.chain.recorder.clone();
    let (all, of_two) = (
        ["cw20-base", "dao-rewards-distributor", "voting"],
        ["dao-rewards-distributor", "voting"],
    );
    for tier in 0..3 {
        house.chain.advance(5);
        let (transaction, _) = recorder.of(|| house.stake("alice", tier, 100));
        assert_eq!(transaction.unwrap().codes(), all);
    }
    let messages = [
        ExecuteMsg::RaiseTier {
            from: 0,
            to: 1,
            amount: 50u128.into(),
        },
        ExecuteMsg::Unstake {
            amount: 50u128.into(),
        },
        ExecuteMsg::UnstakeFrom {
            tier: 2,
            amount: 50u128.into(),
        },
    ];
    for msg in messages {
        house.chain.advance(5);
        let (transaction, _) = recorder.of(|| house.voting("alice", &msg).unwrap());
        assert_eq!(transaction.unwrap().codes(), of_two, "{msg:?}");
    }
    house.chain.advance(DAY);
    let (transaction, paid) = recorder.of(|| claim(&mut house, &rewards, "alice"));
    assert!(paid > 0);
    assert_eq!(transaction.unwrap().codes(), of_two);
}

/// Why a gain of power must not escape the hook, and why a distribution is paused before its hook is removed: the
/// official distributor takes a stake of which it was not told for one that has always been there.
#[test]
fn a_stake_of_which_it_was_not_told_would_draw_the_rewards_of_the_past() {
    let (mut house, rewards) = distribution();
    house.stake("alice", 0, 100);
    house.chain.advance(5);
    fund(&mut house, &rewards);
    house.chain.advance(10 * DAY);
    let voting = house.dao.voting.clone();
    let addr = rewards.to_string();
    let remove = serde_json::to_value(ExecuteMsg::RemoveHook { addr }).unwrap();
    house.as_dao(&voting, &remove).unwrap();
    house.stake("bob", 0, 400);
    house.chain.advance(5);
    let drawn = claim(&mut house, &rewards, "bob");
    assert!(drawn >= 8 * RATE, "of ten days without a stake: {drawn}");
}
