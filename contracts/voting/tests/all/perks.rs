//! Perks and the gate.

use crate::common::*;
use qerun_messages::voting::{ExecuteMsg, HasAccessResponse, InstantiateMsg, QueryMsg};
use qerun_voting::contract::query;
use qerun_voting::ContractError;

fn with_perk(power: u128, reputation: u128) -> Voting {
    Voting::with(InstantiateMsg {
        perks: vec![perk("low-fee", power, reputation)],
        ..init()
    })
    .unwrap()
}

#[test]
fn access_needs_power_and_reputation() {
    let mut voting = with_perk(1_000, 250);
    voting.stake_in("alice", 3, 500).unwrap();
    voting.stake("bob", 999);
    voting.next();
    let no = HasAccessResponse {
        access: false,
        power: uint(2_000),
        reputation: uint(0),
    };
    assert_eq!(voting.access("alice", "low-fee"), no);
    voting.wait(90 * DAY);
    assert!(voting.access("alice", "low-fee").access);
    assert!(
        !voting.access("bob", "low-fee").access,
        "one short of the power"
    );
    assert!(!voting.access("carol", "low-fee").access);
}

#[test]
fn power_staked_in_this_block_does_not_count_and_unstaked_counts_no_more() {
    let mut voting = with_perk(100, 0);
    voting.stake("alice", 100);
    assert!(!voting.access("alice", "low-fee").access);
    voting.next();
    assert!(voting.access("alice", "low-fee").access);
    voting.unstake("alice", 1).unwrap();
    assert!(!voting.access("alice", "low-fee").access);
}

#[test]
fn governance_sets_replaces_and_removes() {
    let mut voting = Voting::default();
    for id in ["b", "a", "c"] {
        voting.dao(ExecuteMsg::SetPerk {
            perk: perk(id, 1, 1),
        });
    }
    voting.dao(ExecuteMsg::SetPerk {
        perk: perk("b", 2, 2),
    });
    voting.dao(ExecuteMsg::RemovePerk { id: "c".into() });
    assert_eq!(
        voting.ask_json(r#"{"perks":{}}"#),
        serde_json::json!({"perks": [
            {"id": "a", "min_power": "1", "min_reputation": "1", "text": "a text"},
            {"id": "b", "min_power": "2", "min_reputation": "2", "text": "a text"},
        ]})
    );
    let page = voting.ask_json(r#"{"perks":{"start_after":"a","limit":1}}"#);
    assert_eq!(page["perks"][0]["id"], "b");
}

#[test]
fn an_unknown_perk_is_an_error() {
    let voting = Voting::default();
    let msg = QueryMsg::HasAccess {
        address: addr("alice").into(),
        perk: "none".into(),
    };
    let error = query(voting.deps.as_ref(), voting.env.clone(), msg).unwrap_err();
    assert_eq!(error, ContractError::UnknownPerk { id: "none".into() });
}
