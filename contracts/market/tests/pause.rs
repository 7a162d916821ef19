//! Pauses: what they stop, for how long, and how often.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use cw_ownable::OwnershipError;
use qerun_market::state::PAUSES;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, Pausable, PausesResponse, QueryMsg};

const DAY: u64 = 86_400;

fn unpause(actions: &[Pausable]) -> ExecuteMsg {
    let actions = actions.to_vec();
    ExecuteMsg::Unpause { actions }
}

fn pause(actions: &[Pausable], duration: u64) -> ExecuteMsg {
    let actions = actions.to_vec();
    ExecuteMsg::Pause { actions, duration }
}

#[test]
fn the_guardian_pauses_what_he_names_until_it_ends() {
    let mut market = Market::new();
    let until = market.now() + 14 * DAY;
    let response = market
        .pause("guardian", &[Pausable::Borrow], 14 * DAY)
        .unwrap();
    let guardian = addr("guardian").to_string();
    assert_event(
        &response,
        "pause",
        &[
            ("sender", &guardian),
            ("action", "borrow"),
            ("until", &until.to_string()),
        ],
    );
    let pauses: PausesResponse = market.query(QueryMsg::Pauses {});
    let expected = PausesResponse {
        borrow: until,
        ..Default::default()
    };
    assert_eq!(pauses, expected);
    let action = Pausable::Borrow;
    let paused = ContractError::Paused { action, until };
    let error = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(error, paused);
    assert_eq!(market.max_borrow("alice").amount, int(0));
    let refused = market.quote("alice", 100 * ONE).refused;
    assert_eq!(refused, Some(paused.to_string()));
    market.supply("sam", 1).unwrap();
    market.wait(14 * DAY);
    market.price("qer", "2");
    market.borrow("alice", 100 * ONE).unwrap();
}

#[test]
fn the_guardian_must_then_wait_as_long_as_his_pause_was() {
    let mut market = Market::new();
    let start = market.now();
    market
        .pause("guardian", &[Pausable::Borrow], 2 * DAY)
        .unwrap();
    let ready_at = start + 4 * DAY;
    let cool_down = ContractError::PauseCoolDown {
        action: Pausable::Borrow,
        ready_at,
    };
    for wait in [0, 2 * DAY, 2 * DAY - 1] {
        market.wait(wait);
        let error = market.refused("guardian", &[], pause(&[Pausable::Borrow], 1));
        assert_eq!(error, cool_down);
    }
    // Another action has its own clock; named together, nothing is paused.
    let both = [Pausable::Supply, Pausable::Borrow];
    let error = market.refused("guardian", &[], pause(&both, 1));
    assert_eq!(error, cool_down);
    market.pause("guardian", &[Pausable::Supply], 1).unwrap();
    market.wait(1);
    market.pause("guardian", &[Pausable::Borrow], 10).unwrap();
}

#[test]
fn the_owner_ends_a_pause_and_the_cool_down_goes_on() {
    let mut market = Market::new();
    let start = market.now();
    market.pause("guardian", &[Pausable::Borrow], 10).unwrap();
    let response = market
        .run("owner", &[], unpause(&[Pausable::Borrow]))
        .unwrap();
    let until = &event(&response, "pause").attributes[2];
    assert_eq!(until.value, start.to_string());
    market.borrow("alice", 100 * ONE).unwrap();
    let error = market.refused("guardian", &[], pause(&[Pausable::Borrow], 10));
    let ready_at = start + 10 + DAY;
    let action = Pausable::Borrow;
    assert_eq!(error, ContractError::PauseCoolDown { action, ready_at });
}

#[test]
fn pauses_of_a_second_cannot_follow_block_on_block() {
    let mut market = Market::new();
    let ready_at = market.now() + 1 + DAY;
    market.pause("guardian", &[Pausable::Borrow], 1).unwrap();
    market.wait(5);
    let error = market.refused("guardian", &[], pause(&[Pausable::Borrow], 1));
    let action = Pausable::Borrow;
    assert_eq!(error, ContractError::PauseCoolDown { action, ready_at });
    market.borrow("alice", 100 * ONE).unwrap();
}

#[test]
fn an_owners_pause_costs_the_guardian_nothing_and_he_cannot_shorten_it() {
    let mut market = Market::new();
    let start = market.now();
    let until = |market: &Market| PAUSES.load(&market.deps.storage).unwrap().borrow.until;
    market.pause("owner", &[Pausable::Borrow], 100).unwrap();
    // No cool-down for the guardian, whose pause of another day this is not.
    market.pause("guardian", &[Pausable::Borrow], 10).unwrap();
    assert_eq!(until(&market), start + 100);
    // The owner may pause during a cool-down. His pauses only lengthen, too: a timelock that is the
    // owner sends the guardian's.
    market.pause("owner", &[Pausable::Borrow], 200).unwrap();
    assert_eq!(until(&market), start + 200);
    market.pause("owner", &[Pausable::Borrow], 5).unwrap();
    assert_eq!(until(&market), start + 200);
    // He shortens by ending one.
    market
        .run("owner", &[], unpause(&[Pausable::Borrow]))
        .unwrap();
    market.pause("owner", &[Pausable::Borrow], 5).unwrap();
    assert_eq!(until(&market), start + 5);
    let pauses = PAUSES.load(&market.deps.storage).unwrap();
    assert_eq!(pauses.borrow.ready_at, start + 10 + DAY);
}

#[test]
fn others_bad_lengths_and_bad_lists_are_refused() {
    let mut market = Market::new();
    let sender = addr("eve");
    let one = [Pausable::Borrow];
    let error = market.refused("eve", &[], pause(&one, 1));
    assert_eq!(error, ContractError::NotGuardian { sender });
    for sender in ["eve", "guardian"] {
        let error = market.refused(sender, &[], unpause(&one));
        assert_eq!(error, ContractError::Ownership(OwnershipError::NotOwner));
    }
    let max = 14 * DAY;
    for sender in ["guardian", "owner"] {
        for duration in [0, max + 1, u64::MAX] {
            let error = market.refused(sender, &[], pause(&one, duration));
            assert_eq!(error, ContractError::PauseDuration { duration, max });
        }
        for actions in [vec![], vec![Pausable::Borrow, Pausable::Borrow]] {
            let error = market.refused(sender, &[], pause(&actions, 1));
            assert_eq!(error, ContractError::PauseActions {});
        }
    }
    let error = market.refused("owner", &[], unpause(&[]));
    assert_eq!(error, ContractError::PauseActions {});
}

#[test]
fn without_guardian_the_owner_alone_pauses() {
    let mut market = Market::new();
    let msg = ExecuteMsg::SetGuardian { guardian: None };
    market.run("owner", &[], msg).unwrap();
    let sender = addr("guardian");
    let error = market.refused("guardian", &[], pause(&[Pausable::Supply], 1));
    assert_eq!(error, ContractError::NotGuardian { sender });
    market.pause("owner", &[Pausable::Supply], 1).unwrap();
}
