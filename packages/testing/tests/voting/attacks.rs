//! Stakers, receivers and owners who mean harm.

use cosmwasm_std::{to_json_binary, Addr};
use qerun_messages::voting::{ExecuteMsg, Params, Tier, MAX_PAUSE, MAX_UNBONDING};
use qerun_testing::Wrapper;
use serde_json::{json, Value};

use crate::voting::house::{House, MEMBERS, RICHES, TIERS};
use crate::voting::reentrant::{Agent, Reentrant};
use crate::voting::setup::DAY;

fn number(value: &Value) -> u128 {
    value.as_str().unwrap().parse().unwrap()
}

/// Tokens of the contract = stakes and claims; powers = total, at first, lately and in the next block.
fn sums_hold(house: &House, everybody: &[Addr]) {
    let voting = &house.dao.voting;
    let height = house.chain.app.block_info().height;
    let mut owed = 0;
    for who in everybody {
        let staked = house.ask(voting, json!({"staked_value": {"address": who}}));
        owed += number(&staked["value"]);
        let claims = house.ask(voting, json!({"claims": {"address": who}}));
        let claims = claims["claims"].as_array().unwrap().iter();
        owed += claims.map(|claim| number(&claim["amount"])).sum::<u128>();
    }
    assert_eq!(house.tokens(voting), owed);
    for height in (0..5).chain(height.saturating_sub(2)..height + 2) {
        let power = |who: &Addr| {
            let at = json!({"address": who, "height": height});
            number(&house.ask(voting, json!({"voting_power_at_height": at}))["power"])
        };
        let total = house.ask(voting, json!({"total_power_at_height": {"height": height}}));
        let sum: u128 = everybody.iter().map(power).sum();
        assert_eq!(sum, number(&total["power"]), "height {height}");
    }
}

fn add_hook(house: &mut House, hook: &Addr) {
    let (voting, addr) = (house.dao.voting.clone(), hook.to_string());
    let add = serde_json::to_value(ExecuteMsg::AddHook { addr }).unwrap();
    house.as_dao(&voting, &add).unwrap();
}

/// A house with such a receiver that acts so many times, and what it holds.
fn infiltrated(times: u32, robs: bool) -> (House, Addr) {
    let mut house = House::new();
    let code = house.chain.store(Wrapper::new("reentrant", Reentrant));
    let (dao, token, voting) = (
        house.of("dao"),
        house.token.clone(),
        house.dao.voting.clone(),
    );
    let agent = Agent {
        token: token.clone(),
        voting,
        times,
        robs,
    };
    let agent = house
        .chain
        .instantiate(code, &dao, &agent, &[], "agent", None)
        .unwrap();
    let mint = json!({"mint": {"recipient": agent, "amount": "1000"}});
    house.chain.execute(&dao, &token, &mint, &[]).unwrap();
    add_hook(&mut house, &agent);
    (house, agent)
}

#[test]
fn a_receiver_that_stakes_inside_the_hook_skews_nothing() {
    let (mut house, agent) = infiltrated(7, false);
    let mut everybody: Vec<_> = MEMBERS.iter().map(|name| house.of(name)).collect();
    everybody.push(agent.clone());
    house.stake("alice", 1, 101);
    sums_hold(&house, &everybody);
    house.chain.advance(5);
    house.stake("bob", 2, 33);
    let raise = ExecuteMsg::RaiseTier {
        from: 1,
        to: 2,
        amount: 51u128.into(),
    };
    house.voting("alice", &raise).unwrap();
    sums_hold(&house, &everybody);
    house.chain.advance(730 * DAY);
    house
        .voting(
            "bob",
            &ExecuteMsg::UnstakeFrom {
                tier: 2,
                amount: 33u128.into(),
            },
        )
        .unwrap();
    sums_hold(&house, &everybody);
    let staked = |who: &Addr| {
        number(&house.ask(&house.dao.voting, json!({"staked_value": {"address": who}}))["value"])
    };
    assert_eq!(staked(&everybody[0]), 101);
    assert_eq!(staked(&agent), 7 * (10 - 4));
    assert_eq!(house.tokens(&agent), 1_000 - 7 * 10);
}

#[test]
fn a_receiver_unstakes_nothing_of_the_staker() {
    let (mut house, agent) = infiltrated(1, true);
    house.stake("alice", 0, 100);
    // Its last message fails, and with it all that it did in the hook.
    let voting = house.dao.voting.clone();
    let staked = |house: &House, who: &Addr| {
        number(&house.ask(&voting, json!({"staked_value": {"address": who}}))["value"])
    };
    assert_eq!(staked(&house, &house.of("alice")), 100);
    assert_eq!(staked(&house, &agent), 0);
    assert_eq!(house.tokens(&agent), 1_000);
    let everybody = [house.of("alice"), agent];
    sums_hold(&house, &everybody);
}

