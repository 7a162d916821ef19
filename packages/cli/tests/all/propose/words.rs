//! How contracts, times and amounts are named.

use super::{deployed, whole};
use cosmwasm_std::{CosmosMsg, Uint128, WasmMsg};
use qerun::propose::{format_duration, format_qer, read, PlannedRegistry, ProposeError, Registry};
use qerun_messages::timelock::Class;

#[test]
fn d4_words() {
    let (world, at) = deployed("d4-words");
    for (seconds, wanted) in [
        (0, "no time"),
        (1, "1 second"),
        (90, "1 minute 30 seconds"),
        (86_400, "1 day"),
        (259_200, "3 days"),
        (129_661, "1 day 12 hours 1 minute 1 second"),
    ] {
        assert_eq!(format_duration(seconds), wanted);
    }
    for (amount, wanted) in [
        (0u128, "0 QER"),
        (1, "0.000001 QER"),
        (1_000_000, "1 QER"),
        (1_234_567_500_000, "1,234,567.5 QER"),
        (999_000_000, "999 QER"),
    ] {
        assert_eq!(format_qer(Uint128::new(amount), &world.plan), wanted);
    }
    // The steward's approval is named where it is asked for; the local net begins in the stage bootstrap.
    let planned = PlannedRegistry::new(&world.plan, &at, 5).unwrap();
    let call = read(r#"market={"flush":{}}"#, &world.plan, &at).unwrap();
    let mut answer = planned.class_of(&[call.message]).unwrap();
    assert!(!qerun::propose::describe(&answer, &world.plan).contains("approval"));
    answer.co_sign = true;
    let wanted =
        "critical: a bond of 50,000 QER, then waits 20 seconds, and the steward's approval";
    assert_eq!(qerun::propose::describe(&answer, &world.plan), wanted);
    assert_eq!(
        qerun::propose::format_time(1_700_000_000),
        "2023-11-14 22:13:20 UTC (1700000000)"
    );
}

/// Emissions, the voting over the LP token and the members' contracts have their names in a message as the others have.
#[test]
fn contracts_of_the_distribution_have_names() {
    let (world, state, at) = whole("propose-names");
    let plan = &world.plan;
    let planned = PlannedRegistry::new(plan, &at, 1_700_000_000).unwrap();
    for (name, msg, class) in [
        (
            "emissions",
            r#"{"set_rate":{"stream":"lock","rate":"0.5"}}"#,
            Class::Routine,
        ),
        ("liquidity_voting", r#"{"unpause":{}}"#, Class::Sensitive),
        (
            "liquidity_voting",
            r#"{"remove_hook":{"addr":"x"}}"#,
            Class::Critical,
        ),
        ("vesting-frank", r#"{"cancel":{}}"#, Class::Sensitive),
        (
            "vesting-erin",
            r#"{"withdraw_canceled_payment":{"amount":"5"}}"#,
            Class::Critical,
        ),
    ] {
        let call = read(&format!("{name}={msg}"), plan, &at).unwrap();
        let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, .. }) = &call.message else {
            panic!("{call:?}");
        };
        assert_eq!(*contract_addr, state.chain.home.contracts[name]);
        assert_eq!(call.contract, name);
        let answer = planned.class_of(&[call.message]).unwrap();
        assert_eq!(answer.class, class, "{name} {msg}");
    }
    for (message, wanted) in [
        (r#"emissions={"set_rate":{"stream":"lock"}}"#, "emissions does not know it: "),
        (r#"liquidity_voting={"borrow":{}}"#, "liquidity_voting does not know it: "),
        (r#"vesting-frank={"cancel":{"now":true}}"#, "vesting-frank does not know it: "),
        (r#"vesting-frank={"delegate":{"validator":"x","amount":"1"}}"#, "vesting-frank does not know it: "),
        (
            r#"vesting-eve={"cancel":{}}"#,
            "`vesting-eve` is none of this deployment's contracts (token, voting, timelock, oracle, market, reserve, emissions, \
             liquidity_voting, vesting-erin, vesting-frank), and no address that begins with home1",
        ),
        (r#"vesting={"cancel":{}}"#, "`vesting` is none of"),
        (r#"vesting-NAME={"cancel":{}}"#, "`vesting-NAME` is none of"),
    ] {
        let error = read(message, plan, &at).unwrap_err().to_string();
        assert!(error.contains(wanted), "{message}: {error}");
    }
    // A deployment without them has no such names.
    let (world, at) = deployed("propose-names-plain");
    for name in ["emissions", "liquidity_voting", "vesting-frank"] {
        let error = read(&format!("{name}={{\"x\":{{}}}}"), &world.plan, &at).unwrap_err();
        assert!(matches!(error, ProposeError::Contract { .. }), "{error}");
    }
}
