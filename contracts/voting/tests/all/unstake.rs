//! Unstaking and claims.

use crate::common::*;
use cosmwasm_std::Uint128;
use cw_utils::Duration;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, MAX_CLAIMS};
use qerun_voting::ContractError;

#[test]
fn unstaked_tokens_wait_their_tiers_unbonding() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.stake_in("alice", 2, 40).unwrap();
    voting.next();
    let now = voting.now();
    voting.unstake("alice", 30).unwrap();
    voting.unstake_from("alice", 2, 10).unwrap();
    let releases = [(30, now + 14 * DAY), (10, now + 365 * DAY)];
    assert_eq!(voting.claims("alice"), releases);
    assert_eq!(voting.account("alice").stakes, [70, 0, 30, 0].map(uint));
    assert_eq!(voting.power("alice"), 200, "until the next block");
    voting.next();
    assert_eq!(voting.power("alice"), 145);
    assert_eq!(voting.totals(), (100, 145));
}

#[test]
fn claims_maturing() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.unstake("alice", 30).unwrap();
    voting.wait(DAY);
    voting.unstake("alice", 20).unwrap();
    voting.wait(13 * DAY - 1);
    assert_eq!(voting.claim("alice"), Err(ContractError::NothingToClaim {}));
    voting.wait(1);
    voting.claim("alice").unwrap();
    assert_eq!(voting.paid("alice"), 30);
    assert_eq!(voting.claim("alice"), Err(ContractError::NothingToClaim {}));
    voting.wait(DAY);
    voting.claim("alice").unwrap();
    assert_eq!(voting.paid("alice"), 50);
    assert!(voting.claims("alice").is_empty());
}

#[test]
fn double_unstake_in_one_block() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.next();
    voting.unstake("alice", 10).unwrap();
    voting.unstake("alice", 15).unwrap();
    assert_eq!(voting.power("alice"), 100);
    voting.next();
    assert_eq!((voting.power("alice"), voting.total()), (75, 75));
    assert_eq!(voting.claims("alice").len(), 2);
}

#[test]
fn stake_and_unstake_in_one_block_leave_no_trace_of_power() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.unstake("alice", 100).unwrap();
    for height in HEIGHT - 1..HEIGHT + 3 {
        assert_eq!(
            (voting.power_at("alice", height), voting.total_at(height)),
            (0, 0)
        );
    }
}

#[test]
fn plain_unstake_spends_tier_0_and_fails_clearly_otherwise() {
    let mut voting = Voting::default();
    voting.stake("alice", 10);
    voting.stake_in("alice", 1, 90).unwrap();
    let before = voting.storage();
    let error = voting.unstake("alice", 11).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tier 0 holds 10, not 11: name another tier with unstake_from"
    );
    assert_eq!(voting.storage(), before);
    voting.unstake("alice", 10).unwrap();
    assert_eq!(voting.account("alice").staked, uint(90));
}

#[test]
fn claim_count_limit_and_recovery() {
    let mut voting = Voting::default();
    voting.stake("alice", 1_000);
    voting.stake("bob", 10);
    for _ in 0..MAX_CLAIMS {
        voting.unstake("alice", 1).unwrap();
    }
    let full = || Err(ContractError::TooManyClaims { max: MAX_CLAIMS });
    assert_eq!(voting.unstake("alice", 1), full());
    assert_eq!(voting.unstake_from("alice", 0, 1), full());
    voting.unstake("bob", 1).unwrap();
    voting.wait(14 * DAY);
    assert_eq!(voting.unstake("alice", 1), full(), "matured ones count too");
    voting.claim("alice").unwrap();
    voting.unstake("alice", 1).unwrap();
    assert_eq!(voting.paid("alice"), MAX_CLAIMS as u128);
}

#[test]
fn a_longer_unbonding_leaves_present_claims_alone() {
    let mut voting = Voting::default();
    voting.stake("alice", 10);
    voting.unstake("alice", 4).unwrap();
    let claims = voting.claims("alice");
    voting.dao(ExecuteMsg::UpdateConfig {
        duration: Some(Duration::Time(15 * DAY)),
    });
    assert_eq!(voting.claims("alice"), claims);
    voting.unstake("alice", 6).unwrap();
    assert_eq!(voting.claims("alice")[1], (6, voting.now() + 15 * DAY));
}

#[test]
fn without_unbonding_tokens_come_back_at_once() {
    let mut voting = Voting::with(InstantiateMsg {
        tiers: vec![tier(0, "1"), tier(90, "2")],
        min_unbonding: 0,
        ..init()
    })
    .unwrap();
    voting.stake("alice", 10);
    voting.stake_in("alice", 1, 10).unwrap();
    voting.next();
    voting.unstake("alice", 4).unwrap();
    assert_eq!(voting.paid("alice"), 4);
    assert!(voting.claims("alice").is_empty());
    assert_eq!(
        voting.raw(b"config_v2").unwrap()["unstaking_duration"],
        serde_json::Value::Null
    );
    voting.unstake_from("alice", 1, 10).unwrap();
    assert_eq!(voting.paid("alice"), 4);
    assert_eq!(voting.claims("alice").len(), 1);
}

#[test]
fn nothing_of_anothers_can_be_taken() {
    let mut voting = Voting::default();
    voting.stake("alice", 10);
    voting.unstake("alice", 5).unwrap();
    voting.wait(14 * DAY);
    let staked = Uint128::zero();
    let amount = uint(1);
    let error = voting.unstake("bob", 1).unwrap_err();
    assert_eq!(
        error,
        ContractError::NotEnoughStaked {
            tier: 0,
            staked,
            amount
        }
    );
    assert_eq!(voting.claim("bob"), Err(ContractError::NothingToClaim {}));
}
