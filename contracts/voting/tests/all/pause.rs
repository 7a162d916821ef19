//! Pauses of staking: one rule for guardian and owner.

use crate::common::*;
use qerun_controls::{PauseError, MAX_PAUSE};
use qerun_messages::voting::ExecuteMsg;
use qerun_voting::ContractError;

fn pause(voting: &mut Voting, who: &str, duration: u64) -> Result<(), ContractError> {
    voting
        .execute(who, ExecuteMsg::Pause { duration })
        .map(|_| ())
}

#[test]
fn a_pause_stops_staking_and_raising_and_nothing_else() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.unstake("alice", 10).unwrap();
    voting.wait(20 * DAY);
    pause(&mut voting, "guardian", DAY).unwrap();
    let until = voting.now() + DAY;
    let paused = || Err(ContractError::Paused { until });
    assert_eq!(voting.stake_in("alice", 0, 1), paused());
    assert_eq!(voting.raise("alice", 0, 1, 1), paused());
    voting.unstake("alice", 10).unwrap();
    voting.claim("alice").unwrap();
    assert_eq!(voting.power("alice"), 90);
    voting.wait(DAY - 1);
    assert_eq!(voting.stake_in("alice", 0, 1), paused());
    voting.wait(1);
    voting.stake("alice", 1);
}

#[test]
fn the_guardians_pause_is_one_way_and_has_a_cool_down() {
    let mut voting = Voting::default();
    let max = MAX_PAUSE;
    for duration in [0, MAX_PAUSE + 1] {
        let error = PauseError::Duration { duration, max };
        assert_eq!(pause(&mut voting, "guardian", duration), Err(error.into()));
    }
    pause(&mut voting, "guardian", MAX_PAUSE).unwrap();
    let until = voting.now() + MAX_PAUSE;
    let again = pause(&mut voting, "guardian", 1);
    assert_eq!(again, Err(PauseError::Running { until }.into()));
    assert!(voting.execute("guardian", ExecuteMsg::Unpause {}).is_err());
    voting.wait(MAX_PAUSE);
    voting.stake("alice", 1);
    let ready_at = until + MAX_PAUSE;
    let early = pause(&mut voting, "guardian", 1);
    assert_eq!(early, Err(PauseError::CoolDown { ready_at }.into()));
    voting.wait(MAX_PAUSE);
    pause(&mut voting, "guardian", 1).unwrap();
}

#[test]
fn the_owner_ends_a_pause_and_replaces_the_guardian() {
    let mut voting = Voting::default();
    pause(&mut voting, "guardian", 3 * DAY).unwrap();
    voting.wait(DAY);
    voting.dao(ExecuteMsg::Unpause {});
    voting.stake("alice", 1);
    let nothing = voting.execute("dao", ExecuteMsg::Unpause {});
    assert_eq!(nothing, Err(ContractError::NotPaused {}));
    // As long as it was declared, from when it was ended.
    let ready_at = voting.now() + 3 * DAY;
    for who in ["guardian", "dao"] {
        let early = pause(&mut voting, who, 1);
        assert_eq!(early, Err(PauseError::CoolDown { ready_at }.into()));
    }
    voting.dao(ExecuteMsg::SetGuardian { guardian: None });
    let gone = pause(&mut voting, "guardian", 1);
    assert_eq!(gone, Err(unauthorized("guardian", "guardian or owner")));
    voting.wait(3 * DAY);
    pause(&mut voting, "dao", 10).unwrap();
    assert_eq!(
        voting.ask_json(r#"{"settings":{}}"#)["paused_until"],
        voting.now() + 10
    );
}

/// A majority that sends one routine pause after the other keeps newcomers out half of the time at most, whether its
/// pauses come as the owner's, the guardian's or in turn.
#[test]
fn staking_cannot_be_closed_for_good() {
    for senders in [
        ["dao", "dao"],
        ["guardian", "guardian"],
        ["dao", "guardian"],
    ] {
        for days in [1, 3, 14] {
            let mut voting = Voting::default();
            let (mut closed, mut open) = (0, 0);
            for hour in 0..24 * 130 {
                let _ = pause(&mut voting, senders[hour % 2], days * DAY);
                match voting.stake_in("eve", 0, 1) {
                    Ok(_) => open += 1,
                    Err(error) => {
                        assert!(matches!(error, ContractError::Paused { .. }));
                        closed += 1;
                    }
                }
                voting.wait(3_600);
            }
            assert!(closed > 0 && closed <= open + 24 * days, "{closed} {open}");
        }
    }
}

/// Ending a pause early and starting another leaves staking open for as long as the first was declared.
#[test]
fn nor_by_ending_a_pause_and_starting_another() {
    let mut voting = Voting::default();
    pause(&mut voting, "dao", 14 * DAY).unwrap();
    voting.wait(1);
    voting.dao(ExecuteMsg::Unpause {});
    let ready_at = voting.now() + 14 * DAY;
    voting.wait(14 * DAY - 1);
    let early = pause(&mut voting, "dao", 1);
    assert_eq!(early, Err(PauseError::CoolDown { ready_at }.into()));
    voting.wait(1);
    pause(&mut voting, "dao", 1).unwrap();
}
