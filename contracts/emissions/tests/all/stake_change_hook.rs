//! A voting contract announces a change of power: what is due goes out before.

use crate::common::*;
use cosmwasm_std::to_json_vec;
use qerun_controls::AccessError;
use qerun_emissions::ContractError;
use qerun_messages::emissions::ExecuteMsg;
use qerun_messages::voting::{StakeChangedExecuteMsg, StakeChangedHookMsg};
use qerun_mocks::{attribute, event, DAY};

#[test]
fn releases_the_streams_of_the_caller() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    let response = emissions.hook("voting").unwrap();
    assert_eq!(funded(&response), [(5, 8_640)]);
    let released = event(&response, "qerun-emissions/release");
    assert_eq!(attribute(released, "sender"), addr("voting").as_str());
    let response = emissions.hook("official staking").unwrap();
    assert_eq!(funded(&response), [(6, 864)]);
}

#[test]
fn nothing_due_or_too_little_power_is_no_error() {
    let mut emissions = Emissions::default();
    emissions.power("voting", 999);
    for time in [BEGIN - 1, BEGIN, BEGIN + DAY] {
        emissions.at(time);
        let before = emissions.storage();
        let response = emissions.hook("voting").unwrap();
        assert!(response.messages.is_empty() && response.events.is_empty());
        assert_eq!(emissions.storage(), before);
    }
    emissions.power("voting", 1_000);
    assert_eq!(funded(&emissions.hook("voting").unwrap()), [(5, 8_640)]);
    // Twice in a block, as two people stake.
    assert!(emissions.hook("voting").unwrap().messages.is_empty());
    // Where nothing is due the power does not matter.
    emissions.break_voting("voting");
    assert!(emissions.hook("voting").unwrap().messages.is_empty());
}

/// Else power would change while what was earned before is not paid: voting undoes a gain.
#[test]
fn fails_where_the_power_cannot_be_known() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    emissions.break_voting("voting");
    let before = emissions.storage();
    assert!(matches!(
        emissions.hook("voting"),
        Err(ContractError::Std(_))
    ));
    assert_eq!(emissions.storage(), before);
}

#[test]
fn from_nobody_else() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    // The contract that only answers the powers announces nothing.
    for name in ["official voting", "alice", "timelock", "distributor"] {
        let wanted = ContractError::Access(AccessError::Unauthorized {
            sender: addr(name),
            role: "hook caller of a stream",
        });
        emissions.refused(name, hook(), &wanted);
    }
}

#[test]
fn is_what_voting_sends() {
    let (addr, amount) = (addr("alice"), uint(7));
    for told in [
        StakeChangedHookMsg::Stake {
            addr: addr.clone(),
            amount,
        },
        StakeChangedHookMsg::Unstake { addr, amount },
    ] {
        let sent = to_json_vec(&StakeChangedExecuteMsg::StakeChangeHook(told.clone())).unwrap();
        let read: ExecuteMsg = cosmwasm_std::from_json(sent).unwrap();
        assert_eq!(read, ExecuteMsg::StakeChangeHook(told));
    }
}
