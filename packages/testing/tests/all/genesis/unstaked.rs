//! A member cannot stake what has not vested: cw-vesting delegates the chain's own staking coin alone, and sends nothing
//! anywhere but to the member and, once cancelled, to the owner. So the team has no vote before its cliff.

use cosmwasm_std::Uint128;
use qerun_testing::suite::qer;
use serde_json::json;

use super::team::{refused, Team, YEAR};

#[test]
fn a_member_cannot_stake_what_has_not_vested() {
    let mut team = Team::new();
    let (anna, vesting) = (team.anna.clone(), team.vesting(0));
    let voting = team.at.voting.clone();
    // To a validator.
    let delegate = json!({"delegate": {"validator": "validator", "amount": "1000000"}});
    refused(
        team.send(&anna, 0, &delegate),
        "vesting denom may not be staked",
    );
    // In voting: there is no message for it, and the official contract has none that sends elsewhere.
    for msg in [
        json!({"stake": {}}),
        json!({"send": {"contract": voting, "amount": "1000000", "msg": "eyJzdGFrZSI6e319"}}),
        json!({"execute": {"msgs": []}}),
    ] {
        refused(team.send(&anna, 0, &msg), "unknown variant");
    }
    // What it takes is the whole amount, once: QER that somebody sends is not staked through it either.
    let (token, voter) = (team.at.token.clone(), team.voter.clone());
    let stake = json!({"stake": {}});
    let sent = team.send_qer(&voter, &vesting, qer("1"), &stake);
    refused(sent, "unknown variant");
    // Neither contract nor member has a vote.
    let height = team.net.home.app.block_info().height + 1;
    for who in [&vesting, &anna] {
        assert!(team.power_at(who.as_str(), height).unwrap().is_zero());
    }
    assert_eq!(team.total_power_at(height).unwrap(), qer("1500000"));
    let balance = json!({"balance": {"address": vesting}});
    let held: serde_json::Value = team.net.home.query(&token, &balance).unwrap();
    assert_eq!(held["balance"], "3000000000000");
}

/// What has vested is QER like any other.
#[test]
fn what_has_vested_can_be_staked() {
    let mut team = Team::new();
    team.go_to(YEAR);
    team.distribute(0).unwrap();
    let anna = team.anna.clone();
    team.stake(&anna, qer("750000"), None).unwrap();
    team.net.advance(6);
    let height = team.net.home.app.block_info().height;
    assert_eq!(team.power_at(anna.as_str(), height).unwrap(), qer("750000"));
    let more = team.stake(&anna, Uint128::one(), None);
    assert!(more.is_err());
}
