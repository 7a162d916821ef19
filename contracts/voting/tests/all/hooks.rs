//! Who is told of changes of power, and what a broken receiver can do: keep others from gaining power, until its hook is
//! removed.

use crate::common::*;
use cosmwasm_std::{from_json, Binary, Reply, ReplyOn, SubMsgResult};
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, MAX_HOOKS};
use qerun_voting::contract::reply;
use qerun_voting::hooks::{GAIN_REPLY, LOSS_REPLY};
use qerun_voting::ContractError;

fn add(voting: &mut Voting, hook: &str) {
    let addr = addr(hook).into();
    voting.dao(ExecuteMsg::AddHook { addr });
}

fn remove(voting: &mut Voting, hook: &str) {
    let addr = addr(hook).into();
    voting.dao(ExecuteMsg::RemoveHook { addr });
}

fn failure(id: u64, error: &str) -> Reply {
    Reply {
        id,
        payload: Binary::default(),
        gas_used: 0,
        result: SubMsgResult::Err(error.into()),
    }
}

#[test]
fn receivers_are_told_the_change_of_power_in_dao_daos_shape() {
    let mut voting = Voting::default();
    add(&mut voting, "rewards");
    let alice = addr("alice");
    let expected = |kind: &str, amount: u128| {
        let text = format!(
            r#"{{"stake_change_hook":{{"{kind}":{{"addr":"{alice}","amount":"{amount}"}}}}}}"#
        );
        vec![(addr("rewards").into_string(), text)]
    };
    assert_eq!(told(&voting.stake("alice", 100)), expected("stake", 100));
    let raised = voting.raise("alice", 0, 3, 50).unwrap();
    assert_eq!(told(&raised), expected("stake", 150));
    let unstaked = voting.unstake("alice", 20).unwrap();
    assert_eq!(told(&unstaked), expected("unstake", 20));
    let unstaked = voting.unstake_from("alice", 3, 5).unwrap();
    assert_eq!(told(&unstaked), expected("unstake", 20));
    voting.wait(800 * DAY);
    assert!(told(&voting.claim("alice").unwrap()).is_empty());
}

#[test]
fn every_hook_has_a_gas_limit_and_a_reply_on_error() {
    let mut voting = Voting::default();
    for hook in ["a", "b", "c"] {
        add(&mut voting, hook);
    }
    let response = voting.stake("alice", 100);
    for (i, message) in response.messages.iter().enumerate() {
        assert_eq!(message.id, GAIN_REPLY + i as u64);
        assert_eq!(message.gas_limit, Some(1_000_000));
        assert_eq!(message.reply_on, ReplyOn::Error);
    }
    let response = voting.unstake("alice", 100).unwrap();
    for (i, message) in response.messages.iter().enumerate() {
        assert_eq!(message.id, LOSS_REPLY + i as u64);
        assert_eq!(message.gas_limit, Some(1_000_000));
        assert_eq!(message.reply_on, ReplyOn::Error);
    }
    assert_eq!(response.messages.len(), 3);
}

/// Whoever stakes unnoticed is paid for the past by a receiver that pays by power; leaving must always work.
#[test]
fn d1_a_gain_that_a_receiver_refuses_is_undone_and_names_it() {
    let mut voting = Voting::default();
    add(&mut voting, "good");
    add(&mut voting, "bad");
    // A contract's own failure, out of gas, and what only quotes the call depth.
    for error in [
        "codespace: wasm, code: 5",
        "codespace: sdk, code: 11",
        "codespace: wasm, code: 300",
        "codespace: wasm, code: 30: execute wasm contract failed",
        "",
    ] {
        for (index, name) in ["good", "bad"].into_iter().enumerate() {
            let failure = failure(GAIN_REPLY + index as u64, error);
            let refused = reply(voting.deps.as_mut(), voting.env.clone(), failure).unwrap_err();
            let receiver = addr(name).to_string();
            let told = refused.to_string();
            assert!(told.contains(&receiver) && told.contains(error), "{told}");
            let error = error.to_owned();
            assert_eq!(refused, ContractError::HookRefused { receiver, error });
        }
    }
}

#[test]
fn d1_a_loss_that_a_receiver_refuses_is_noted_and_stands() {
    let mut voting = Voting::default();
    add(&mut voting, "good");
    add(&mut voting, "bad");
    voting.stake("alice", 100);
    let before = voting.storage();
    for error in ["codespace: sdk, code: 11", "codespace: wasm, code: 30"] {
        let failure = failure(LOSS_REPLY + 1, error);
        let noted = reply(voting.deps.as_mut(), voting.env.clone(), failure).unwrap();
        assert!(noted.messages.is_empty());
        assert_eq!(noted.events[0].ty, "qerun-voting/hook_failed");
        assert_eq!(noted.events[0].attributes[0].value, addr("bad").as_str());
        assert_eq!(noted.events[0].attributes[1].value, error);
    }
    assert_eq!(voting.storage(), before);
}

