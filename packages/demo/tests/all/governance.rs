//! Governance over a run: its figures, and that the raid would work without the veto and fails with it.

use crate::common::run::replay;
use cosmwasm_std::{Decimal, Uint128};
use qerun_demo::report::{DecisionRow, Governance};
use qerun_demo::DemoError;
use qerun_messages::timelock::{BondState, Class, Status};
use qerun_messages::token;
use qerun_testing::suite::qer;

/// The raid's delay ends in the hours after the 23rd close, which belong to the 24th day.
const WHOLE: usize = 24;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn governance_over_24_days() {
    let mut own = vec![];
    let report = replay(WHOLE, 1, &mut |_, suite| {
        own.push(suite.backing().unwrap().unencumbered);
        // Wallets and contracts together hold what they were given.
        let mallory = suite.net.home.addr("Mallory");
        assert!(suite.eth_of(&mallory).unwrap().is_zero());
    })
    .unwrap();
    let governance = &report.governance;
    assert_eq!(governance.missed, [] as [&str; 0]);
    for name in [
        "sumOfPowersIsTotal",
        "sumOfStakesIsTotal",
        "votingHoldsStakeAndClaims",
        "timelockHoldsItsBonds",
        "supplyIsGenesisLessBurned",
        "raiderHasNothingOfTheReserve",
    ] {
        // Once a day, and after each trade of a keeper's.
        assert!(report.invariants[name] >= WHOLE as u64, "{name}");
    }
    assert!(report.invariants["sumOfPowersIsTotalInThePast"] >= 23);

    holders(governance);
    decisions(governance);
    let taken = &governance.unbonding[..];
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].amount, dec("40000"));
    assert_eq!(taken[0].since, "2024-01-06");
    assert_eq!(taken[0].matures, "2024-01-20");
    assert_eq!(taken[0].claimed.as_deref(), Some("2024-01-20"));

    // The raid was about something, and left only its bond behind.
    let raid = governance.raid.as_ref().unwrap();
    assert!(!raid.aimed_at_eth.is_zero());
    assert!(raid.raider_eth.is_zero() && raid.reserve_kept);
    assert!(raid.own_eth >= raid.aimed_at_eth);
    assert!(own.windows(2).all(|days| days[0] <= days[1]), "{own:?}");
    assert_eq!(raid.forfeited, dec("50000"));
    assert_eq!(governance.timelock_qer, dec("50000"));
    assert_eq!(raid.tried.as_deref(), Some("2024-01-24"));
    assert_eq!(raid.refusal.as_deref(), Some("operation 2 is Vetoed"));

    // Rates: the lower slope rises by its tenth, at the same utilisation.
    let change = governance.rate_change.as_ref().unwrap();
    assert_eq!(change.slope_before, dec("0.04"));
    assert_eq!(change.slope_after, dec("0.044"));
    let used = change.utilisation;
    assert!(used > Decimal::percent(10), "{used}");
    assert_near(change.borrow_before, curve(change.slope_before, used));
    assert_near(change.borrow_after, curve(change.slope_after, used));
    assert!(change.borrow_after > change.borrow_before);
    assert!(change.supply_after > change.supply_before);
    // The days' rates lie on the old curve before, on the new one after.
    for day in report.days.iter().filter(|day| day.date != change.date) {
        let slope = match day.date.as_str() < change.date.as_str() {
            true => dec("0.04"),
            false => dec("0.044"),
        };
        assert_near(day.market.borrow_rate, curve(slope, day.market.utilisation));
    }
}

/// The curve of the design page: 1 % and the lower slope up to 80 %, then 75 % more.
fn curve(slope: Decimal, used: Decimal) -> Decimal {
    let (kink, base) = (dec("0.8"), dec("0.01"));
    if used <= kink {
        return base + slope * used / kink;
    }
    base + slope + dec("0.75") * (used - kink) / dec("0.2")
}

fn assert_near(rate: Decimal, expected: Decimal) {
    assert!(
        rate.abs_diff(expected) < Decimal::raw(10),
        "{rate} {expected}"
    );
}

