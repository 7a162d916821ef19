//! Pauses: what they stop, for how long, and how often.

use crate::common::*;
use cosmwasm_std::Addr;
use cw_ownable::OwnershipError;
use qerun_controls::AccessError;
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

/// One rule for guardian and owner.
#[test]
fn g3_nobody_pauses_again_before_as_long_has_passed_as_the_pause_was() {
    for first in ["guardian", "owner"] {
        let mut market = Market::new();
        let (until, action) = (market.now() + 2 * DAY, Pausable::Borrow);
        market.pause(first, &[Pausable::Borrow], 2 * DAY).unwrap();
        let ready_at = until + 2 * DAY;
        for second in ["guardian", "owner"] {
            for duration in [1, 14 * DAY] {
                let error = market.refused(second, &[], pause(&[Pausable::Borrow], duration));
                assert_eq!(error, ContractError::PauseRuns { action, until });
            }
        }
        for wait in [2 * DAY, 2 * DAY - 1] {
            market.wait(wait);
            for second in ["guardian", "owner"] {
                let error = market.refused(second, &[], pause(&[Pausable::Borrow], 1));
                assert_eq!(error, ContractError::PauseCoolDown { action, ready_at });
                // Named together, nothing is paused.
                let both = [Pausable::Supply, Pausable::Borrow];
                market.refused(second, &[], pause(&both, 1));
            }
        }
        // Another action has its own clock.
        market.pause("guardian", &[Pausable::Supply], 1).unwrap();
        market.wait(1);
        market.pause("owner", &[Pausable::Borrow], 10).unwrap();
    }
}

#[test]
fn g3_the_owner_ends_a_pause_and_the_cool_down_counts_from_then() {
    let mut market = Market::new();
    market
        .pause("guardian", &[Pausable::Borrow], 3 * DAY)
        .unwrap();
    market.wait(100);
    let ended = market.now();
    let response = market
        .run("owner", &[], unpause(&[Pausable::Borrow]))
        .unwrap();
    let until = &event(&response, "pause").attributes[2];
    assert_eq!(until.value, ended.to_string());
    market.borrow("alice", 100 * ONE).unwrap();
    let (ready_at, action) = (ended + 3 * DAY, Pausable::Borrow);
    for sender in ["guardian", "owner"] {
        let error = market.refused(sender, &[], pause(&[Pausable::Borrow], 10));
        assert_eq!(error, ContractError::PauseCoolDown { action, ready_at });
    }
    market.wait(3 * DAY);
    market.pause("guardian", &[Pausable::Borrow], 10).unwrap();
    // To end one that is over changes nothing.
    market.wait(50);
    let before = market.dump();
    market
        .run("owner", &[], unpause(&[Pausable::Borrow]))
        .unwrap();
    assert_eq!(market.dump(), before);
}

#[test]
fn g3_pauses_of_a_second_cannot_follow_block_on_block() {
    let mut market = Market::new();
    let ready_at = market.now() + 1 + DAY;
    market.pause("guardian", &[Pausable::Borrow], 1).unwrap();
    market.wait(5);
    let error = market.refused("guardian", &[], pause(&[Pausable::Borrow], 1));
    let action = Pausable::Borrow;
    assert_eq!(error, ContractError::PauseCoolDown { action, ready_at });
    market.borrow("alice", 100 * ONE).unwrap();
}

/// However guardian and owner take turns.
#[test]
fn g3_pauses_leave_half_the_time() {
    let mut market = Market::new();
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    let (hours, mut paused) = (200 * 24, 0);
    for hour in 0..hours {
        let sender = if hour % 2 == 0 { "guardian" } else { "owner" };
        let _ = market.pause(sender, &all, 14 * DAY);
        let error = market.borrow("alice", 0).unwrap_err();
        paused += u64::from(matches!(error, ContractError::Paused { .. }));
        market.wait(3_600);
    }
    assert!(paused > 80 * 24 && paused * 100 <= hours * 57, "{paused}");
}

fn not_guardian(sender: Addr) -> ContractError {
    let role = "guardian or owner";
    ContractError::Access(AccessError::Unauthorized { sender, role })
}

#[test]
fn others_bad_lengths_and_bad_lists_are_refused() {
    let mut market = Market::new();
    let sender = addr("eve");
    let one = [Pausable::Borrow];
    let error = market.refused("eve", &[], pause(&one, 1));
    assert_eq!(error, not_guardian(sender));
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
    assert_eq!(error, not_guardian(sender));
    market.pause("owner", &[Pausable::Supply], 1).unwrap();
}