#[test]
fn the_contract_itself_and_the_token_as_receivers_only_fail() {
    let mut house = House::new();
    for hook in [
        house.dao.voting.clone(),
        house.token.clone(),
        house.dao.core.clone(),
    ] {
        add_hook(&mut house, &hook);
    }
    let failed = |events: &[cosmwasm_std::Event]| {
        let failed = |event: &&cosmwasm_std::Event| event.ty == "wasm-qerun-voting/hook_failed";
        events.iter().filter(failed).count()
    };
    let stake = house.try_stake("alice", 0, 100).unwrap();
    assert_eq!(failed(&stake.events), 3);
    let amount = 100u128.into();
    let unstake = house
        .voting("alice", &ExecuteMsg::Unstake { amount })
        .unwrap();
    assert_eq!(failed(&unstake.events), 3);
    let everybody = [house.of("alice")];
    sums_hold(&house, &everybody);
}

#[test]
fn another_token_stakes_nothing() {
    let mut house = House::new();
    let fake = crate::voting::setup::token(&mut house.chain, &["mallory"], RICHES);
    let (mallory, voting) = (house.of("mallory"), house.dao.voting.clone());
    let msg = to_json_binary(&json!({"stake": {}})).unwrap();
    let send = json!({"send": {"contract": voting, "amount": "1000", "msg": msg}});
    house
        .chain
        .execute(&mallory, &fake, &send, &[])
        .unwrap_err();
    let forged = json!({"receive": {"sender": mallory, "amount": "1000", "msg": msg}});
    house
        .chain
        .execute(&mallory, &voting, &forged, &[])
        .unwrap_err();
    let total = house.ask(&voting, json!({"total_value": {}}));
    assert_eq!(number(&total["total"]), 0);
}

/// What an owner gone bad can do for a year: nobody loses a token, claims come when they were promised, and everybody
/// can leave, though slowly.
#[test]
fn the_worst_owner_delays_and_takes_nothing() {
    let mut house = House::new();
    house.stake("alice", 0, 1_000);
    house.stake("bob", 2, 1_000);
    let amount = 400u128.into();
    house
        .voting("alice", &ExecuteMsg::Unstake { amount })
        .unwrap();
    let voting = house.dao.voting.clone();
    let mut tiers: Vec<Tier> = TIERS
        .iter()
        .map(|(unbonding, multiplier)| Tier {
            unbonding: *unbonding,
            multiplier: multiplier.parse().unwrap(),
        })
        .collect();
    let mut claimed_after = vec![];
    for day in 1..=370u64 {
        for tier in &mut tiers {
            tier.unbonding = tier.unbonding.saturating_mul(2);
        }
        let last = tiers.len() as u64;
        for (place, tier) in tiers.iter_mut().enumerate() {
            tier.unbonding = tier.unbonding.min(MAX_UNBONDING - last + place as u64);
        }
        let half_life = (90 * DAY) >> day.min(6);
        let worst = [
            ExecuteMsg::UpdateTiers {
                tiers: tiers.clone(),
            },
            ExecuteMsg::UpdateParams {
                params: Params {
                    half_life,
                    hook_gas: 1_000_000,
                },
            },
            ExecuteMsg::Pause {
                duration: MAX_PAUSE,
            },
        ];
        for msg in worst {
            let msg = serde_json::to_value(msg).unwrap();
            house.as_dao(&voting, &msg).unwrap();
        }
        house.chain.advance(DAY);
        if house.voting("alice", &ExecuteMsg::Claim {}).is_ok() {
            claimed_after.push(day);
        }
    }
    assert_eq!(claimed_after, [14]);
    let config = house.ask(&voting, json!({"get_config": {}}));
    assert_eq!(config["unstaking_duration"]["time"], MAX_UNBONDING - 3);
    assert_eq!(house.tokens(&house.of("alice")), RICHES - 600);
    house.try_stake("carol", 0, 1).unwrap_err();
    house
        .voting(
            "alice",
            &ExecuteMsg::Unstake {
                amount: 600u128.into(),
            },
        )
        .unwrap();
    let all = ExecuteMsg::UnstakeFrom {
        tier: 2,
        amount: 1_000u128.into(),
    };
    house.voting("bob", &all).unwrap();
    house.chain.advance(MAX_UNBONDING);
    for who in ["alice", "bob"] {
        house.voting(who, &ExecuteMsg::Claim {}).unwrap();
        assert_eq!(house.tokens(&house.of(who)), RICHES);
    }
    assert_eq!(house.tokens(&voting), 0);
}
