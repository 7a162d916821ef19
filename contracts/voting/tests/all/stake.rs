//! Staking.

use crate::common::*;
use cosmwasm_std::{from_json, testing::message_info};
use qerun_messages::voting::{ExecuteMsg, QueryMsg, ReceiveMsg, StakersResponse};
use qerun_voting::ContractError;

#[test]
fn plain_stake_takes_tier_0() {
    let mut voting = Voting::default();
    let hook = format!(
        r#"{{"receive":{{"sender":"{}","amount":"100","msg":"eyJzdGFrZSI6e319"}}}}"#,
        addr("alice")
    );
    let response = voting.execute_json("token", &hook).unwrap();
    assert_eq!(response.events[0].ty, "qerun-voting/stake");
    voting.next();
    let account = voting.account("alice");
    assert_eq!(account.stakes, [100, 0, 0, 0].map(uint));
    assert_eq!((account.staked, account.power), (uint(100), uint(100)));
    assert_eq!(voting.raw(b"balance").unwrap(), "100");
}

#[test]
fn d2_tiers_multiply_power_and_not_stake() {
    let mut voting = Voting::default();
    for (tier, amount) in [(0, 10), (1, 11), (2, 3), (3, 5)] {
        voting.stake_in("alice", tier, amount).unwrap();
    }
    voting.next();
    // 10 + 16.5 + 7.5 + 20
    assert_eq!(voting.power("alice"), 54);
    assert_eq!(voting.account("alice").staked, uint(29));
    assert_eq!(voting.totals(), (29, 54));
}

#[test]
fn stake_invisible_until_the_next_block() {
    let mut voting = Voting::default();
    let height = voting.height();
    voting.stake("alice", 100);
    assert_eq!((voting.power("alice"), voting.total()), (0, 0));
    assert_eq!(voting.power_at("alice", height + 1), 100, "already known");
    voting.next();
    assert_eq!((voting.power("alice"), voting.total()), (100, 100));
    assert_eq!(voting.power_at("alice", height), 0, "and for ever");
}

#[test]
fn non_qer_cw20_rejected() {
    let mut voting = Voting::default();
    let before = voting.storage();
    let hook = receive("alice", 100, &ReceiveMsg::Stake { tier: None });
    let error = voting.execute("other", hook).unwrap_err();
    assert_eq!(
        error,
        ContractError::WrongToken {
            received: addr("other"),
            expected: addr("token")
        }
    );
    assert_eq!(voting.storage(), before);
}

#[test]
fn tokens_sent_without_a_message_earn_nothing() {
    // A bare transfer never runs us: nothing here reads the token's balance.
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    let error = voting
        .execute("token", receive("bob", 50, &ReceiveMsg::Fund {}))
        .unwrap_err();
    assert_eq!(error, ContractError::FundRefused {});
    assert_eq!(voting.account("alice").staked, uint(100));
}

#[test]
fn several_addresses() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.stake("bob", 200);
    voting.next();
    voting.stake_in("alice", 1, 10).unwrap();
    voting.next();
    assert_eq!(voting.power("alice"), 115);
    assert_eq!(voting.power("bob"), 200);
    assert_eq!(voting.power("carol"), 0);
    assert_eq!(voting.total(), 315);
    assert_eq!(voting.total_at(HEIGHT + 1), 300);
}

#[test]
fn d3_pagination() {
    let mut voting = Voting::default();
    let mut names: Vec<String> = (0..120).map(|i| format!("staker{i}")).collect();
    for name in &names {
        voting.stake(name, 7);
    }
    names.sort_by_key(|name| addr(name));
    let page = |after: Option<&str>, limit: Option<u32>| -> Vec<String> {
        let after = after.map_or("null".into(), |name| format!("\"{}\"", addr(name)));
        let limit = limit.map_or("null".into(), |limit| limit.to_string());
        let json = format!(r#"{{"list_stakers":{{"start_after":{after},"limit":{limit}}}}}"#);
        let rows = voting.ask_json(&json)["stakers"].clone();
        let rows = rows.as_array().unwrap().clone();
        assert!(rows.iter().all(|row| row["balance"] == "7"));
        rows.iter()
            .map(|row| row["address"].as_str().unwrap().into())
            .collect()
    };
    let expected = |from: usize, to: usize| -> Vec<String> {
        names[from..to]
            .iter()
            .map(|name| addr(name).into())
            .collect()
    };
    assert_eq!(page(None, None), expected(0, 120));
    assert_eq!(page(Some(&names[7]), None), expected(8, 120));
    assert_eq!(page(None, Some(500)), expected(0, 120));
    assert_eq!(page(None, Some(119)), expected(0, 119));
    assert_eq!(page(Some(&names[99]), Some(100)), expected(100, 120));
    assert_eq!(page(Some(&names[3]), Some(2)), expected(4, 6));
    assert_eq!(page(None, Some(0)), expected(0, 0));
}

#[test]
fn stakers_are_listed_with_stake_and_power_also_when_they_left() {
    let mut voting = Voting::default();
    voting.stake_in("alice", 1, 10).unwrap();
    voting.stake("bob", 5);
    voting.stake("carol", 3);
    voting.unstake("bob", 5).unwrap();
    let list: StakersResponse = voting.ask(QueryMsg::Stakers {
        start_after: None,
        limit: None,
    });
    let mut rows: Vec<_> = list
        .stakers
        .iter()
        .map(|row| (row.address.clone(), row.staked.u128(), row.power.u128()))
        .collect();
    let mut expected = vec![
        (addr("alice"), 10, 15),
        (addr("bob"), 0, 0),
        (addr("carol"), 3, 3),
    ];
    expected.sort();
    assert_eq!(rows, expected);
    let rest: StakersResponse = voting.ask(QueryMsg::Stakers {
        start_after: Some(rows.remove(0).0.into()),
        limit: Some(1),
    });
    assert_eq!(rest.stakers.len(), 1);
    assert_eq!(rest.stakers[0].address, rows[0].0);
}

#[test]
fn tokens_of_a_sender_that_is_no_address_are_refused() {
    let mut voting = Voting::default();
    let json = r#"{"receive":{"sender":"nobody","amount":"1","msg":"eyJzdGFrZSI6e319"}}"#;
    let msg: ExecuteMsg = from_json(json.as_bytes()).unwrap();
    let info = message_info(&addr("token"), &[]);
    let result =
        qerun_voting::contract::execute(voting.deps.as_mut(), voting.env.clone(), info, msg);
    assert!(matches!(result, Err(ContractError::Std(_))));
}
