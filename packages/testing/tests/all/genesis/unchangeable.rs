//! A DAO that tries to cut a member's cliff or schedule: there is no message for it, and nobody can put other code in the
//! contract's place. It can end the vesting, which pays what has vested.

use cosmwasm_std::{Addr, WasmMsg};
use qerun_messages::timelock::Class;
use qerun_testing::codes;
use qerun_testing::suite::{call, qer};
use serde_json::{json, Value};

use super::team::{refused, Team, MONTH, YEAR};

/// What the contract says, but for what was paid out.
fn terms(team: &Team) -> Value {
    let mut info = team.info(0);
    info.as_object_mut().unwrap().remove("claimed");
    info
}

#[test]
fn the_owner_has_no_message_that_changes_the_terms() {
    let mut team = Team::new();
    let (timelock, voter) = (team.timelock.clone(), team.voter.clone());
    let before = terms(&team);
    let data = team.net.home.app.contract_data(&team.vesting(0)).unwrap();
    assert_eq!(data.admin, None);
    for msg in [
        json!({"update_schedule": {"schedule": "saturating_linear"}}),
        json!({"update_config": {"cliff": 1}}),
        json!({"update_recipient": {"recipient": voter}}),
        json!({"set_start_time": {"start_time": "0"}}),
        json!({"withdraw": {}}),
    ] {
        refused(team.send(&timelock, 0, &msg), "unknown variant");
    }
    // Those that it has: neither pays anything but what has vested, nor to anyone but the member.
    for (msg, words) in [
        (
            json!({"distribute": {"amount": "1"}}),
            "request must be <= claimable",
        ),
        (
            json!({"withdraw_canceled_payment": {"amount": null}}),
            "payment is not cancelled",
        ),
        (
            json!({"withdraw_canceled_payment": {"amount": "1"}}),
            "payment is not cancelled",
        ),
        (
            json!({"delegate": {"validator": "validator", "amount": "1"}}),
            "only the vest receiver may perform this action",
        ),
        (
            json!({"set_withdraw_address": {"address": timelock}}),
            "only the vest receiver may perform this action",
        ),
        (
            json!({"receive": {"sender": voter, "amount": "3000000000000", "msg": "eyJmdW5kIjp7fX0="}}),
            "sent wrong cw20",
        ),
    ] {
        refused(team.send(&timelock, 0, &msg), words);
    }
    // Nor is it funded a second time.
    let more = team.plan.team[0].amount;
    team.fund_qer(&voter, more).unwrap();
    let vesting = team.vesting(0);
    refused(
        team.send_qer(&voter, &vesting, more, &json!({"fund": {}})),
        "vesting contract has already been funded",
    );
    assert_eq!(terms(&team), before);
}

/// By a vote: the DAO passes the migration to its own code, which the timelock then cannot send.
#[test]
fn no_decision_replaces_the_code() {
    let mut team = Team::new();
    let before = terms(&team);
    let own = team.net.home.store(codes::contract("qerun_airdrop"));
    let migrate = WasmMsg::Migrate {
        contract_addr: team.vesting(0).into_string(),
        new_code_id: own,
        msg: b"{}".into(),
    };
    let messages = vec![migrate.clone().into()];
    assert_eq!(team.class_of(messages).unwrap().class, Class::Critical);
    for sender in [
        team.timelock.clone(),
        team.dao.core.clone(),
        team.anna.clone(),
    ] {
        let sent = team.net.home.send_msg(&sender, migrate.clone());
        refused(sent, "admin");
    }
    let admin = WasmMsg::UpdateAdmin {
        contract_addr: team.vesting(0).into_string(),
        admin: team.timelock.to_string(),
    };
    let timelock = team.timelock.clone();
    assert!(team.net.home.send_msg(&timelock, admin).is_err());
    assert_eq!(terms(&team), before);
}

/// An owner that the DAO names can end the vesting, too, and that is all: the member has what had vested.
#[test]
fn another_owner_changes_no_terms() {
    let mut team = Team::new();
    let (timelock, eve, anna) = (
        team.timelock.clone(),
        team.net.home.addr("eve"),
        team.anna.clone(),
    );
    let give =
        json!({"update_ownership": {"transfer_ownership": {"new_owner": eve, "expiry": null}}});
    team.send(&timelock, 0, &give).unwrap();
    team.send(&eve, 0, &json!({"update_ownership": "accept_ownership"}))
        .unwrap();
    let before = terms(&team);
    team.go_to(20 * MONTH);
    assert_eq!(terms(&team), before);
    team.send(&eve, 0, &json!({"cancel": {}})).unwrap();
    assert_eq!(team.held(&anna), qer("1250000"));
    assert_eq!(team.held(&eve), qer("1750000"));
}

/// Together with other messages it is all or nothing: a DAO that cancels and pays itself what had vested cannot.
#[test]
fn a_cancelled_member_keeps_what_had_vested() {
    let mut team = Team::new();
    let anna: Addr = team.anna.clone();
    let vesting = team.vesting(0);
    let messages = [
        json!({"cancel": {}}),
        json!({"withdraw_canceled_payment": {"amount": "1500000000000"}}),
    ];
    let messages = messages.map(|msg| call(&vesting, &msg).unwrap());
    // The second year is the DAO's alone: no steward need agree to a critical decision.
    let both = team.decide_for(2 * YEAR, messages.to_vec());
    refused(both, "request must be <= claimable");
    assert!(team.held(&anna).is_zero());
    team.distribute(0).unwrap();
    assert_eq!(team.held(&anna), qer("1500000"));
}
