//! Runs over short ranges: one seed gives one report, and a broken invariant stops the run.

use std::path::Path;

use crate::common::run::replay;
use cosmwasm_std::{Decimal, Uint128};
use qerun_demo::report::{text, DemoReport, OrderStatus};
use qerun_demo::DemoError;
use qerun_testing::suite::Broken;

fn json(report: &DemoReport) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

#[test]
fn ten_days_hold_and_repeat_exactly() {
    let mut checked = vec![];
    let report = replay(10, 1, &mut |day, _| checked.push(day)).unwrap();
    assert_eq!(checked, (1..=10).collect::<Vec<_>>());
    assert_eq!(report.days.len(), 10);
    // Most are checked once a day and after each trade of a keeper's; a few begin with the second day, and one needs a
    // purchase under way.
    assert!(report.invariants.len() >= 25, "{:?}", report.invariants);
    for (name, count) in &report.invariants {
        let least = match name.as_str() {
            "sumOfClaimsIsUsersPartOfBatch" => 1,
            _ => 9,
        };
        assert!(*count >= least, "{name} {count}");
    }
    assert!(report.invariants["sumOfClaimsIsEncumbered"] >= 10);

    // People borrowed, ETH was bought, and the sums agree.
    let totals = &report.totals;
    assert!(!totals.borrowed.is_zero() && !totals.eth_bought.is_zero());
    assert!(totals.paid_out < totals.borrowed);
    let orders = |status| report.orders.iter().filter(move |one| one.status == status);
    assert!(report
        .orders
        .iter()
        .all(|one| matches!(one.status, OrderStatus::Settled | OrderStatus::Refunded)));
    let spent: Decimal = orders(OrderStatus::Settled).map(|one| one.stable_in).sum();
    assert_eq!(totals.spent_on_eth, spent);
    assert_eq!(report.users.len(), 16);
    let sum: Decimal = report.users.iter().map(|user| user.borrowed).sum();
    assert_eq!(totals.borrowed, sum);
    let last = report.days.last().unwrap();
    let held = last.reserve.encumbered_eth + last.reserve.unencumbered_eth;
    let paid_out = totals.eth_released + totals.eth_to_liquidators + totals.eth_sold;
    assert_eq!(held + paid_out, totals.eth_bought);
    assert!(last.reserve.in_flight_stable.is_zero());
    assert!(!totals.treasury_to_insurance.is_zero());

    // The rate change fits into ten days, the raid is still voted on.
    let governance = &report.governance;
    assert!(report.invariants["sumOfPowersIsTotal"] >= 10);
    assert_eq!(
        governance.missed,
        ["the raid's veto", "the raid tried again", "a matured claim"]
    );
    assert_eq!(governance.decisions.len(), 1);
    assert!(governance.rate_change.is_some() && governance.raid.is_none());
    assert_eq!(governance.unbonding[0].claimed, None);

    let again = replay(10, 1, &mut |_, _| {}).unwrap();
    assert_eq!(json(&report), json(&again));
    let other = replay(10, 2, &mut |_, _| {}).unwrap();
    assert_ne!(json(&report), json(&other));
}

/// Someone steals the market's stablecoins on the third day.
#[test]
fn a_broken_invariant_stops_the_run() {
    let mut seen = vec![];
    let error = replay(5, 1, &mut |day, suite| {
        seen.push(day);
        if day == 3 {
            let thief = suite.net.home.addr("thief");
            let amount = suite.stable_of(&suite.at.market).unwrap() / Uint128::new(2);
            let msg = cosmwasm_std::BankMsg::Send {
                to_address: thief.to_string(),
                amount: cosmwasm_std::coins(amount.u128(), &suite.stable),
            };
            let market = suite.at.market.clone();
            suite.net.home.send_msg(&market, msg).unwrap();
        }
    })
    .unwrap_err();
    assert_eq!(seen, [1, 2, 3]);
    assert!(!error.is_bad_input());
    let line = error.to_string();
    assert!(
        line.starts_with(
            "day 3 (2024-01-03): the invariant `marketHoldsItsStablecoins` does not hold: "
        ),
        "{line}"
    );
}

#[test]
fn failures_keep_their_day_and_name() {
    let broken = Broken {
        name: "sumOfClaimsIsEncumbered",
        detail: "5 against 4".to_owned(),
    };
    let error = DemoError::day_failed(2, "2024-01-02".to_owned(), broken.into());
    assert!(matches!(error, DemoError::Invariant { day: 2, .. }));
    assert_eq!(
        error.to_string(),
        "day 2 (2024-01-02): the invariant `sumOfClaimsIsEncumbered` does not hold: 5 against 4"
    );
    let error = DemoError::day_failed(2, "2024-01-02".to_owned(), anyhow::anyhow!("no cash"));
    assert!(!error.is_bad_input());
    assert_eq!(error.to_string(), "day 2 (2024-01-02): no cash");
}

#[test]
fn two_days_are_enough() {
    let report = replay(2, 5, &mut |_, _| {}).unwrap();
    assert_eq!(report.days.len(), 2);
    let governance = &report.governance;
    assert!(governance.decisions.is_empty() && governance.unbonding.is_empty());
    assert_eq!(governance.missed.len(), 4);
    let text = text::render(&report, Path::new("out"));
    assert!(text.contains("2 days were too few for the rate change, the raid's veto"));
}
