//! dao-proposal-single over our voting contract: revoting, least voting period, sizes, adversaries.

use qerun_messages::voting::ExecuteMsg;
use qerun_testing::dao::Vote;
use serde_json::json;

use crate::voting::deploy::Rules;
use crate::voting::setup::DAY;
use crate::voting::test_dao::{rules, why, TestDao, INITIAL_BALANCE, PERIOD};

/// Alice 100 and bob 300 in tier 0, carol 100 in tier 2, which is 400.
fn members(rules: &Rules) -> TestDao {
    let mut dao = TestDao::with(rules).unwrap();
    dao.stake("alice", 0, 100);
    dao.stake("bob", 0, 300);
    dao.stake("carol", 2, 100);
    dao.chain.advance(5);
    dao
}

#[test]
fn revoting_moves_the_whole_power_and_decides_at_the_end_alone() {
    let mut dao = members(&Rules {
        revoting: true,
        ..rules()
    });
    let id = dao.propose("alice", &[]).unwrap();
    dao.vote("carol", id, Vote::Yes).unwrap();
    dao.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(dao.tally(id), [700, 0, 0, 800]);
    assert_eq!(dao.status(id), "open", "votes can change still");
    assert!(why(dao.vote("carol", id, Vote::Yes)).contains("already cast"));
    dao.voting(
        "carol",
        &ExecuteMsg::UnstakeFrom {
            tier: 2,
            amount: 100u128.into(),
        },
    )
    .unwrap();
    dao.chain.advance(DAY);
    // With the power of the proposal's height, though all is unstaked.
    dao.vote("carol", id, Vote::No).unwrap();
    assert_eq!(dao.tally(id), [300, 400, 0, 800]);
    dao.chain.advance(PERIOD);
    assert_eq!(dao.status(id), "rejected");
}

#[test]
fn without_revoting_a_vote_is_final_and_counts_once() {
    let mut dao = members(&rules());
    let id = dao.propose("alice", &[]).unwrap();
    dao.vote("bob", id, Vote::Yes).unwrap();
    for vote in [Vote::Yes, Vote::No, Vote::Abstain] {
        assert!(why(dao.vote("bob", id, vote)).contains("already voted"));
    }
    assert_eq!(dao.tally(id), [300, 0, 0, 800]);
}

#[test]
fn nothing_passes_before_the_minimum_voting_period() {
    let mut dao = members(&Rules {
        min_voting_period: Some(DAY),
        ..rules()
    });
    let id = dao.propose("alice", &[]).unwrap();
    for who in ["alice", "bob", "carol"] {
        dao.vote(who, id, Vote::Yes).unwrap();
    }
    dao.chain.advance(DAY - 1);
    assert_eq!(dao.status(id), "open");
    dao.execute("alice", id).unwrap_err();
    dao.chain.advance(1);
    assert_eq!(dao.status(id), "passed");
    dao.execute("alice", id).unwrap();
    let longer = TestDao::with(&Rules {
        min_voting_period: Some(PERIOD + 1),
        ..rules()
    });
    assert!(longer.is_err(), "longer than the vote itself");
}

#[test]
fn proposals_are_at_most_30_000_bytes() {
    let mut dao = members(&rules());
    let (at, alice) = (dao.at.clone(), dao.of("alice"));
    let mut propose = |length: usize| {
        let title = "x".repeat(length);
        at.propose(&mut dao.chain, &alice, &title, &[], None)
    };
    let error = why(propose(30_000));
    // Title and description are the same text; the rest is the same for every proposal.
    let size: usize = error
        .split('(')
        .nth(1)
        .unwrap()
        .split(')')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let rest = size - 60_000;
    assert!(error.contains("must be <= (30000) bytes"), "{error}");
    let longest = (30_000 - rest) / 2;
    assert!(why(propose(longest + 1)).contains("must be <= (30000) bytes"));
    let id = propose(longest).unwrap();
    assert_eq!(dao.status(id), "open");
}