/// Staking from the bottom of the call stack, where hooks cannot run, would draw a distributor's rewards of the past;
/// no receiver is to blame, and leaving must work from everywhere.
#[test]
fn power_is_not_gained_where_hooks_cannot_be_told() {
    let mut voting = Voting::default();
    add(&mut voting, "rewards");
    let mut answer = |id: u64, error: &str| {
        let failure = failure(id, error);
        reply(voting.deps.as_mut(), voting.env.clone(), failure).map(|noted| noted.events.len())
    };
    let deep = "codespace: wasm, code: 30";
    assert_eq!(answer(GAIN_REPLY, deep), Err(ContractError::CallDepth {}));
    assert_eq!(answer(LOSS_REPLY, deep), Ok(1));
}

#[test]
fn a_receiver_that_is_gone_by_the_time_of_its_reply_has_no_name() {
    let mut voting = Voting::default();
    let mut answer = |id: u64| {
        let failure = failure(id, "out of gas");
        reply(voting.deps.as_mut(), voting.env.clone(), failure)
    };
    let receiver = "unknown".to_owned();
    let error = "out of gas".to_owned();
    assert_eq!(
        answer(GAIN_REPLY + 7),
        Err(ContractError::HookRefused { receiver, error })
    );
    let noted = answer(LOSS_REPLY + 7).unwrap();
    assert_eq!(noted.events[0].attributes[0].value, "unknown");
}

/// Nobody is called for a change that left the power alone, so nobody can refuse it.
#[test]
fn d1_a_raise_without_gain_is_told_to_nobody() {
    let mut voting = Voting::with(InstantiateMsg {
        tiers: vec![tier(14, "1"), tier(20, "1")],
        ..init()
    })
    .unwrap();
    add(&mut voting, "bad");
    voting.stake("alice", 100);
    let response = voting.raise("alice", 0, 1, 100).unwrap();
    assert!(response.messages.is_empty());
    assert_eq!(voting.account("alice").stakes, [0, 100].map(uint));
}

#[test]
fn unknown_replies_are_refused() {
    let mut voting = Voting::default();
    let last = MAX_HOOKS as u64;
    for id in [
        0,
        GAIN_REPLY - 1,
        GAIN_REPLY + last,
        LOSS_REPLY - 1,
        LOSS_REPLY + last,
        u64::MAX,
    ] {
        let failure = failure(id, "out of gas");
        let result = reply(voting.deps.as_mut(), voting.env.clone(), failure);
        assert_eq!(result, Err(ContractError::UnknownReply { id }));
    }
}

#[test]
fn hook_removal() {
    let mut voting = Voting::default();
    add(&mut voting, "a");
    add(&mut voting, "b");
    remove(&mut voting, "a");
    assert_eq!(
        voting.ask_json(r#"{"get_hooks":{}}"#),
        serde_json::json!({"hooks": [addr("b")]})
    );
    assert_eq!(told(&voting.stake("alice", 1)).len(), 1);
    remove(&mut voting, "b");
    assert!(told(&voting.stake("alice", 1)).is_empty());
}

#[test]
fn hooks_from_the_instantiation_on() {
    let names = ["b", "a"].map(|name| addr(name).to_string());
    let mut voting = Voting::with(InstantiateMsg {
        hooks: names.to_vec(),
        ..init()
    })
    .unwrap();
    let hooks = |voting: &Voting| voting.ask_json(r#"{"get_hooks":{}}"#);
    assert_eq!(hooks(&voting), serde_json::json!({"hooks": names}));
    let receivers: Vec<_> = told(&voting.stake("alice", 1))
        .into_iter()
        .map(|(receiver, _)| receiver)
        .collect();
    assert_eq!(receivers, names, "in this order");
    add(&mut voting, "c");
    remove(&mut voting, "b");
    let left = ["a", "c"].map(addr);
    assert_eq!(hooks(&voting), serde_json::json!({"hooks": left}));
}

#[test]
fn hook_gas_is_the_governed_one() {
    let mut voting = Voting::default();
    add(&mut voting, "a");
    let json = r#"{"update_params":{"params":{"half_life":7776000,"hook_gas":2000000}}}"#;
    voting.dao(from_json(json.as_bytes()).unwrap());
    assert_eq!(
        voting.stake("alice", 1).messages[0].gas_limit,
        Some(2_000_000)
    );
}
