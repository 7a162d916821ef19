//! Where ours differs from the official contracts on purpose, each shown on both: the list in the contract's README.

use cosmwasm_std::{coins, Addr};
use qerun_testing::Wrapper;
use serde_json::{json, Value};

use crate::voting::compare::{compare, number};
use crate::voting::hook_receiver::HookReceiver;
use crate::voting::pair::Pair;
use crate::voting::setup::DAY;
use crate::voting::side::{Side, Target};
use Target::{Staking, Voting};

/// Sends it to both; returns whether each accepted it.
fn outcomes(pair: &mut Pair, who: &str, target: Target, text: &str) -> (bool, bool) {
    let [ours, official] = pair.sides();
    let ours = pair.send(&ours, who, target, text).is_ok();
    (ours, pair.send(&official, who, target, text).is_ok())
}

/// Why ours refuses it; the official contract takes it.
fn refused(pair: &mut Pair, who: &str, text: &str) -> String {
    let [ours, official] = pair.sides();
    let before = pair.chain.app.dump_wasm_raw(&ours.voting);
    let error = pair.send(&ours, who, Staking, text).unwrap_err();
    assert_eq!(pair.chain.app.dump_wasm_raw(&ours.voting), before);
    pair.send(&official, who, Staking, text).unwrap();
    format!("{error:#} {}", error.root_cause())
}

fn contract_info(pair: &Pair, side: &Side, target: Target) -> Value {
    pair.raw(side, target, b"contract_info").unwrap()
}

#[test]
fn one_contract_bears_the_voting_modules_name_for_both() {
    let pair = Pair::new(14 * DAY);
    let [ours, official] = pair.sides();
    let module = json!({"contract": "crates.io:dao-voting-cw20-staked", "version": "2.6.0"});
    let staking = json!({"contract": "crates.io:cw20-stake", "version": "2.6.0"});
    assert_eq!(contract_info(&pair, &official, Voting), module);
    assert_eq!(contract_info(&pair, &official, Staking), staking);
    assert_eq!(contract_info(&pair, &ours, Voting), module);
    assert_eq!(contract_info(&pair, &ours, Staking), module);
}

