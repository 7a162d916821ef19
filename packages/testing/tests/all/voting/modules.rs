//! What the official modules do when a contract around them fails: hooks, the pre-propose module, a voting module.

use std::panic::{catch_unwind, AssertUnwindSafe};

use anyhow::{bail, Result};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, MigrateInfo, Reply,
    Response,
};
use cw_multi_test::Contract;
use qerun_messages::voting::ActiveThreshold;
use qerun_testing::dao::Vote;
use qerun_testing::{Chain, Wrapper};
use serde_json::{json, Value};

use crate::voting::deploy::{deploy, Module};
use crate::voting::setup::instantiate_msg;
use crate::voting::test_dao::{rules, why, TestDao, PERIOD, TIERS};

/// A voting module that gives everybody 60 of 100; refuses every message.
struct Generous;

impl Contract<Empty> for Generous {
    fn instantiate(&self, _: DepsMut, _: Env, _: MessageInfo, _: Vec<u8>) -> Result<Response> {
        Ok(Response::new())
    }

    fn execute(&self, _: DepsMut, _: Env, _: MessageInfo, _: Vec<u8>) -> Result<Response> {
        bail!("takes no messages")
    }

    fn query(&self, _: Deps, env: Env, msg: Vec<u8>) -> Result<Binary> {
        let query: Value = serde_json::from_slice(&msg)?;
        let power = match query.get("total_power_at_height") {
            Some(_) => "100",
            None if query.get("voting_power_at_height").is_some() => "60",
            None => bail!("not asked for"),
        };
        let answer = json!({"power": power, "height": env.block.height});
        Ok(to_json_binary(&answer)?)
    }

    fn sudo(&self, _: DepsMut, _: Env, _: Vec<u8>) -> Result<Response> {
        bail!("no sudo")
    }

    fn reply(&self, _: DepsMut, _: Env, _: Reply) -> Result<Response> {
        bail!("no reply")
    }

    fn migrate(&self, _: DepsMut, _: Env, _: Vec<u8>, _: MigrateInfo) -> Result<Response> {
        bail!("no migrate")
    }
}

#[test]
fn powers_above_the_total_would_block_a_proposal() {
    let mut chain = Chain::new("qerun");
    let module = Module {
        code_id: chain.store(Wrapper::new("generous", Generous)),
        msg: json!({}),
        admin: None,
    };
    let dao = deploy(&mut chain, &module, &rules()).unwrap();
    let (alice, bob) = (chain.addr("alice"), chain.addr("bob"));
    let id = dao
        .propose(&mut chain, &alice, "A proposal", &[], None)
        .unwrap();
    dao.vote(&mut chain, &alice, id, Vote::Abstain).unwrap();
    // total - abstain is unchecked: 100 - 120.
    let vote = || dao.vote(&mut chain, &bob, id, Vote::Abstain);
    let broken = catch_unwind(AssertUnwindSafe(vote));
    assert!(broken.is_err(), "the official module panics");
}

#[test]
fn with_our_powers_everybody_may_abstain() {
    let mut dao = TestDao::new();
    // 1.5 units each, rounded down.
    dao.stake("alice", 1, 1);
    dao.stake("bob", 1, 3);
    dao.stake("carol", 2, 7);
    dao.chain.advance(5);
    let id = dao.propose("alice", &[]).unwrap();
    for who in ["alice", "bob", "carol"] {
        dao.vote(who, id, Vote::Abstain).unwrap();
    }
    assert_eq!(dao.tally(id), [0, 0, 33, 33]);
    dao.chain.advance(PERIOD);
    assert_eq!(dao.status(id), "rejected");
    dao.close("alice", id).unwrap();
    assert_eq!(dao.status(id), "closed");
}

/// Receivers of a module's hooks.
fn receivers(dao: &TestDao, which: &str) -> usize {
    let hooks = dao.ask(&dao.at.proposals, json!({which: {}}));
    hooks["hooks"].as_array().unwrap().len()
}

/// A dao with a member and these receivers of proposals and votes.
fn with_receivers(receivers: impl FnOnce(&TestDao) -> Vec<Addr>) -> TestDao {
    let mut dao = TestDao::new();
    dao.stake("alice", 0, 100);
    dao.chain.advance(5);
    let proposals = dao.at.proposals.clone();
    for receiver in receivers(&dao) {
        for add in ["add_proposal_hook", "add_vote_hook"] {
            let msg = json!({add: {"address": receiver}});
            dao.as_dao(&proposals, &msg).unwrap();
        }
    }
    dao
}

#[test]
fn a_failing_receiver_of_proposals_or_votes_is_removed_and_stops_neither() {
    // A contract without these messages.
    let mut dao = with_receivers(|dao| vec![dao.token.clone()]);
    assert_eq!(receivers(&dao, "vote_hooks"), 1);
    let id = dao.propose("alice", &[]).unwrap();
    assert_eq!(receivers(&dao, "proposal_hooks"), 0);
    dao.vote("alice", id, Vote::Yes).unwrap();
    assert_eq!(receivers(&dao, "vote_hooks"), 0);
    assert_eq!(dao.status(id), "passed");
}