#[test]
fn what_is_open_rejected_or_closed_is_not_executed_and_what_passed_only_once() {
    let mut dao = members(&rules());
    let payment = dao.payment("alice");
    let id = dao
        .propose("alice", std::slice::from_ref(&payment))
        .unwrap();
    assert!(why(dao.execute("alice", id)).contains("not in 'passed'"));
    dao.vote("bob", id, Vote::No).unwrap();
    dao.vote("carol", id, Vote::No).unwrap();
    assert_eq!(dao.status(id), "rejected");
    assert!(why(dao.execute("alice", id)).contains("not in 'passed'"));
    dao.close("alice", id).unwrap();
    assert!(why(dao.execute("alice", id)).contains("not in 'passed'"));
    dao.close("alice", id).unwrap_err();

    let id = dao.propose("alice", &[payment]).unwrap();
    dao.vote("bob", id, Vote::Yes).unwrap();
    dao.vote("carol", id, Vote::Yes).unwrap();
    dao.execute("mallory", id).unwrap();
    let alice = dao.of("alice");
    assert_eq!(dao.tokens(&alice), INITIAL_BALANCE - 100 + 500);
    let core = dao.at.core.clone();
    assert_eq!(dao.tokens(&core), 0);
    // There is enough for it a second time.
    dao.payment("alice");
    assert!(why(dao.execute("mallory", id)).contains("not in 'passed'"));
    assert_eq!(dao.tokens(&core), 500);
}

#[test]
fn a_swing_of_votes_or_stakes_moves_nothing_that_has_passed() {
    let mut dao = members(&rules());
    let id = dao.propose("bob", &[]).unwrap();
    let whale = |dao: &mut TestDao| dao.stake("alice", 2, INITIAL_BALANCE / 2);
    whale(&mut dao);
    dao.vote("bob", id, Vote::Yes).unwrap();
    dao.vote("carol", id, Vote::Yes).unwrap();
    assert_eq!(dao.status(id), "passed");
    // All of the rest against it, with two million of new power.
    dao.chain.advance(5);
    dao.vote("alice", id, Vote::No).unwrap();
    assert_eq!(dao.tally(id), [700, 100, 0, 800]);
    assert_eq!(dao.status(id), "passed");
    dao.execute("bob", id).unwrap();
    assert_eq!(dao.status(id), "executed");
    dao.chain.advance(PERIOD);
    assert_eq!(dao.status(id), "executed");
    assert!(why(dao.vote("bob", id, Vote::No)).contains("expired"));
}

#[test]
fn borrowed_tokens_neither_propose_nor_vote() {
    let mut dao = members(&rules());
    let id = dao.propose("bob", &[]).unwrap();
    // In the block of the stake.
    let (alice, dave) = (dao.of("alice"), dao.of("dave"));
    let transfer = json!({"transfer": {"recipient": dave, "amount": "900000"}});
    let token = dao.token.clone();
    dao.chain.execute(&alice, &token, &transfer, &[]).unwrap();
    dao.stake("dave", 2, 900_000);
    dao.propose("dave", &[]).unwrap_err();
    assert!(why(dao.vote("dave", id, Vote::Yes)).contains("no voting power"));
    // Nor later on a proposal older than the stake.
    dao.chain.advance(5);
    assert!(why(dao.vote("dave", id, Vote::Yes)).contains("no voting power"));
    let id = dao.propose("dave", &[]).unwrap();
    dao.vote("dave", id, Vote::Yes).unwrap();
    assert_eq!(dao.tally(id), [3_600_000, 0, 0, 3_600_800]);
}

#[test]
fn the_same_tokens_vote_once() {
    let mut dao = members(&rules());
    let id = dao.propose("alice", &[]).unwrap();
    dao.vote("bob", id, Vote::Yes).unwrap();
    let amount = 300u128.into();
    dao.voting("bob", &ExecuteMsg::Unstake { amount }).unwrap();
    // Unbonding outlasts the vote: nobody else can stake bob's tokens in time.
    dao.chain.advance(PERIOD - 1);
    dao.voting("bob", &ExecuteMsg::Claim {}).unwrap_err();
    assert_eq!(dao.status(id), "open");
    dao.chain.advance(9 * DAY + 1);
    assert_eq!(dao.status(id), "passed");
    dao.voting("bob", &ExecuteMsg::Claim {}).unwrap();
    assert_eq!(dao.tally(id), [300, 0, 0, 800]);
}
