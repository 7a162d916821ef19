//! The wire: every query, message and raw key of DAO DAO's voting module and staking contract, as JSON text.

use crate::common::*;
use cosmwasm_std::from_json;
use qerun_messages::voting::ExecuteMsg;
use serde_json::{json, Value};

/// Alice staked 100 in block 1,000 and unstaked 30 in block 1,001; it is block 1,002.
fn staked_and_unstaked() -> Voting {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    voting.unstake("alice", 30).unwrap();
    let addr = addr("rewards").into();
    voting.dao(ExecuteMsg::AddHook { addr });
    voting.next();
    voting
}

#[test]
fn every_query_of_the_page() {
    let voting = staked_and_unstaked();
    let this = addr("voting");
    let (alice, token) = (addr("alice"), addr("token"));
    let release = (START + 5 + 14 * DAY) * 1_000_000_000;
    let table: Vec<(String, Value)> = vec![
        // Voting module
        (
            format!(r#"{{"voting_power_at_height":{{"address":"{alice}","height":1001}}}}"#),
            json!({"power": "100", "height": 1001}),
        ),
        (
            format!(r#"{{"voting_power_at_height":{{"address":"{alice}","height":null}}}}"#),
            json!({"power": "70", "height": 1002}),
        ),
        (
            format!(r#"{{"voting_power_at_height":{{"address":"{alice}"}}}}"#),
            json!({"power": "70", "height": 1002}),
        ),
        (
            r#"{"total_power_at_height":{"height":1001}}"#.into(),
            json!({"power": "100", "height": 1001}),
        ),
        (
            r#"{"total_power_at_height":{"height":null}}"#.into(),
            json!({"power": "70", "height": 1002}),
        ),
        (r#"{"dao":{}}"#.into(), json!(addr("dao"))),
        (
            r#"{"info":{}}"#.into(),
            json!({"info": {"contract": "crates.io:dao-voting-cw20-staked", "version": "2.6.0"}}),
        ),
        (r#"{"token_contract":{}}"#.into(), json!(token)),
        (r#"{"staking_contract":{}}"#.into(), json!(this)),
        (r#"{"is_active":{}}"#.into(), json!({"active": true})),
        (
            r#"{"active_threshold":{}}"#.into(),
            json!({"active_threshold": null}),
        ),
        // Staking contract
        (
            r#"{"get_config":{}}"#.into(),
            json!({"token_address": token, "unstaking_duration": {"time": 14 * DAY}}),
        ),
        (r#"{"total_value":{}}"#.into(), json!({"total": "70"})),
        (
            format!(r#"{{"staked_value":{{"address":"{alice}"}}}}"#),
            json!({"value": "70"}),
        ),
        (
            format!(r#"{{"staked_balance_at_height":{{"address":"{alice}","height":1001}}}}"#),
            json!({"balance": "100", "height": 1001}),
        ),
        (
            format!(r#"{{"staked_balance_at_height":{{"address":"{alice}"}}}}"#),
            json!({"balance": "70", "height": 1002}),
        ),
        (
            r#"{"total_staked_at_height":{"height":1001}}"#.into(),
            json!({"total": "100", "height": 1001}),
        ),
        (
            r#"{"total_staked_at_height":{}}"#.into(),
            json!({"total": "70", "height": 1002}),
        ),
        (
            format!(r#"{{"claims":{{"address":"{alice}"}}}}"#),
            json!({"claims": [{"amount": "30", "release_at": {"at_time": release.to_string()}}]}),
        ),
        (
            r#"{"get_hooks":{}}"#.into(),
            json!({"hooks": [addr("rewards")]}),
        ),
        (
            r#"{"list_stakers":{"start_after":null,"limit":10}}"#.into(),
            json!({"stakers": [{"address": alice, "balance": "70"}]}),
        ),
        (
            r#"{"list_stakers":{}}"#.into(),
            json!({"stakers": [{"address": alice, "balance": "70"}]}),
        ),
        (
            r#"{"ownership":{}}"#.into(),
            json!({"owner": addr("dao"), "pending_owner": null, "pending_expiry": null}),
        ),
        // Ours
        (
            format!(r#"{{"account":{{"address":"{alice}"}}}}"#),
            json!({"stakes": ["70", "0", "0", "0"], "staked": "70", "power": "70", "reputation": "0"}),
        ),
        (
            r#"{"stakers":{}}"#.into(),
            json!({"stakers": [{"address": alice, "staked": "70", "power": "70"}]}),
        ),
        (
            r#"{"totals":{}}"#.into(),
            json!({"staked": "70", "power": "70"}),
        ),
        (
            format!(r#"{{"reputation":{{"address":"{alice}"}}}}"#),
            json!({"reputation": "0"}),
        ),
    ];
    for (query, expected) in table {
        assert_eq!(voting.ask_json(&query), expected, "{query}");
    }
}

#[test]
fn every_message_of_the_page() {
    let mut voting = Voting::default();
    let stake = format!(
        r#"{{"receive":{{"sender":"{}","amount":"100","msg":"eyJzdGFrZSI6e319"}}}}"#,
        addr("alice")
    );
    // {"stake":{"tier":1}}
    let stake_in = format!(
        r#"{{"receive":{{"sender":"{}","amount":"100","msg":"eyJzdGFrZSI6eyJ0aWVyIjoxfX0="}}}}"#,
        addr("alice")
    );
    let hook = addr("rewards");
    let table: Vec<(&str, String)> = vec![
        ("token", stake),
        ("token", stake_in),
        ("alice", r#"{"unstake":{"amount":"10"}}"#.into()),
        (
            "dao",
            r#"{"update_config":{"duration":{"time":1000000}}}"#.into(),
        ),
        ("dao", format!(r#"{{"add_hook":{{"addr":"{hook}"}}}}"#)),
        ("dao", format!(r#"{{"remove_hook":{{"addr":"{hook}"}}}}"#)),
        (
            "dao",
            r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"1"}}}}"#
                .into(),
        ),
        (
            "dao",
            r#"{"update_active_threshold":{"new_threshold":{"percentage":{"percent":"0.1"}}}}"#
                .into(),
        ),
        (
            "dao",
            r#"{"update_active_threshold":{"new_threshold":null}}"#.into(),
        ),
        ("dao", r#"{"update_active_threshold":{}}"#.into()),
        (
            "alice",
            r#"{"unstake_from":{"tier":1,"amount":"1"}}"#.into(),
        ),
        (
            "alice",
            r#"{"raise_tier":{"from":0,"to":2,"amount":"1"}}"#.into(),
        ),
        (
            "dao",
            r#"{"set_perk":{"perk":{"id":"p","min_power":"1","min_reputation":"0","text":""}}}"#
                .into(),
        ),
        ("dao", r#"{"remove_perk":{"id":"p"}}"#.into()),
        (
            "dao",
            r#"{"update_params":{"params":{"half_life":7776000,"hook_gas":1000000}}}"#.into(),
        ),
        ("guardian", r#"{"pause":{"duration":60}}"#.into()),
        ("dao", r#"{"unpause":{}}"#.into()),
        ("dao", r#"{"set_guardian":{"guardian":null}}"#.into()),
        (
            "dao",
            format!(
                r#"{{"update_ownership":{{"transfer_ownership":{{"new_owner":"{hook}","expiry":null}}}}}}"#
            ),
        ),
        (
            "rewards",
            r#"{"update_ownership":"accept_ownership"}"#.into(),
        ),
    ];
    for (sender, message) in table {
        voting.execute_json(sender, &message).expect(&message);
    }
    voting.wait(365 * DAY);
    voting.execute_json("alice", r#"{"claim":{}}"#).unwrap();
    assert_eq!(voting.paid("alice"), 11);
}

/// cw-storage-plus' key of a map entry: each part but the last with its length in two bytes before it.
fn key(parts: &[&[u8]]) -> Vec<u8> {
    let (last, prefixes) = parts.split_last().unwrap();
    let mut key = vec![];
    for part in prefixes {
        key.extend(u16::try_from(part.len()).unwrap().to_be_bytes());
        key.extend(*part);
    }
    key.extend(*last);
    key
}

#[test]
fn every_raw_key_of_the_indexer() {
    let mut voting = staked_and_unstaked();
    voting
        .execute_json(
            "dao",
            r#"{"update_active_threshold":{"new_threshold":{"absolute_count":{"count":"5"}}}}"#,
        )
        .unwrap();
    let alice = addr("alice");
    let alice = alice.as_bytes();
    let release = (START + 5 + 14 * DAY) * 1_000_000_000;
    let height = |height: u64| height.to_be_bytes();
    let table: Vec<(Vec<u8>, Value)> = vec![
        (
            b"contract_info".to_vec(),
            json!({"contract": "crates.io:dao-voting-cw20-staked", "version": "2.6.0"}),
        ),
        (b"dao".to_vec(), json!(addr("dao"))),
        (b"token".to_vec(), json!(addr("token"))),
        (b"staking_contract".to_vec(), json!(addr("voting"))),
        (
            b"active_threshold".to_vec(),
            json!({"absolute_count": {"count": "5"}}),
        ),
        (b"balance".to_vec(), json!("70")),
        (b"hooks".to_vec(), json!([addr("rewards")])),
        (
            b"config_v2".to_vec(),
            json!({"token_address": addr("token"), "unstaking_duration": {"time": 14 * DAY}}),
        ),
        (
            b"ownership".to_vec(),
            json!({"owner": addr("dao"), "pending_owner": null, "pending_expiry": null}),
        ),
        (b"total_staked".to_vec(), json!("70")),
        (key(&[b"staked_balances", alice]), json!("70")),
        (
            key(&[b"claims", alice]),
            json!([{"amount": "30", "release_at": {"at_time": release.to_string()}}]),
        ),
        (
            key(&[b"staked_balance__changelog", alice, &height(1000)]),
            json!({"old": null}),
        ),
        (
            key(&[b"staked_balance__changelog", alice, &height(1001)]),
            json!({"old": "100"}),
        ),
        (
            key(&[b"total_staked__changelog", &height(1000)]),
            json!({"old": null}),
        ),
        (
            key(&[b"total_staked__changelog", &height(1001)]),
            json!({"old": "100"}),
        ),
    ];
    for (key, expected) in table {
        let shown = String::from_utf8_lossy(&key).into_owned();
        assert_eq!(voting.raw(&key).expect(&shown), expected, "{shown}");
    }
    // cw20-stake 1's key, and what only stake above tier 0 writes.
    for unused in ["config", "boost"] {
        assert_eq!(voting.raw(unused.as_bytes()), None, "{unused}");
    }
}

#[test]
fn unknown_messages_and_wrong_types_are_refused() {
    for text in [
        r#"{"stake":{}}"#,
        r#"{"unstake":{"amount":1}}"#,
        r#"{"fund":{}}"#,
        r#"{"update_config":{"duration":{"time":-1}}}"#,
    ] {
        assert!(from_json::<ExecuteMsg>(text.as_bytes()).is_err(), "{text}");
    }
}
