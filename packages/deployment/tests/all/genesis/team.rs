//! The team: its members, what vests to each and when, and the contracts that it vests from.

use super::{deployment, member, refused, sent};
use crate::plan::{file, lines};
use cosmwasm_std::{from_json, Uint128, WasmMsg};
use qerun_deployment::plan::MemberPlan;
use qerun_deployment::{Contract, Plan, Step};
use qerun_messages::token;
use serde_json::{json, Value};

#[test]
fn team() {
    refused(&[
        (
            |p| p.team[0].amount += Uint128::one(),
            "shares.team: its members add up to 16666666650001",
        ),
        (
            |p| p.team[1].amount = Uint128::zero(),
            "team[1].amount: must not be zero",
        ),
        (
            |p| p.team[1].name = "frank".into(),
            "team[1].name: `frank` is there twice",
        ),
        (
            |p| p.team[1].name = "Frank".into(),
            "team[1].name: `Frank` is not 1 to 16 of a-z, 0-9 and -",
        ),
        (|p| p.team[1].name = String::new(), "team[1].name: `` is not 1 to 16"),
        (
            |p| p.team[1].name = "a".repeat(17),
            "team[1].name: `aaaaaaaaaaaaaaaaa` is not 1 to 16",
        ),
        (
            |p| p.team[1].address = p.team[0].address.clone(),
            "team[1].address: `home1tzfnvs9qdj5nfgjurqptwl96l8jczk88rx7k4t` is there twice",
        ),
        (
            |p| p.team[1].address = p.team[0].address.to_uppercase(),
            "team[1].address: is written in capitals",
        ),
        (
            |p| p.team[1].address = p.outpost.owner.clone(),
            "team[1].address: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address with the prefix `home`",
        ),
        (|p| p.team[1].cliff = 0, "team[1].cliff: 0 s is less than 2 s: nothing vests before it"),
        (|p| p.team[1].cliff = 1, "team[1].cliff: 1 s is less than 2 s"),
        (
            |p| p.team[1].cliff = 481,
            "team[1].cliff: 481 s is more than 480 s: it is part of the duration",
        ),
        (
            |p| p.team[1].duration = 630_720_001,
            "team[1].duration: 630720001 s is more than 630720000 s: it would hardly ever vest",
        ),
        (
            |p| p.team = (0..33).map(member).collect(),
            "team: 33 are more than 32: each is a contract",
        ),
    ]);
    let mut plan = file();
    let all = plan.team_total();
    plan.team = (0..32).map(member).collect();
    plan.team[31].amount = all - Uint128::new(31);
    plan.team[31].name = "abcdefghijklm-16".into();
    (plan.team[30].cliff, plan.team[30].duration) = (2, 2);
    assert_eq!(lines(plan), Vec::<String>::new());
}

/// Nothing before the cliff, at the cliff what a straight line from the start gives, rounded down, and all at the end.
#[test]
fn a_members_schedule() {
    let of = |amount: u128, cliff, duration| {
        let plan = MemberPlan {
            amount: Uint128::new(amount),
            cliff,
            duration,
            ..member(1)
        };
        let points = plan.schedule().into_iter();
        points
            .map(|(at, amount)| (at, amount.u128()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(48, 12, 48), [(11, 0), (12, 12), (48, 48)]);
    assert_eq!(of(100, 1, 3), [(0, 0), (1, 33), (3, 100)]);
    assert_eq!(of(1, 2, 7), [(1, 0), (2, 0), (7, 1)]);
    assert_eq!(of(7, 5, 5), [(4, 0), (5, 7)]);
    assert_eq!(
        of(u128::MAX, 31_536_000, 126_144_000),
        [
            (31_535_999, 0),
            (31_536_000, u128::MAX / 4),
            (126_144_000, u128::MAX)
        ]
    );
}

#[test]
fn nothing_stays_with_a_deployer_who_is_a_member() {
    let plan = Plan::check(file()).unwrap();
    let found = plan.left_with(&plan.team[0].address, "dex1x");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        found
            .contains(&"team[0].address: is the deployer, in whose hands nothing stays".to_owned()),
        "{found:?}"
    );
}

/// A contract of the DAO's that nobody can migrate, and the message by which the deployer fills it.
#[test]
fn a_member_has_a_vesting_contract() {
    let plan = file();
    let (deployment, contract) = (deployment(&plan), Contract::Vesting(1));
    let WasmMsg::Instantiate2 {
        admin,
        label,
        msg,
        funds,
        salt,
        ..
    } = sent(&plan, Step::Instantiate { contract })
    else {
        panic!();
    };
    assert_eq!(
        (admin, label.as_str(), funds.len()),
        (None, "localnet vesting-erin", 0)
    );
    assert_eq!(salt.as_slice(), b"qerun/localnet/vesting-erin");
    let msg: Value = from_json(msg).unwrap();
    assert_eq!(
        msg,
        json!({
            "owner": deployment.predicted(Contract::Timelock),
            "recipient": "home1nxve58rs5hwgqrz9fp6gamy3m64qxdmq7n464h",
            "title": "Qerun team: erin",
            "description": null,
            "total": "6666666650000",
            "denom": {"cw20": deployment.predicted(Contract::Token)},
            "schedule": {"piecewise_linear": [[119, "0"], [120, "1666666662500"], [480, "6666666650000"]]},
            "start_time": null,
            "vesting_duration_seconds": 480,
            "unbonding_duration_seconds": 0,
        })
    );
    let WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    } = sent(&plan, Step::FundVesting { place: 1 })
    else {
        panic!();
    };
    assert_eq!(contract_addr, deployment.predicted(Contract::Token));
    assert!(funds.is_empty());
    let msg: token::ExecuteMsg = from_json(msg).unwrap();
    let token::ExecuteMsg::Send {
        contract,
        amount,
        msg,
    } = msg
    else {
        panic!("{msg:?}");
    };
    assert_eq!(contract, deployment.predicted(Contract::Vesting(1)));
    assert_eq!(
        (amount, msg.as_slice()),
        (plan.team[1].amount, br#"{"fund":{}}"#.as_slice())
    );
}

/// A contract's address tells its member: another order of the members changes none.
#[test]
fn members_keep_their_addresses() {
    let plan = file();
    let mut turned = plan.clone();
    turned.team.reverse();
    let (before, after) = (deployment(&plan), deployment(&turned));
    let [first, second] = [0, 1].map(Contract::Vesting);
    assert_eq!(before.predicted(first), after.predicted(second));
    assert_eq!(before.predicted(second), after.predicted(first));
    assert_ne!(before.predicted(first), before.predicted(second));
    assert_eq!(first.name(&plan), "vesting-frank");
    assert_eq!(first.name(&turned), "vesting-erin");
}
