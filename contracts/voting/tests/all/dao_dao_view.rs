//! What DAO DAO's page and indexer see of stake in tiers: power, in every query and record that they read.

use crate::common::*;
use qerun_messages::voting::{ActiveThreshold, InstantiateMsg};
use qerun_voting::ContractError;
use serde_json::{json, Value};

/// Alice holds 70 plainly, bob 30 in the third tier (x4) and 5 plainly, carol staked 10 (x1.5) and left.
fn staked_in_tiers() -> Voting {
    let mut voting = Voting::default();
    voting.stake("alice", 70);
    voting.stake_in("bob", 3, 30).unwrap();
    voting.stake("bob", 5);
    voting.stake_in("carol", 1, 10).unwrap();
    voting.next();
    voting.unstake_from("carol", 1, 10).unwrap();
    voting
}

fn key(map: &str, rest: &[&[u8]]) -> Vec<u8> {
    let mut key = vec![0, map.len() as u8];
    key.extend(map.as_bytes());
    let (last, before) = rest.split_last().unwrap();
    for part in before {
        key.extend([0, part.len() as u8]);
        key.extend(*part);
    }
    key.extend(*last);
    key
}

fn text(value: u128) -> Value {
    value.to_string().into()
}

#[test]
fn d2_raw_records_tell_power() {
    let voting = staked_in_tiers();
    for (name, now, before) in [("alice", 70, 70), ("bob", 125, 125), ("carol", 0, 15)] {
        let user = addr(name);
        let user = user.as_bytes();
        let stored = voting.raw(&key("staked_balances", &[user]));
        assert_eq!(stored, Some(text(now)), "{name}");
        let changelog = |height: u64| {
            voting.raw(&key(
                "staked_balance__changelog",
                &[user, &height.to_be_bytes()],
            ))
        };
        assert_eq!(changelog(HEIGHT), Some(json!({"old": null})));
        let old = (now != before).then(|| json!({"old": text(before)}));
        assert_eq!(changelog(HEIGHT + 1), old, "{name}");
    }
    assert_eq!(voting.raw(b"total_staked"), Some(text(195)));
    assert_eq!(voting.raw(b"balance"), Some(text(195)));
    let height = (HEIGHT + 1).to_be_bytes();
    let changelog = voting.raw(&key("total_staked__changelog", &[&height]));
    assert_eq!(changelog, Some(json!({"old": "210"})));
    // One history.
    let boost = voting.raw(b"boost");
    assert_eq!(boost, Some(json!({"n": "90", "b": "95", "h": HEIGHT + 1})));
    for (key, _) in voting.storage() {
        let key = String::from_utf8_lossy(&key).into_owned();
        assert!(!key.contains("power"), "{key}");
    }
}

#[test]
fn d2_queries_tell_power_and_ours_tell_stake() {
    let mut voting = staked_in_tiers();
    voting.next();
    let height = voting.height();
    let mut shares = 0;
    for (name, staked, power, before) in [
        ("alice", 70, 70, 70),
        ("bob", 35, 125, 125),
        ("carol", 0, 0, 15),
    ] {
        let address = addr(name);
        let ask = |query: &str, at: u64| {
            let msg = json!({query: {"address": address, "height": at}});
            voting.ask_json(&msg.to_string())
        };
        for (at, power) in [(height, power), (height - 1, before)] {
            let balance = ask("staked_balance_at_height", at);
            assert_eq!(balance, json!({"balance": text(power), "height": at}));
            let voted = ask("voting_power_at_height", at);
            assert_eq!(voted, json!({"power": text(power), "height": at}));
        }
        let value = json!({"staked_value": {"address": address}}).to_string();
        assert_eq!(voting.ask_json(&value), json!({"value": text(power)}));
        let account = voting.account(name);
        assert_eq!((account.staked, account.power), (uint(staked), uint(power)));
        shares += power;
    }
    // A member's share on the page: value of total; it sums to one.
    for (query, field) in [
        (r#"{"total_value":{}}"#, "total"),
        (r#"{"total_staked_at_height":{}}"#, "total"),
        (r#"{"total_power_at_height":{}}"#, "power"),
    ] {
        assert_eq!(voting.ask_json(query)[field], text(shares), "{query}");
    }
    assert_eq!(voting.totals(), (105, 195));
    let list = voting.ask_json(r#"{"list_stakers":{}}"#);
    let listed = list["stakers"].as_array().unwrap().iter();
    let mut listed: Vec<&str> = listed.map(|row| row["balance"].as_str().unwrap()).collect();
    listed.sort_unstable();
    assert_eq!(listed, ["0", "125", "70"]);
}

/// The page sends amount * total_staked / total_value: the amount itself. It comes out of tier 0 and nowhere else.
#[test]
fn d2_the_pages_dialog_unstakes_tier_0() {
    let mut voting = staked_in_tiers();
    voting.next();
    let total = voting.ask_json(r#"{"total_staked_at_height":{}}"#)["total"].clone();
    assert_eq!(total, voting.ask_json(r#"{"total_value":{}}"#)["total"]);
    // All that the page shows bob is 125; in tier 0 he has 5.
    let all = voting.unstake("bob", 125);
    let (tier, staked, amount) = (0, uint(5), uint(125));
    let refused = ContractError::NotEnoughStaked {
        tier,
        staked,
        amount,
    };
    assert_eq!(all, Err(refused));
    voting.unstake("bob", 5).unwrap();
    assert_eq!(voting.claims("bob"), [(5, voting.now() + 14 * DAY)]);
    voting.next();
    assert_eq!(voting.power("bob"), 120);
}

/// Tokens, as before this block, however power moves.
#[test]
fn d2_the_active_threshold_counts_tokens() {
    let count = uint(100);
    let mut voting = Voting::with(InstantiateMsg {
        active_threshold: Some(ActiveThreshold::AbsoluteCount { count }),
        ..init()
    })
    .unwrap();
    voting.stake_in("alice", 3, 60).unwrap();
    voting.stake_in("bob", 1, 39).unwrap();
    voting.next();
    assert_eq!(voting.total(), 298);
    assert!(!voting.is_active());
    // What tiers add falls in this block: that is not for now, either.
    voting.unstake_from("alice", 3, 1).unwrap();
    assert!(!voting.is_active());
    voting.stake_in("alice", 3, 1).unwrap();
    voting.stake("alice", 1);
    assert!(!voting.is_active(), "not yet");
    voting.next();
    assert!(voting.is_active());
    // Twice in a block: what counted at its start.
    voting.unstake_from("alice", 3, 60).unwrap();
    voting.raise("bob", 1, 3, 39).unwrap();
    assert!(voting.is_active());
    assert_eq!(voting.totals(), (40, 157));
    voting.next();
    assert!(!voting.is_active());
    voting.stake_in("carol", 2, 59).unwrap();
    voting.next();
    assert!(!voting.is_active());
    voting.stake_in("carol", 2, 1).unwrap();
    voting.next();
    assert!(voting.is_active());
}
