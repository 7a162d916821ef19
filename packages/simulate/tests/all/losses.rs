//! What is written off, and who bears it.

use proptest::prelude::*;
use qerun_simulate::{Accounts, Outcome, Scenario};

use crate::common::fall::{along, many, one, trace};

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not near {b}");
}

/// QER falls by 80 and ETH by 60 per cent in one step; who liquidates does so when the averages have followed.
fn gap(scenario: &mut Scenario) {
    scenario.liquidators.latency = 12;
    along(scenario, &[(200, 0.2)], 800.0);
}

fn tranches(outcome: &Outcome) -> f64 {
    outcome.insurance_used + outcome.eth_booked + outcome.supplier_loss
}

#[test]
fn a_gap_loses_what_the_stress_bound_says() {
    let mut scenario = many(1e6, &[(10_000.0 / 0.6, 10_000.0)]);
    gap(&mut scenario);
    let (outcome, _) = trace(scenario);
    // At health 1 before: QER pays 0.2 / (0.6 x 1.05), since it does not even hold the debt, the claim 0.475 x 0.4 / 1.03.
    let paid = 0.2 / 0.6 / 1.05 + 0.475 * 0.4 / 1.03;
    near(outcome.written_off, 10_000.0 * (1.0 - paid), 3.0);
    near(outcome.insurance_used, outcome.written_off, 1e-9);
    assert_eq!((outcome.supplier_loss, outcome.write_offs), (0.0, 1));
    assert_eq!(outcome.expected_loss, 0.0);
    assert!(outcome.insolvent_steps > 0);
}

#[test]
fn each_tranche_pays_as_far_as_it_reaches() {
    let loss = {
        let mut scenario = one(1e6);
        gap(&mut scenario);
        trace(scenario).0.written_off
    };
    let mut scenario = one(1_000.0);
    scenario.book.own_eth = 2.0;
    gap(&mut scenario);
    let (outcome, steps) = trace(scenario);
    near(outcome.written_off, loss, 1e-6);
    near(outcome.insurance_used, 1_000.0, 1.0);
    assert!(outcome.insurance_used >= 1_000.0);
    near(outcome.eth_booked, 2.0 * 800.0 * 0.9, 1e-9);
    near(tranches(&outcome), outcome.written_off, 1e-6);
    // The storefront begins 5 % above and is 1 % below the market after 6/15 of its six hours.
    near(
        outcome.recovered,
        2.0 * 800.0 * 0.99 - outcome.eth_booked,
        10.0,
    );
    assert_eq!(outcome.deficit_left, 0.0);
    assert_eq!(outcome.deficit_steps, 16);
    let sold = steps.iter().rposition(|step| step.deficit > 0.0).unwrap();
    assert!(steps[sold + 1].so_far.recovered > 0.0);
    // The suppliers have borne more than that, so all of it comes back to them.
    assert_eq!(outcome.to_suppliers, outcome.recovered);
    assert!(outcome.net_supplier_loss() < outcome.supplier_loss);
}

/// Own ETH that covers the whole loss brings more than it is booked at. Suppliers have lost nothing, and it joins the
/// insurance.
#[test]
fn what_nobody_has_lost_joins_the_insurance() {
    let mut scenario = one(1_000.0);
    scenario.book.own_eth = 100.0;
    gap(&mut scenario);
    let (outcome, _) = trace(scenario);
    assert!(outcome.recovered > 100.0, "{outcome:?}");
    assert_eq!((outcome.to_suppliers, outcome.supplier_loss), (0.0, 0.0));
    // Interest of a day more or less; the insurance was used up.
    near(outcome.insurance_after, outcome.recovered, 2.0);
}

#[test]
fn eth_that_falls_before_it_is_sold_is_a_loss_of_its_own() {
    let mut scenario = one(0.0);
    scenario.book.own_eth = 2.0;
    along(&mut scenario, &[(60, 0.2)], 800.0);
    scenario.liquidators.latency = 8;
    if let qerun_simulate::Base::Replay(replay) = &mut scenario.process.base {
        replay
            .eth
            .iter_mut()
            .skip(20)
            .for_each(|price| *price = 400.0);
    }
    let (outcome, steps) = trace(scenario);
    let begun = steps.iter().position(|step| step.deficit > 0.0).unwrap();
    assert!(begun < 20);
    near(outcome.eth_booked, 2.0 * 400.0 * 0.99, 5.0);
    near(tranches(&outcome), outcome.written_off, 1e-6);
    assert_eq!((outcome.recovered, outcome.deficit_left), (0.0, 0.0));
}