#[test]
fn fund_is_refused_so_that_stake_stays_tokens() {
    let mut pair = Pair::new(14 * DAY);
    assert!(pair.stake("alice", 100));
    // {"fund":{}}
    let fund = r#"{"receive":{"sender":"$bob","amount":"100","msg":"eyJmdW5kIjp7fX0="}}"#;
    assert!(refused(&mut pair, "token", fund).contains("not compounded"));
    let value = |side: &Side| pair.ask(side, Staking, r#"{"staked_value":{"address":"$alice"}}"#);
    assert_eq!(value(&pair.ours).unwrap()["value"], "100");
    assert_eq!(value(&pair.official).unwrap()["value"], "200");
}

#[test]
fn amounts_of_zero_are_refused() {
    let mut pair = Pair::new(14 * DAY);
    assert!(pair.stake("alice", 100));
    let stake = r#"{"receive":{"sender":"$bob","amount":"0","msg":"eyJzdGFrZSI6e319"}}"#;
    assert!(refused(&mut pair, "token", stake).contains("zero"));
    // The official contract files a claim of nothing.
    assert!(refused(&mut pair, "alice", r#"{"unstake":{"amount":"0"}}"#).contains("zero"));
}

#[test]
fn unbonding_is_a_time_within_its_bounds() {
    let mut pair = Pair::new(14 * DAY);
    let update = |duration: &str| format!(r#"{{"update_config":{{"duration":{duration}}}}}"#);
    let height = refused(&mut pair, "dao", &update(r#"{"height":100}"#));
    assert!(height.contains("in blocks"));
    // More than a tenth above the old one.
    let long = refused(&mut pair, "dao", &update(r#"{"time":1330561}"#));
    assert!(long.contains("must be 0 to 1330560 s"), "{long}");
    assert!(pair.both("dao", Staking, &update(r#"{"time":1330560}"#)));
    // Twice in a month.
    let again = refused(&mut pair, "dao", &update(r#"{"time":1330561}"#));
    assert!(again.contains("may change again from"), "{again}");
    pair.advance(1, DAY);
    assert!(pair.both("dao", Staking, &update("null")));
}

#[test]
fn a_failing_hook_keeps_nobody_in() {
    let mut pair = Pair::new(14 * DAY);
    assert!(pair.stake("alice", 100));
    // No contract: every message to it fails.
    assert!(pair.both("dao", Staking, r#"{"add_hook":{"addr":"$successor"}}"#));
    let unstake = r#"{"unstake":{"amount":"40"}}"#;
    let outcome = outcomes(&mut pair, "alice", Staking, unstake);
    assert_eq!(outcome, (true, false), "the official one keeps her tokens");
    let power = r#"{"total_power_at_height":{"height":2}}"#;
    let power = |side: &Side| number(&pair.ask(side, Voting, power).unwrap()["power"]);
    assert_eq!((power(&pair.ours), power(&pair.official)), (60, 100));
    // Nobody gains power on either.
    assert!(!pair.stake("alice", 1));
}

/// No exception: whatever the limit, the rows are the same.
#[test]
fn d3_stakers_are_listed_without_a_limit_of_ours() {
    let mut pair = Pair::new(14 * DAY);
    let [ours, official] = pair.sides();
    for i in 0..131 {
        let sender = pair.chain.addr(&format!("staker{i}"));
        let receive = json!({"receive": {
            "sender": sender, "amount": "1", "msg": "eyJzdGFrZSI6e319",
        }});
        for side in [&ours, &official] {
            let (token, staking) = (side.token.clone(), side.staking.clone());
            pair.chain.execute(&token, &staking, &receive, &[]).unwrap();
        }
    }
    let some = pair.chain.addr("staker7");
    for (text, rows) in [
        (r#"{"list_stakers":{}}"#.to_owned(), Some(131)),
        (r#"{"list_stakers":{"limit":null}}"#.into(), Some(131)),
        (r#"{"list_stakers":{"limit":1000}}"#.into(), Some(131)),
        (r#"{"list_stakers":{"limit":101}}"#.into(), Some(101)),
        (r#"{"list_stakers":{"limit":0}}"#.into(), Some(0)),
        (
            format!(r#"{{"list_stakers":{{"start_after":"{some}"}}}}"#),
            None,
        ),
    ] {
        let page = pair.ask_both(Staking, &text);
        let found = page["stakers"].as_array().unwrap().len();
        assert!(rows.is_none_or(|rows| rows == found), "{text}: {found}");
    }
}

/// With tiers the staking contract's balance is power, as the official voting module takes it.
#[test]
fn d2_a_staked_balance_is_power() {
    let mut pair = Pair::new(14 * DAY);
    // {"stake":{"tier":1}}, four times the power
    let stake =
        r#"{"receive":{"sender":"$bob","amount":"9","msg":"eyJzdGFrZSI6eyJ0aWVyIjoxfX0="}}"#;
    assert_eq!(outcomes(&mut pair, "token", Staking, stake), (true, false));
    assert!(pair.stake("alice", 14));
    pair.advance(1, 5);
    let ask = |target, text: &str, field: &str| {
        number(&pair.ask(&pair.ours, target, text).unwrap()[field])
    };
    for (query, field, power) in [
        (r#"{"staked_value":{"address":"$bob"}}"#, "value", 36),
        (
            r#"{"staked_balance_at_height":{"address":"$bob"}}"#,
            "balance",
            36,
        ),
        (r#"{"staked_value":{"address":"$alice"}}"#, "value", 14),
        (r#"{"total_value":{}}"#, "total", 50),
        (r#"{"total_staked_at_height":{}}"#, "total", 50),
    ] {
        assert_eq!(ask(Staking, query, field), power, "{query}");
    }
    let voted = r#"{"voting_power_at_height":{"address":"$bob"}}"#;
    assert_eq!(ask(Voting, voted, "power"), 36);
}

#[test]
fn funds_are_refused() {
    let mut pair = Pair::new(14 * DAY);
    assert!(pair.stake("alice", 100));
    let alice = pair.chain.addr("alice");
    pair.chain.mint(&alice, 2, "ujuno").unwrap();
    let unstake = json!({"unstake": {"amount": "1"}});
    let mut send = |to: &Addr| {
        let funds = coins(1, "ujuno");
        pair.chain.execute(&alice, to, &unstake, &funds).is_ok()
    };
    let [ours, official] = [pair.ours.staking.clone(), pair.official.staking.clone()];
    assert_eq!((send(&ours), send(&official)), (false, true));
}

#[test]
fn hooks_are_at_most_eight() {
    let mut pair = Pair::new(14 * DAY);
    let code = pair.chain.store(Wrapper::new("receiver", HookReceiver));
    let dao = pair.chain.addr("dao");
    let mut add = || {
        let hook = pair
            .chain
            .instantiate(code, &dao, &json!({}), &[], "hook", None)
            .unwrap();
        outcomes(
            &mut pair,
            "dao",
            Staking,
            &format!(r#"{{"add_hook":{{"addr":"{hook}"}}}}"#),
        )
    };
    for _ in 0..8 {
        assert_eq!(add(), (true, true));
    }
    assert_eq!(add(), (false, true));
}

#[test]
fn what_is_ours_alone_the_official_contracts_do_not_know() {
    let mut pair = Pair::new(14 * DAY);
    // {"stake":{"tier":1}}
    let stake =
        r#"{"receive":{"sender":"$bob","amount":"9","msg":"eyJzdGFrZSI6eyJ0aWVyIjoxfX0="}}"#;
    assert_eq!(outcomes(&mut pair, "token", Staking, stake), (true, false));
    for text in [
        r#"{"raise_tier":{"from":0,"to":1,"amount":"1"}}"#,
        r#"{"unstake_from":{"tier":1,"amount":"1"}}"#,
        r#"{"pause":{"duration":60}}"#,
    ] {
        let [_, official] = pair.sides();
        assert!(pair.send(&official, "dao", Staking, text).is_err());
    }
    for text in [r#"{"tiers":{}}"#, r#"{"about":{}}"#, r#"{"settings":{}}"#] {
        assert!(pair.ask(&pair.ours, Voting, text).is_ok());
        assert!(pair.ask(&pair.official, Voting, text).is_err());
    }
}

/// Exceptions are these alone: what else was sent above had the same effect.
#[test]
fn after_what_both_took_they_are_equal() {
    let mut pair = Pair::new(14 * DAY);
    assert!(pair.stake("alice", 100));
    pair.advance(1, 5);
    let unstake = r#"{"unstake":{"amount":"40"}}"#;
    assert!(pair.both("alice", Staking, unstake));
    compare(&pair, &[pair.height()]);
}
