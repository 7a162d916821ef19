//! The official contract vests what the plan says, at every second.

use cosmwasm_std::{Timestamp, Uint128};
use qerun_deployment::plan::{MemberPlan, PlanFile};
use qerun_testing::suite::{qer, Setup, DEPLOYER};
use serde_json::{json, Value};

use super::team::{refused, Team, MONTH, YEAR};

#[test]
fn nothing_before_the_cliff_then_a_line_from_the_start() {
    let mut team = Team::new();
    let (anna, vesting) = (team.anna.clone(), team.vesting(0));
    assert_eq!(team.held(&vesting), qer("3000000"));
    for (after, amount) in [
        (0, "0"),
        (YEAR - 1, "0"),
        (YEAR, "750000"),
        (20 * MONTH, "1250000"),
        (2 * YEAR, "1500000"),
        (4 * YEAR, "3000000"),
        (5 * YEAR, "3000000"),
    ] {
        assert_eq!(team.vested(0, after), qer(amount), "{after}");
    }
    // And it is paid so, by whoever asks for it.
    team.go_to(YEAR - 1);
    refused(team.distribute(0), "request must be <= claimable and > 0");
    for (after, paid) in [
        (YEAR, "750000"),
        (20 * MONTH, "1250000"),
        (6 * YEAR, "3000000"),
    ] {
        team.go_to(after);
        team.distribute(0).unwrap();
        assert_eq!(team.held(&anna), qer(paid), "{after}");
        assert_eq!(team.held(&vesting), qer("3000000") - qer(paid));
    }
    refused(team.distribute(0), "request must be <= claimable and > 0");
}

/// The genesis as the plan has it: nothing is left with whoever signed.
#[test]
fn the_deployer_keeps_nothing() {
    let team = Team::new();
    let deployer = team.net.home.addr(DEPLOYER);
    assert!(team.held(&deployer).is_zero());
    for (place, member) in team.plan.team.iter().enumerate() {
        let info = team.info(place);
        assert_eq!(info["status"], "funded");
        assert_eq!(info["recipient"], json!(member.address));
        assert_eq!(info["denom"], json!({"cw20": team.at.token}));
        assert_eq!(team.held(&team.vesting(place)), member.amount);
        let owner = team.ask(place, &json!({"ownership": {}}));
        assert_eq!(owner["owner"], json!(team.timelock));
        assert_eq!(owner["pending_owner"], Value::Null);
    }
}

/// Terms at their limits, and some odd ones: the contract takes each and never differs from the line by a whole unit.
#[test]
fn any_terms() {
    let mut setup = Setup::with_genesis();
    let plan: &mut PlanFile = &mut setup.plan;
    let mut left = plan.team_total();
    let terms: [(u128, u64, u64); 7] = [
        (1, 2, 2),
        (1, 2, 1_000_000_007),
        (7, 5, 11),
        (999_999_999_989, 31_536_000, 126_144_000),
        (1_000_000_007, 86_399, 86_400),
        (3, 126_143_999, 126_144_000),
        (2_000_000_000_003, 61, 604_801),
    ];
    plan.team = terms
        .iter()
        .enumerate()
        .map(|(i, (amount, cliff, duration))| {
            left -= Uint128::new(*amount);
            MemberPlan {
                name: format!("m{i}"),
                address: setup_address(i),
                amount: Uint128::new(*amount),
                cliff: *cliff,
                duration: *duration,
            }
        })
        .collect();
    plan.team.push(MemberPlan {
        name: "rest".into(),
        address: setup_address(99),
        amount: left,
        cliff: 1_000,
        duration: 3_000,
    });
    let suite = setup.build().unwrap();
    for (member, vesting) in suite.plan.team.iter().zip(&suite.at.vesting) {
        let info: Value = suite.net.home.query(vesting, &json!({"info": {}})).unwrap();
        let start: u64 = info["start_time"].as_str().unwrap().parse().unwrap();
        let (cliff, duration) = (member.cliff, member.duration);
        let parts = (0..=24).map(|part| duration / 24 * part);
        let edges = [
            cliff - 1,
            cliff,
            cliff + 1,
            duration - 1,
            duration,
            duration + 1,
        ];
        for after in parts.chain(edges) {
            let t = Timestamp::from_nanos(start).plus_seconds(after);
            let question = json!({"vested": {"t": t}});
            let vested: Uint128 = suite.net.home.query(vesting, &question).unwrap();
            let line = member.amount.multiply_ratio(after.min(duration), duration);
            if after < cliff {
                assert!(vested.is_zero(), "{member:?} {after}");
            } else {
                // The line begins at a whole unit below its own value.
                assert!(
                    vested.abs_diff(line) <= Uint128::one(),
                    "{member:?} {after} {vested} {line}"
                );
            }
            assert!(
                after < duration || vested == member.amount,
                "{member:?} {after}"
            );
        }
    }
}

fn setup_address(i: usize) -> String {
    let setup = Setup::with_genesis();
    setup
        .home_account(&format!("member-{i}"))
        .unwrap()
        .into_string()
}
