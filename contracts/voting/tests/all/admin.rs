//! What owner and guardian may change, and how far.

use crate::common::*;
use cosmwasm_std::Event;
use cw_ownable::{Action, OwnershipError};
use cw_utils::Duration;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, Params};
use qerun_voting::ContractError;

fn config(voting: &mut Voting, days: u64) -> Result<Vec<Event>, ContractError> {
    let duration = Some(Duration::Time(days * DAY));
    voting
        .execute("dao", ExecuteMsg::UpdateConfig { duration })
        .map(|response| response.events)
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
    let duration = Some(Duration::Time(15 * DAY));
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
        max: 15 * DAY + DAY * 4 / 10,
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
fn params_move_by_at_most_a_factor_of_two_a_day() {
    let mut voting = Voting::default();
    for half_life in [181 * DAY, 44 * DAY] {
        let error = too_far("half_life", half_life, 45 * DAY, 180 * DAY);
        assert_eq!(set_params(&mut voting, half_life, 1_000_000), Err(error));
    }
    for half_life in [731 * DAY, DAY - 1] {
        let error = out_of_bounds("half_life", half_life, DAY, 730 * DAY);
        assert_eq!(set_params(&mut voting, half_life, 1_000_000), Err(error));
    }
    let error = too_far("hook_gas", 499_999, 500_000, 2_000_000);
    assert_eq!(set_params(&mut voting, 90 * DAY, 499_999), Err(error));
    for hook_gas in [2_000_001, 2_000_002, 199_999] {
        let error = out_of_bounds("hook_gas", hook_gas, 200_000, 2_000_000);
        assert_eq!(set_params(&mut voting, 90 * DAY, hook_gas), Err(error));
    }
    set_params(&mut voting, 180 * DAY, 500_000).unwrap();
    let ready_at = voting.now() + DAY;
    let error = set_params(&mut voting, 90 * DAY, 500_000).unwrap_err();
    assert_eq!(error, cool_down(ready_at));
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
