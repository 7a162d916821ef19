//! A second instance over an LP token with 18 decimals, one tier and no unbonding.

use crate::common::*;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg};

/// 100 million LP tokens with 18 decimals.
const LARGE: u128 = 100_000_000_000_000_000_000_000_000;

fn lp() -> Voting {
    let voting = Voting::with(InstantiateMsg {
        tiers: vec![tier(0, "1")],
        min_unbonding: 0,
        ..init()
    })
    .unwrap();
    voting.set_supply(LARGE);
    voting
}

#[test]
fn one_tier_serves_liquidity_rewards() {
    let mut voting = lp();
    let hook = addr("rewards").into();
    voting.dao(ExecuteMsg::AddHook { addr: hook });
    assert_eq!(told(&voting.stake("alice", LARGE)).len(), 1);
    voting.next();
    assert_eq!((voting.power("alice"), voting.total()), (LARGE, LARGE));
    assert!(voting.stake_in("alice", 1, 1).is_err());
    voting.unstake("alice", LARGE).unwrap();
    assert_eq!(voting.paid("alice"), LARGE);
    voting.next();
    assert_eq!(voting.total(), 0);
}

#[test]
fn reputation_of_eighteen_decimals() {
    let mut voting = lp();
    voting.stake("alice", LARGE);
    voting.wait(90 * DAY);
    assert_eq!(voting.reputation("alice"), LARGE / 2);
    voting.wait(36_500 * DAY);
    let late = voting.reputation("alice");
    assert!(late <= LARGE && LARGE - late <= 1);
}