#[test]
fn what_nobody_has_liquidated_yet_is_expected() {
    let mut scenario = one(1_000.0);
    gap(&mut scenario);
    scenario.liquidators.latency = 1_000;
    let (waiting, _) = trace(scenario.clone());
    scenario.liquidators.latency = 12;
    let (done, _) = trace(scenario);
    assert_eq!((waiting.written_off, waiting.liquidations), (0.0, 0));
    // Interest of a day more or less.
    near(waiting.expected_loss, done.supplier_loss, 2.0);
    near(waiting.net_supplier_loss(), done.net_supplier_loss(), 2.0);
    assert!(waiting.unhealthy_steps > 190);
}

#[test]
fn a_debt_without_anything_left_is_written_off_though_nobody_earns_by_it() {
    let mut scenario = one(0.0);
    scenario.liquidators.min_profit = 5.0;
    if let Accounts::Given(accounts) = &mut scenario.book.accounts {
        accounts[0].collateral = 0.0;
        accounts[0].claim_eth = 0.0;
    }
    gap(&mut scenario);
    let (outcome, _) = trace(scenario);
    near(outcome.supplier_loss, 10_000.0, 1.0);
    assert!(outcome.supplier_loss >= 10_000.0);
    assert_eq!(outcome.liquidations, 1);
}

#[test]
fn interest_feeds_the_insurance() {
    let mut scenario = one(0.0);
    let days = 90 * 144;
    along(&mut scenario, &[(days, 1.0)], 2_000.0);
    let (outcome, _) = trace(scenario);
    // Utilisation 2/3 of a kink at 0.8: 1 % + 4 % x (2/3) / 0.8.
    let rate = 0.01 + 0.04 * (2.0 / 3.0) / 0.8;
    near(
        outcome.debt_after,
        10_000.0 * (rate * 90.0 / 365.0f64).exp(),
        0.01,
    );
    near(
        outcome.insurance_after,
        0.2 * (outcome.debt_after - 10_000.0),
        1e-9,
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The tranches add up; nothing pays more than it has; more insurance never costs suppliers more.
    #[test]
    fn losses_are_borne_to_the_unit(
        ltvs in prop::collection::vec((0.2f64..0.5, 100.0f64..20_000.0), 1..8),
        (insurance, own_eth) in (0.0f64..20_000.0, 0.0f64..10.0),
        (low, eth) in (0.01f64..0.9, 200.0f64..2_500.0),
        depth in 20_000.0f64..2e6,
    ) {
        let accounts: Vec<_> = ltvs.iter().map(|(ltv, debt)| (debt / ltv, *debt)).collect();
        let run = |insurance: f64| {
            let mut scenario = many(insurance, &accounts);
            scenario.book.own_eth = own_eth;
            scenario.book.depth = depth;
            along(&mut scenario, &[(30, 1.0), (120, low)], eth);
            trace(scenario).0
        };
        let outcome = run(insurance);
        prop_assert!((tranches(&outcome) - outcome.written_off).abs() < 1e-6);
        let debts: f64 = accounts.iter().map(|(_, debt)| debt).sum();
        prop_assert!(outcome.written_off <= debts * 1.001 + 1.0);
        // Leftover claims add fees to insurance and own ETH, and sales to the insurance what nobody has lost.
        let gained = outcome.recovered - outcome.to_suppliers;
        prop_assert!(outcome.insurance_used <= insurance + gained + debts * 0.002);
        prop_assert!(outcome.to_suppliers <= outcome.supplier_loss);
        prop_assert!(outcome.eth_earmarked <= own_eth + debts * 0.475 * 0.03 / 2_000.0 + 1e-9);
        if outcome.supplier_loss > 1e-3 {
            let unused = insurance - outcome.insurance_used;
            prop_assert!(unused < 1e-3, "{outcome:?}");
        }
        let more = run(insurance + 1_000.0);
        prop_assert!(more.net_supplier_loss() <= outcome.net_supplier_loss() + 1e-3);
    }
}