/// A trap of the official module: it removes failing receivers by their indices in a list that shrinks meanwhile. Two at
/// once stop all proposals, also the one that would remove them: a DAO has at most one receiver, or trusted ones.
#[test]
fn two_receivers_that_fail_at_once_would_stop_all_proposals() {
    let mut dao = with_receivers(|dao| vec![dao.token.clone(), dao.of("mallory")]);
    let propose = || dao.propose("alice", &[]);
    let broken = catch_unwind(AssertUnwindSafe(propose));
    assert!(broken.is_err(), "the official module panics");
}

#[test]
fn the_dao_alone_removes_a_receiver() {
    let mut dao = TestDao::new();
    let (proposals, receiver) = (dao.at.proposals.clone(), dao.of("receiver"));
    for which in ["proposal", "vote"] {
        let add = json!({format!("add_{which}_hook"): {"address": receiver}});
        let remove = json!({format!("remove_{which}_hook"): {"address": receiver}});
        dao.as_dao(&proposals, &add).unwrap();
        let mallory = dao.of("mallory");
        let refused = dao.chain.execute(&mallory, &proposals, &remove, &[]);
        assert!(why(refused).contains("unauthorized"));
        dao.as_dao(&proposals, &remove).unwrap();
        assert_eq!(receivers(&dao, &format!("{which}_hooks")), 0);
        dao.as_dao(&proposals, &remove).unwrap_err();
    }
}

fn policy(dao: &TestDao) -> Value {
    dao.ask(&dao.at.proposals, json!({"proposal_creation_policy": {}}))
}

/// The trap: what makes the pre-propose module's hook fail opens the DAO to proposals of anyone without a deposit. Here
/// the DAO itself withdraws the deposits too early, the one way that the official module leaves open.
#[test]
fn a_failing_pre_propose_module_opens_proposing_to_anyone() {
    let mut dao = TestDao::with_deposit(50, "always");
    dao.stake("alice", 0, 100);
    dao.chain.advance(5);
    let (alice, token) = (dao.of("alice"), dao.token.clone());
    let pre_propose = dao.at.pre_propose.clone();
    let allow = json!({"increase_allowance": {"spender": pre_propose, "amount": "50"}});
    dao.chain.execute(&alice, &token, &allow, &[]).unwrap();
    let id = dao.propose("alice", &[]).unwrap();
    assert_eq!(dao.tokens(&pre_propose), 50);
    let direct = json!({"propose": {"title": "Mine", "description": "", "msgs": [], "vote": null}});
    let mallory = dao.of("mallory");
    let proposals = dao.at.proposals.clone();
    let refused = dao.chain.execute(&mallory, &proposals, &direct, &[]);
    assert!(why(refused).contains("unauthorized"));
    dao.vote("alice", id, Vote::Yes).unwrap();
    let withdraw = json!({"withdraw": {"denom": null}});
    dao.as_dao(&pre_propose, &withdraw).unwrap();

    // The refund fails, the proposal is executed all the same.
    dao.execute("alice", id).unwrap();
    assert_eq!(dao.status(id), "executed");
    assert_eq!(policy(&dao), json!({"anyone": {}}));
    dao.chain
        .execute(&mallory, &proposals, &direct, &[])
        .unwrap();
    // Without power he cannot vote on it, and the DAO can install a module again.
    assert!(why(dao.vote("mallory", id + 1, Vote::Yes)).contains("no voting power"));
}

#[test]
fn a_settled_proposal_leaves_the_pre_propose_module_in_place() {
    let mut dao = TestDao::with_deposit(50, "always");
    dao.stake("alice", 0, 100);
    dao.chain.advance(5);
    let before = policy(&dao);
    let (alice, token) = (dao.of("alice"), dao.token.clone());
    let pre_propose = dao.at.pre_propose.clone();
    let allow = json!({"increase_allowance": {"spender": pre_propose, "amount": "100"}});
    dao.chain.execute(&alice, &token, &allow, &[]).unwrap();
    for vote in [Vote::Yes, Vote::No] {
        let id = dao.propose("alice", &[]).unwrap();
        dao.vote("alice", id, vote).unwrap();
        match vote {
            Vote::Yes => dao.execute("alice", id).unwrap(),
            _ => dao.close("alice", id).unwrap(),
        };
        assert_eq!(policy(&dao), before);
        assert_eq!(dao.tokens(&pre_propose), 0);
    }
}

#[test]
fn an_inactive_dao_takes_no_proposals_so_the_first_staker_rules_nothing() {
    let count = 1_000u128.into();
    let mut dao = TestDao::on(&rules(), |_, token| {
        let mut msg = instantiate_msg(token, &TIERS);
        msg.active_threshold = Some(ActiveThreshold::AbsoluteCount { count });
        serde_json::to_value(msg).unwrap()
    })
    .unwrap();
    // 3,600 of power, yet 900 tokens.
    dao.stake("alice", 2, 900);
    dao.chain.advance(5);
    assert!(why(dao.propose("alice", &[])).contains("inactive"));
    dao.stake("bob", 0, 100);
    assert!(why(dao.propose("alice", &[])).contains("inactive"));
    dao.chain.advance(5);
    dao.propose("alice", &[]).unwrap();
    // Who holds no stake proposes nothing.
    dao.propose("carol", &[]).unwrap_err();
}
