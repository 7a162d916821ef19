//! What owner and guardian may change, and how far.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use cosmwasm_std::Event;
use cw_ownable::{Action, OwnershipError};
use cw_utils::Duration;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, Params, Tier, MAX_PAUSE};
use qerun_voting::ContractError;

fn config(voting: &mut Voting, days: u64) -> Result<Vec<Event>, ContractError> {
    let duration = Some(Duration::Time(days * DAY));
    voting
        .execute("dao", ExecuteMsg::UpdateConfig { duration })
        .map(|response| response.events)
}

fn set_tiers(voting: &mut Voting, tiers: Vec<Tier>) -> Result<(), ContractError> {
    voting
        .execute("dao", ExecuteMsg::UpdateTiers { tiers })
        .map(|_| ())
}

fn set_params(voting: &mut Voting, half_life: u64, hook_gas: u64) -> Result<(), ContractError> {
    let params = Params {
        half_life,
        hook_gas,
    };
    voting
        .execute("dao", ExecuteMsg::UpdateParams { params })
        .map(|_| ())
}

#[test]
fn config_is_the_unbonding_of_tier_0() {
    let mut voting = Voting::default();
    config(&mut voting, 10).unwrap();
    let expected = serde_json::json!({
        "token_address": addr("token"), "unstaking_duration": {"time": 10 * DAY}
    });
    assert_eq!(voting.ask_json(r#"{"get_config":{}}"#), expected);
    assert_eq!(voting.raw(b"config_v2").unwrap(), expected);
    assert_eq!(
        voting.ask_json(r#"{"tiers":{}}"#)["tiers"][0]["unbonding"],
        10 * DAY
    );
    assert_eq!(voting.raw(b"config"), None);
}

#[test]
fn zero_duration_rejected() {
    let mut voting = Voting::default();
    for duration in [Duration::Time(0), Duration::Height(0)] {
        let duration = Some(duration);
        let result = voting.execute("dao", ExecuteMsg::UpdateConfig { duration });
        assert_eq!(result, Err(ContractError::ZeroDuration {}));
    }
    let born = Voting::with(InstantiateMsg {
        tiers: vec![tier(0, "1")],
        ..init()
    });
    assert!(matches!(
        born.err(),
        Some(ContractError::TierUnbonding { unbonding: 0, .. })
    ));
}

#[test]
fn config_permissions() {
    let mut voting = Voting::default();
    voting.stake("alice", SUPPLY);
    voting.next();
    let before = voting.storage();
    let duration = Some(Duration::Time(20 * DAY));
    // Neither all the power, nor the guardian, nor the token.
    for sender in ["alice", "guardian", "token", "stranger"] {
        let result = voting.execute(sender, ExecuteMsg::UpdateConfig { duration });
        assert_eq!(
            result,
            Err(ContractError::Ownership(OwnershipError::NotOwner))
        );
    }
    assert_eq!(voting.storage(), before);
    voting.dao(ExecuteMsg::UpdateConfig { duration });
}

#[test]
fn unbonding_keeps_above_the_floor_and_outlasts_votes() {
    let mut voting = Voting::default();
    let error = ContractError::TierUnbonding {
        tier: 0,
        unbonding: 6 * DAY,
        min: 7 * DAY,
        max: 126_230_400,
    };
    assert_eq!(config(&mut voting, 6).unwrap_err(), error);
    let none = voting.execute("dao", ExecuteMsg::UpdateConfig { duration: None });
    assert!(matches!(
        none,
        Err(ContractError::TierUnbonding { unbonding: 0, .. })
    ));
    config(&mut voting, 7).unwrap();
    assert_eq!(voting.ask_json(r#"{"tiers":{}}"#)["min_unbonding"], 7 * DAY);
}

#[test]
fn unbonding_is_raised_step_by_step() {
    let mut voting = Voting::default();
    assert!(matches!(
        config(&mut voting, 29),
        Err(ContractError::TierUnbonding { .. })
    ));
    config(&mut voting, 28).unwrap();
    let ready_at = voting.now() + DAY;
    let what = "raise unbonding";
    assert_eq!(
        config(&mut voting, 40),
        Err(ContractError::CoolDown { what, ready_at })
    );
    config(&mut voting, 20).unwrap();
    voting.wait(DAY);
    config(&mut voting, 40).unwrap();
}

#[test]
fn tiers_are_added_and_never_removed_nor_reweighed() {
    let mut voting = Voting::default();
    let mut list = tiers();
    list.push(tier(1_000, "5"));
    set_tiers(&mut voting, list.clone()).unwrap();
    voting.stake_in("alice", 4, 10).unwrap();
    assert_eq!(voting.account("alice").power, uint(50));
    let short = list[..4].to_vec();
    assert!(matches!(
        set_tiers(&mut voting, short),
        Err(ContractError::TierCount { min: 5, .. })
    ));
    list[4].multiplier = dec("6");
    let error = set_tiers(&mut voting, list.clone()).unwrap_err();
    assert!(matches!(
        error,
        ContractError::TierMultiplier { tier: 4, .. }
    ));
    assert_eq!(voting.account("alice").power, uint(50));
}

#[test]
fn params_move_by_at_most_a_factor_of_two_a_day() {
    let mut voting = Voting::default();
    for (half_life, hook_gas, parameter) in [
        (181 * DAY, 1_000_000, "half_life"),
        (44 * DAY, 1_000_000, "half_life"),
        (731 * DAY, 1_000_000, "half_life"),
        (DAY - 1, 1_000_000, "half_life"),
        (90 * DAY, 2_000_001, "hook_gas"),
        (90 * DAY, 499_999, "hook_gas"),
        (90 * DAY, 2_000_002, "hook_gas"),
        (90 * DAY, 199_999, "hook_gas"),
    ] {
        let error = set_params(&mut voting, half_life, hook_gas).unwrap_err();
        assert!(
            matches!(error, ContractError::ParameterOutOfRange { parameter: p, .. } if p == parameter)
        );
    }
    set_params(&mut voting, 180 * DAY, 500_000).unwrap();
    let ready_at = voting.now() + DAY;
    let what = "change parameters";
    let error = set_params(&mut voting, 90 * DAY, 500_000).unwrap_err();
    assert_eq!(error, ContractError::CoolDown { what, ready_at });
    voting.wait(DAY);
    set_params(&mut voting, 90 * DAY, 500_000).unwrap();
    assert_eq!(
        voting.ask_json(r#"{"settings":{}}"#),
        serde_json::json!({
            "params": {"half_life": 90 * DAY, "hook_gas": 500_000},
            "guardian": addr("guardian"),
            "paused_until": 0,
        })
    );
}

#[test]
fn two_step_ownership() {
    let mut voting = Voting::default();
    assert_eq!(
        voting.ask_json(r#"{"ownership":{}}"#)["owner"],
        addr("dao").as_str()
    );
    let transfer = Action::TransferOwnership {
        new_owner: addr("timelock").into(),
        expiry: None,
    };
    voting.dao(ExecuteMsg::UpdateOwnership(transfer));
    let add = |name: &str| ExecuteMsg::AddHook {
        addr: addr(name).into(),
    };
    voting.dao(add("a"));
    let not_yet = voting.execute("timelock", add("b"));
    assert_eq!(
        not_yet,
        Err(ContractError::Ownership(OwnershipError::NotOwner))
    );
    let accept = || ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let other = voting.execute("other", accept());
    assert_eq!(
        other,
        Err(ContractError::Ownership(OwnershipError::NotPendingOwner))
    );
    voting.execute("timelock", accept()).unwrap();
    voting.execute("timelock", add("b")).unwrap();
    let gone = voting.execute("dao", add("c"));
    assert_eq!(
        gone,
        Err(ContractError::Ownership(OwnershipError::NotOwner))
    );
    assert_eq!(
        voting.raw(b"ownership").unwrap()["owner"],
        addr("timelock").as_str()
    );
    // The active threshold stays the DAO's.
    voting.dao(ExecuteMsg::UpdateActiveThreshold {
        new_threshold: None,
    });
}

#[test]
fn the_dao_may_be_another_than_the_sender_and_the_owner_another_than_the_dao() {
    let voting = Voting::with(InstantiateMsg {
        dao: Some(addr("core").into()),
        owner: Some(addr("timelock").into()),
        ..init()
    })
    .unwrap();
    assert_eq!(voting.ask_json(r#"{"dao":{}}"#), addr("core").as_str());
    assert_eq!(
        voting.ask_json(r#"{"ownership":{}}"#)["owner"],
        addr("timelock").as_str()
    );
}

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
    assert_eq!(
        voting.stake_in("alice", 0, 1),
        Err(ContractError::Paused { until })
    );
    assert_eq!(
        voting.raise("alice", 0, 1, 1),
        Err(ContractError::Paused { until })
    );
    voting.unstake("alice", 10).unwrap();
    voting.claim("alice").unwrap();
    assert_eq!(voting.power("alice"), 90);
    voting.wait(DAY);
    voting.stake("alice", 1);
}

#[test]
fn the_guardians_pause_is_one_way_and_has_a_cool_down() {
    let mut voting = Voting::default();
    let max = MAX_PAUSE;
    for duration in [0, MAX_PAUSE + 1] {
        let error = ContractError::PauseDuration { duration, max };
        assert_eq!(pause(&mut voting, "guardian", duration), Err(error));
    }
    pause(&mut voting, "guardian", MAX_PAUSE).unwrap();
    let until = voting.now() + MAX_PAUSE;
    let again = pause(&mut voting, "guardian", 1);
    assert_eq!(again, Err(ContractError::AlreadyPaused { until }));
    assert!(voting.execute("guardian", ExecuteMsg::Unpause {}).is_err());
    voting.wait(MAX_PAUSE);
    voting.stake("alice", 1);
    let ready_at = until + MAX_PAUSE;
    let early = pause(&mut voting, "guardian", 1);
    assert_eq!(
        early,
        Err(ContractError::CoolDown {
            what: "pause",
            ready_at
        })
    );
    voting.wait(MAX_PAUSE);
    pause(&mut voting, "guardian", 1).unwrap();
}

#[test]
fn the_owner_ends_a_pause_and_replaces_the_guardian() {
    let mut voting = Voting::default();
    pause(&mut voting, "guardian", MAX_PAUSE).unwrap();
    voting.dao(ExecuteMsg::Unpause {});
    voting.stake("alice", 1);
    let nothing = voting.execute("dao", ExecuteMsg::Unpause {});
    assert_eq!(nothing, Err(ContractError::NotPaused {}));
    assert!(
        pause(&mut voting, "guardian", 1).is_err(),
        "the cool-down goes on"
    );
    voting.dao(ExecuteMsg::SetGuardian { guardian: None });
    let sender = addr("guardian");
    let gone = pause(&mut voting, "guardian", 1);
    assert_eq!(gone, Err(ContractError::NotGuardian { sender }));
    // The owner's pauses only lengthen: a timelock that is the owner sends the guardian's, too.
    pause(&mut voting, "dao", 10).unwrap();
    pause(&mut voting, "dao", 1).unwrap();
    let until = voting.now() + 10;
    assert_eq!(
        voting.stake_in("alice", 0, 1),
        Err(ContractError::Paused { until })
    );
}
