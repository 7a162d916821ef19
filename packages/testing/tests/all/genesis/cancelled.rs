//! A member leaves: the DAO ends the vesting by a vote through the timelock. What has vested is the member's, the rest is the
//! treasury's. Nobody else can.

use cosmwasm_std::Uint128;
use qerun_messages::timelock::Class;
use qerun_testing::suite::{call, qer, DEPLOYER};
use serde_json::json;

use super::team::{refused, Team, MONTH, YEAR};

#[test]
fn before_the_cliff_a_member_gets_nothing() {
    let mut team = Team::new();
    let before = team.held(&team.timelock.clone());
    team.cancel_at(0, YEAR - 1).unwrap();
    let (anna, timelock, vesting) = (team.anna.clone(), team.timelock.clone(), team.vesting(0));
    assert!(team.held(&anna).is_zero());
    assert!(team.held(&vesting).is_zero());
    assert_eq!(team.held(&timelock) - before, qer("3000000"));
    assert_eq!(
        team.info(0)["status"],
        json!({"canceled": {"owner_withdrawable": "0"}})
    );
    // Nothing vests ever after.
    team.go_to(5 * YEAR);
    refused(team.distribute(0), "request must be <= claimable and > 0");
    // The other member is not touched by it.
    team.distribute(1).unwrap();
    assert_eq!(team.held(&team.ben.clone()), qer("2555555.55"));
}

/// A second later it is a quarter.
#[test]
fn at_the_cliff_it_is_a_quarter() {
    let mut team = Team::new();
    team.cancel_at(0, YEAR).unwrap();
    assert_eq!(team.held(&team.anna.clone()), qer("750000"));
    assert_eq!(team.held(&team.timelock.clone()), qer("2250000"));
}

/// 20 of 48 months: what was paid before counts, and the rest is paid in the same transaction.
#[test]
fn at_month_20_it_is_20_of_48() {
    let mut team = Team::new();
    let (anna, timelock, vesting) = (team.anna.clone(), team.timelock.clone(), team.vesting(0));
    team.go_to(15 * MONTH);
    team.distribute(0).unwrap();
    assert_eq!(team.held(&anna), qer("937500"));
    team.cancel_at(0, 20 * MONTH).unwrap();
    assert_eq!(team.held(&anna), qer("1250000"));
    assert_eq!(team.held(&timelock), qer("1750000"));
    assert!(team.held(&vesting).is_zero());
    team.go_to(5 * YEAR);
    refused(team.distribute(0), "request must be <= claimable and > 0");
    assert_eq!(team.vested(0, 5 * YEAR), qer("1250000"));
    // Once.
    let again = call(&vesting, &json!({"cancel": {}})).unwrap();
    refused(
        team.decide_for(6 * YEAR, vec![again]),
        "payment is cancelled",
    );
}

/// Neither the members nor anyone with another role, nor the DAO itself without the timelock.
#[test]
fn nobody_else_can() {
    let mut team = Team::new();
    let steward = team.at.steward.clone().unwrap();
    let others = [
        team.anna.clone(),
        team.ben.clone(),
        team.voter.clone(),
        team.at.guardian.clone(),
        team.dao.core.clone(),
        team.at.emissions.clone(),
        team.at.voting.clone(),
        steward,
        team.net.home.addr(DEPLOYER),
        team.net.home.addr("eve"),
    ];
    let takes_over = json!({"update_ownership": {"transfer_ownership": {
        "new_owner": team.anna, "expiry": null,
    }}});
    for sender in others {
        for msg in [&json!({"cancel": {}}), &takes_over] {
            refused(
                team.send(&sender, 0, msg),
                "Caller is not the contract's current owner",
            );
        }
        let accept = json!({"update_ownership": "accept_ownership"});
        assert!(team.send(&sender, 0, &accept).is_err());
    }
    assert_eq!(team.info(0)["status"], "funded");
}

/// It waits for three days with a bond, and to give the contract away, or what it would pay, is critical.
#[test]
fn it_is_a_sensitive_decision() {
    let team = Team::new();
    let class = |msg: &serde_json::Value| {
        let messages = vec![call(&team.vesting(1), msg).unwrap()];
        team.class_of(messages).unwrap()
    };
    let cancel = class(&json!({"cancel": {}}));
    assert_eq!(
        (cancel.class, cancel.delay, cancel.bond),
        (Class::Sensitive, 3 * 86_400, Uint128::new(10_000_000_000))
    );
    let give =
        json!({"update_ownership": {"transfer_ownership": {"new_owner": "x", "expiry": null}}});
    assert_eq!(class(&give).class, Class::Critical);
}