fn holders(governance: &Governance) {
    let rows: Vec<(&str, Vec<&str>, &str)> = vec![
        ("Wim", vec!["0", "0", "0", "300000"], "1200000"),
        ("Xenia", vec!["0", "0", "400000", "0"], "1000000"),
        ("Yara", vec!["0", "250000", "0", "0"], "375000"),
        ("Zeno", vec!["60000", "0", "0", "0"], "60000"),
        ("Oona", vec!["0", "0", "0", "5000"], "20000"),
        ("Mallory", vec!["500000", "0", "0", "0"], "500000"),
    ];
    assert_eq!(governance.holders.len(), rows.len());
    for (holder, (name, stakes, power)) in governance.holders.iter().zip(rows) {
        assert_eq!(holder.name, name);
        let stakes: Vec<Decimal> = stakes.into_iter().map(dec).collect();
        assert_eq!(holder.stakes, stakes);
        assert_eq!(holder.power, dec(power));
        assert_eq!(holder.share, dec(power) / dec("3155000"));
        // Half of the stake in 180 days, so less than an eighth in 23.
        assert!(!holder.reputation.is_zero());
        assert!(holder.reputation < holder.staked / dec("8"));
        // Oona's 5,000 take two months to a reputation of 1,000.
        assert_eq!(holder.perk_since.is_some(), name != "Oona", "{name}");
    }
}

fn decisions(governance: &Governance) {
    let some = |text: &str| Some(text.to_owned());
    let rates = DecisionRow {
        what: "Higher interest".to_owned(),
        proposer: "Xenia".to_owned(),
        proposed: "2024-01-07".to_owned(),
        yes: dec("2200000"),
        no: dec("60000"),
        turnout: dec("2260000") / dec("2655000"),
        queued: some("2024-01-08"),
        class: some("sensitive"),
        bond: dec("10000"),
        ready: some("2024-01-11"),
        outcome: "executed, bond returned".to_owned(),
        ended: some("2024-01-11"),
    };
    let raid = DecisionRow {
        what: "Seize the reserve".to_owned(),
        proposer: "Mallory".to_owned(),
        proposed: "2024-01-12".to_owned(),
        yes: dec("500000"),
        no: dec("60000"),
        turnout: dec("560000") / dec("3155000"),
        queued: some("2024-01-17"),
        class: some("critical"),
        bond: dec("50000"),
        ready: some("2024-01-24"),
        outcome: "vetoed, bond forfeited".to_owned(),
        ended: some("2024-01-18"),
    };
    assert_eq!(governance.decisions, [rates, raid]);
}

/// The vetoed messages by hand, as the timelock would have run them: they take the ETH, and the day's check
/// stops the run.
#[test]
fn without_the_veto_the_raid_would_have_worked() {
    let mut got = Uint128::zero();
    let error = replay(20, 1, &mut |day, suite| {
        if day != 19 {
            return;
        }
        let raid = suite.operation(2).unwrap();
        assert_eq!(raid.operation.class, Class::Critical);
        assert_eq!(raid.status, Status::Vetoed);
        assert_eq!(raid.operation.bond_state, BondState::Forfeited);
        let timelock = suite.at.timelock.clone();
        assert_eq!(suite.qer_of(&timelock).unwrap(), qer("50000"));
        suite.net.home.send_msgs(&timelock, raid.messages).unwrap();
        got = suite.eth_of(&suite.net.home.addr("Mallory")).unwrap();
    })
    .unwrap_err();
    assert!(!got.is_zero());
    assert!(!error.is_bad_input());
    let line = error.to_string();
    assert_eq!(
        line,
        format!(
            "day 19 (2024-01-19): the invariant `raiderHasNothingOfTheReserve` does not hold: \
             {got} of ETH, reserve kept: false"
        )
    );
}

/// Staked QER that disappears stops the run, and so does a bond.
#[test]
fn missing_stake_or_bonds_stop_the_run() {
    for (on, whose, name) in [
        (3, "voting", "votingHoldsStakeAndClaims"),
        (8, "timelock", "timelockHoldsItsBonds"),
    ] {
        let error = replay(10, 1, &mut |day, suite| {
            if day != on {
                return;
            }
            let from = match whose {
                "voting" => suite.at.voting.clone(),
                _ => suite.at.timelock.clone(),
            };
            let msg = token::ExecuteMsg::Transfer {
                recipient: suite.net.home.addr("thief").to_string(),
                amount: Uint128::one(),
            };
            let token = suite.at.token.clone();
            suite.net.home.execute(&from, &token, &msg, &[]).unwrap();
        })
        .unwrap_err();
        assert!(
            matches!(&error, DemoError::Invariant { name: broken, day, .. } if broken == name && *day == on),
            "{error}"
        );
        assert!(!error.is_bad_input());
    }
}
