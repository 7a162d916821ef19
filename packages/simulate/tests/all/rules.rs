//! Rules are the deployment's parameters, and their stress bound is that of the contracts.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{stress_cover_floor, stress_debt_floor};
use qerun_simulate::{Book, Rules};

use crate::common::{plan, rules};

fn decimal(value: f64) -> Decimal {
    Decimal::raw((value * 1e18) as u128)
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} {b}");
}

#[test]
fn the_coefficients_are_those_of_the_design() {
    let rules = rules();
    near(rules.stress_loss, 1.0 - 0.2 / 0.69);
    near(rules.stress_own, 0.36);
    near(rules.stress_encumbered, 0.35);
    near(rules.debt_at_cap(2e6), 200_000.0);
    near(rules.account_debt_at_cap(2e6), 50_000.0);
    near(rules.claim_share(), 0.475);
    near(rules.unit, 1e-6);
    near(rules.debt_ceiling, 1e7);
}

#[test]
fn a_changed_parameter_is_a_changed_rule() {
    let mut plan = plan();
    plan.market.liquidation_threshold = Decimal::percent(65);
    plan.market.stress.collateral_fall = Decimal::percent(70);
    plan.market.debt_ceiling = Uint128::new(1_000_000);
    let rules = Rules::new(&plan.market, &plan.reserve.storefront, 6).unwrap();
    near(rules.liquidation_threshold, 0.65);
    near(rules.stress_loss, 1.0 - 0.3 / (0.65 * 1.15));
    near(rules.debt_at_cap(2e6), 1.0);
}

#[test]
fn the_least_insurance_is_just_enough_for_the_contracts_bound() {
    let (plan, rules) = (plan(), rules());
    for (debt, own, encumbered) in [
        (200_000.0, 0.0, 0.0),
        (200_000.0, 0.0, 90_000.0),
        (80_000.0, 30_000.0, 20_000.0),
        (80_000.0, 300_000.0, 20_000.0),
        (80_000.0, 30_000.0, 900_000.0),
    ] {
        let insurance = rules.insurance_for_stress(debt, own, encumbered);
        let counted = f64::min(encumbered, debt * 0.5);
        let most = |insurance: f64| {
            let stress = &plan.market.stress;
            let cover =
                stress_cover_floor(stress, decimal(insurance), decimal(own), decimal(counted));
            let (threshold, bonus) = (
                plan.market.liquidation_threshold,
                plan.market.max_liquidation_bonus,
            );
            stress_debt_floor(stress, threshold, bonus, cover.unwrap()).unwrap()
        };
        assert!(most(insurance * (1.0 + 1e-9) + 1e-6) >= decimal(debt));
        assert!(most(insurance * (1.0 - 1e-9) - 1e-6) < decimal(debt));
    }
}

#[test]
fn a_book_at_the_limits_has_the_debt_of_the_cap_and_the_insurance_of_the_bound() {
    let rules = rules();
    let book = Book::at_limits(&rules, 2e6, 0.8);
    near(book.debt(), 200_000.0);
    near(book.cash, 50_000.0);
    // 0.71 x debt less 0.35 x 0.475 x debt is more than 0.01 x depth, and less than 0.07 of it.
    let needed = (1.0 - 0.2 / 0.69 - 0.35 * 0.475) * 200_000.0;
    near(book.insurance, needed);
    let mut strict = rules;
    strict.min_insurance = 0.07;
    near(Book::at_limits(&strict, 2e6, 0.8).insurance, 140_000.0);
}
