//! dao-proposal-single over our voting contract: revoting, least voting period, sizes, adversaries.

use qerun_messages::voting::ExecuteMsg;
use qerun_testing::dao::{Rules, Vote};
use serde_json::json;

use crate::voting::house::{rules, why, House, PERIOD, RICHES};
use crate::voting::setup::DAY;

/// Alice 100 and bob 300 in tier 0, carol 100 in tier 2, which is 400.
fn members(rules: &Rules) -> House {
    let mut house = House::with(rules).unwrap();
    house.stake("alice", 0, 100);
    house.stake("bob", 0, 300);
    house.stake("carol", 2, 100);
    house.chain.advance(5);
    house
}

#[test]
fn revoting_moves_the_whole_power_and_decides_at_the_end_alone() {
    let mut house = members(&Rules {
        revoting: true,
        ..rules()
    });
    let id = house.propose("alice", &[]).unwrap();
    house.vote("carol", id, Vote::Yes).unwrap();
    house.vote("bob", id, Vote::Yes).unwrap();
    assert_eq!(house.tally(id), [700, 0, 0, 800]);
    assert_eq!(house.status(id), "open", "votes can change still");
    assert!(why(house.vote("carol", id, Vote::Yes)).contains("already cast"));
    house
        .voting(
            "carol",
            &ExecuteMsg::UnstakeFrom {
                tier: 2,
                amount: 100u128.into(),
            },
        )
        .unwrap();
    house.chain.advance(DAY);
    // With the power of the proposal's height, though all is unstaked.
    house.vote("carol", id, Vote::No).unwrap();
    assert_eq!(house.tally(id), [300, 400, 0, 800]);
    house.chain.advance(PERIOD);
    assert_eq!(house.status(id), "rejected");
}

#[test]
fn without_revoting_a_vote_is_final_and_counts_once() {
    let mut house = members(&rules());
    let id = house.propose("alice", &[]).unwrap();
    house.vote("bob", id, Vote::Yes).unwrap();
    for vote in [Vote::Yes, Vote::No, Vote::Abstain] {
        assert!(why(house.vote("bob", id, vote)).contains("already voted"));
    }
    assert_eq!(house.tally(id), [300, 0, 0, 800]);
}

#[test]
fn nothing_passes_before_the_minimum_voting_period() {
    let mut house = members(&Rules {
        min_voting_period: Some(DAY),
        ..rules()
    });
    let id = house.propose("alice", &[]).unwrap();
    for who in ["alice", "bob", "carol"] {
        house.vote(who, id, Vote::Yes).unwrap();
    }
    house.chain.advance(DAY - 1);
    assert_eq!(house.status(id), "open");
    house.execute("alice", id).unwrap_err();
    house.chain.advance(1);
    assert_eq!(house.status(id), "passed");
    house.execute("alice", id).unwrap();
    let longer = House::with(&Rules {
        min_voting_period: Some(PERIOD + 1),
        ..rules()
    });
    assert!(longer.is_err(), "longer than the vote itself");
}

#[test]
fn proposals_are_at_most_30_000_bytes() {
    let mut house = members(&rules());
    let (dao, alice) = (house.dao.clone(), house.of("alice"));
    let mut propose = |length: usize| {
        let title = "x".repeat(length);
        dao.propose(&mut house.chain, &alice, &title, &[], None)
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
    assert_eq!(house.status(id), "open");
}

#[test]
fn what_is_open_rejected_or_closed_is_not_executed_and_what_passed_only_once() {
    let mut house = members(&rules());
    let payment = house.payment("alice");
    let id = house
        .propose("alice", std::slice::from_ref(&payment))
        .unwrap();
    assert!(why(house.execute("alice", id)).contains("not in 'passed'"));
    house.vote("bob", id, Vote::No).unwrap();
    house.vote("carol", id, Vote::No).unwrap();
    assert_eq!(house.status(id), "rejected");
    assert!(why(house.execute("alice", id)).contains("not in 'passed'"));
    house.close("alice", id).unwrap();
    assert!(why(house.execute("alice", id)).contains("not in 'passed'"));
    house.close("alice", id).unwrap_err();

    let id = house.propose("alice", &[payment]).unwrap();
    house.vote("bob", id, Vote::Yes).unwrap();
    house.vote("carol", id, Vote::Yes).unwrap();
    house.execute("mallory", id).unwrap();
    let alice = house.of("alice");
    assert_eq!(house.tokens(&alice), RICHES - 100 + 500);
    let core = house.dao.core.clone();
    assert_eq!(house.tokens(&core), 0);
    // There is enough for it a second time.
    house.payment("alice");
    assert!(why(house.execute("mallory", id)).contains("not in 'passed'"));
    assert_eq!(house.tokens(&core), 500);
}

#[test]
fn a_swing_of_votes_or_stakes_moves_nothing_that_has_passed() {
    let mut house = members(&rules());
    let id = house.propose("bob", &[]).unwrap();
    let whale = |house: &mut House| house.stake("alice", 2, RICHES / 2);
    whale(&mut house);
    house.vote("bob", id, Vote::Yes).unwrap();
    house.vote("carol", id, Vote::Yes).unwrap();
    assert_eq!(house.status(id), "passed");
    // All of the rest against it, with two million of new power.
    house.chain.advance(5);
    house.vote("alice", id, Vote::No).unwrap();
    assert_eq!(house.tally(id), [700, 100, 0, 800]);
    assert_eq!(house.status(id), "passed");
    house.execute("bob", id).unwrap();
    assert_eq!(house.status(id), "executed");
    house.chain.advance(PERIOD);
    assert_eq!(house.status(id), "executed");
    assert!(why(house.vote("bob", id, Vote::No)).contains("expired"));
}

#[test]
fn borrowed_tokens_neither_propose_nor_vote() {
    let mut house = members(&rules());
    let id = house.propose("bob", &[]).unwrap();
    // In the block of the stake.
    let (alice, dave) = (house.of("alice"), house.of("dave"));
    let transfer = json!({"transfer": {"recipient": dave, "amount": "900000"}});
    let token = house.token.clone();
    house.chain.execute(&alice, &token, &transfer, &[]).unwrap();
    house.stake("dave", 2, 900_000);
    house.propose("dave", &[]).unwrap_err();
    assert!(why(house.vote("dave", id, Vote::Yes)).contains("no voting power"));
    // Nor later on a proposal older than the stake.
    house.chain.advance(5);
    assert!(why(house.vote("dave", id, Vote::Yes)).contains("no voting power"));
    let id = house.propose("dave", &[]).unwrap();
    house.vote("dave", id, Vote::Yes).unwrap();
    assert_eq!(house.tally(id), [3_600_000, 0, 0, 3_600_800]);
}

#[test]
fn the_same_tokens_vote_once() {
    let mut house = members(&rules());
    let id = house.propose("alice", &[]).unwrap();
    house.vote("bob", id, Vote::Yes).unwrap();
    let amount = 300u128.into();
    house
        .voting("bob", &ExecuteMsg::Unstake { amount })
        .unwrap();
    // Unbonding outlasts the vote: nobody else can stake bob's tokens in time.
    house.chain.advance(PERIOD - 1);
    house.voting("bob", &ExecuteMsg::Claim {}).unwrap_err();
    assert_eq!(house.status(id), "open");
    house.chain.advance(9 * DAY + 1);
    assert_eq!(house.status(id), "passed");
    house.voting("bob", &ExecuteMsg::Claim {}).unwrap();
    assert_eq!(house.tally(id), [300, 0, 0, 800]);
}
