//! Who is liquidated, when, how much of him, and what it does to the price.

use crate::common::fall::{along, first_liquidation, late, many, one, trace};

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not near {b}");
}

#[test]
fn nobody_is_liquidated_at_health_one() {
    let mut scenario = one(0.0);
    // 20,000 QER at 0.84 and LT 0.6: health 1.008.
    along(&mut scenario, &[(400, 0.84)], 2_000.0);
    let (outcome, _) = trace(scenario);
    assert_eq!((outcome.liquidations, outcome.unhealthy_steps), (0, 0));
    near(outcome.worst_health, 1.008, 0.001);
}

#[test]
fn the_average_must_have_followed() {
    let mut scenario = one(0.0);
    along(&mut scenario, &[(1, 1.0), (100, 0.5)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    // The price of the opening counts in the average until an hour has passed: 1/6 x 1 + 5/6 x 0.5 is health 0.7, more
    // than three parts of six are above 0.8333.
    let first = first_liquidation(&steps);
    near(steps[first].liquidation_price, 0.5 + 0.5 * 4.0 / 6.0, 0.1);
    assert!(steps[first].liquidation_price * 1.2 < 1.0);
    assert!(steps[first - 1].liquidation_price * 1.2 >= 1.0);
    assert!(outcome.liquidations >= 1);
}

#[test]
fn a_small_fall_costs_a_part_and_restores_the_target() {
    let mut scenario = one(0.0);
    // Slowly, so that the average is with it.
    along(&mut scenario, &[(20, 1.0), (200, 0.82)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    assert_eq!(outcome.liquidations, 1);
    let (health, bonus) = (0.82 * 2.0 * 0.6, 0.05 + 1.0 - 0.82 * 2.0 * 0.6);
    let repaid = (1.1 - health) * 10_000.0 / (1.1 - (1.0 + bonus) * 0.6);
    near(outcome.repaid, repaid, 2.0);
    near(outcome.seized, repaid * (1.0 + bonus) / 0.82, 3.0);
    near(steps.last().unwrap().health, 1.1, 0.001);
    assert_eq!(outcome.eth_paid, 0.0);
}

#[test]
fn below_the_floor_the_debt_goes_whole_and_the_claim_comes_back_less_its_fee() {
    let mut scenario = late(one(0.0));
    along(&mut scenario, &[(1, 1.0), (100, 0.78), (100, 0.5)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    // Health 0.936.
    near(outcome.repaid, 10_000.0, 5.0);
    assert_eq!((outcome.liquidations, outcome.write_offs), (1, 0));
    assert_eq!(outcome.debt_after, 0.0);
    assert!(steps.last().unwrap().health.is_infinite());
}

#[test]
fn latency_counts_from_when_the_position_fell() {
    let first = |latency| {
        let mut scenario = one(0.0);
        scenario.liquidators.latency = latency;
        along(&mut scenario, &[(1, 1.0), (200, 0.78)], 2_000.0);
        let (outcome, steps) = trace(scenario);
        (first_liquidation(&steps), outcome.unhealthy_steps)
    };
    let (now, steps) = first(0);
    assert_eq!(steps, 1);
    assert_eq!(first(6), (now + 6, 7));
    assert_eq!(first(36), (now + 36, 37));
}

#[test]
fn who_recovers_in_time_is_spared_and_counts_anew() {
    let mut scenario = one(0.0);
    scenario.liquidators.latency = 6;
    let dip = [(20, 0.78), (30, 1.0)];
    let prices: Vec<_> = [(1, 1.0), (5, 0.80), (30, 1.0)]
        .into_iter()
        .chain(dip)
        .collect();
    along(&mut scenario, &prices, 2_000.0);
    let (outcome, steps) = trace(scenario);
    assert!(first_liquidation(&steps) > 36, "{outcome:?}");
}

#[test]
fn the_oracle_is_late_by_its_delay() {
    let first = |delay| {
        let mut scenario = one(0.0);
        scenario.oracle_delay = delay;
        along(&mut scenario, &[(1, 1.0), (300, 0.78)], 2_000.0);
        first_liquidation(&trace(scenario).1)
    };
    // A multiple of the half hour after which average and clock lie alike.
    assert_eq!(first(6), first(0) + 6);
    assert_eq!(first(144), first(0) + 144);
}

#[test]
fn the_hourly_cap_spreads_a_seizure_and_then_takes_the_claim() {
    let mut scenario = late(many(0.0, &[(400_000.0, 200_000.0)]));
    scenario.book.depth = 100_000.0;
    along(&mut scenario, &[(1, 1.0), (40, 0.4)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    let first = first_liquidation(&steps);
    // 5 % of 100,000 dollars of QER, and all of the claim at once: 95,000 dollars for 92,233.
    let so_far = &steps[first].so_far;
    near(so_far.seized * 0.4, 5_000.0, 1.0);
    near(so_far.eth_paid, 200_000.0 * 0.475 / 2_000.0, 1e-6);
    // Every seventh step there is as much again.
    let seized: Vec<f64> = steps.iter().map(|step| step.so_far.seized * 0.4).collect();
    near(seized[first + 6], seized[first], 1e-9);
    near(seized[first + 7], 10_000.0, 1.0);
    assert!(outcome.debt_after > 0.0);
}

#[test]
fn capital_bounds_a_step() {
    let mut scenario = late(many(0.0, &[(20_000.0, 10_000.0), (19_000.0, 9_500.0)]));
    scenario.liquidators.capital = 4_000.0;
    along(&mut scenario, &[(1, 1.0), (60, 0.78)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    let first = first_liquidation(&steps);
    near(steps[first].so_far.repaid, 4_000.0, 1e-9);
    near(steps[first + 1].so_far.repaid, 8_000.0, 1e-9);
    // By choice less than the most: the claim pays too, and both are healthy again.
    near(outcome.repaid, 8_000.0, 1e-9);
    assert_eq!(steps.last().unwrap().so_far.liquidations, 2);
}

#[test]
fn sales_lower_the_price_by_the_pools_formula_and_it_heals() {
    let mut scenario = one(0.0);
    scenario.pool.sold = true;
    scenario.pool.half_life = 3_600.0;
    scenario.book.depth = 200_000.0;
    scenario.rules.seizure_cap = 1.0;
    along(&mut scenario, &[(1, 1.0), (60, 0.78)], 2_000.0);
    let (outcome, steps) = trace(scenario);
    let first = first_liquidation(&steps);
    let sold = steps[first].so_far.seized * 0.78 / 200_000.0;
    let full = 1.0 / (1.0 + sold).powi(2);
    let left = |hours: f64| full.ln() * 0.5f64.powf(hours);
    near((steps[first].qer / 0.78).ln(), 0.0, 1e-12);
    near((steps[first + 1].qer / 0.78).ln(), left(1.0 / 6.0), 1e-12);
    near((steps[first + 7].qer / 0.78).ln(), left(7.0 / 6.0), 1e-12);
    // What they got: less than the oracle's price by impact and fee.
    let proceeds = steps[first].so_far.seized * 0.78 / (1.0 + sold) * 0.997;
    near(outcome.liquidators_profit, proceeds - outcome.repaid, 1e-6);
}

#[test]
fn nobody_liquidates_at_a_loss_but_smaller_pieces_may_pay() {
    let run = |depth: f64| {
        let mut scenario = one(0.0);
        scenario.pool.sold = true;
        scenario.pool.half_life = f64::INFINITY;
        scenario.liquidators.min_profit = 1.0;
        scenario.book.depth = depth;
        scenario.rules.seizure_cap = 1.0;
        // Without a claim only QER pays.
        if let qerun_simulate::Accounts::Given(accounts) = &mut scenario.book.accounts {
            accounts[0].claim_eth = 0.0;
        }
        along(&mut scenario, &[(1, 1.0), (12, 0.81)], 2_000.0);
        trace(scenario)
    };
    let (deep, _) = run(2e6);
    assert_eq!(deep.liquidations, 1);
    assert!(deep.liquidators_profit > 1.0);
    let (thin, steps) = run(20_000.0);
    // A part of it pays, and its impact stays.
    let first = first_liquidation(&steps);
    assert!(steps[first].so_far.repaid < deep.repaid / 2.0);
    assert!(thin.liquidators_profit >= 1.0);
    let (none, _) = run(500.0);
    assert_eq!(none.liquidations, 0);
    assert!(none.unhealthy_steps > 0);
}

/// He is paid at the higher of mid and average and sells at the mid, so a fall that the average has not followed pays
/// nobody: by then the position is worth less than its debt, which it was not when somebody who closes at any price came.
#[test]
fn below_its_average_by_more_than_the_bonus_nobody_liquidates() {
    let run = |min_profit: f64| {
        let mut scenario = one(0.0);
        scenario.liquidators.min_profit = min_profit;
        if let qerun_simulate::Accounts::Given(accounts) = &mut scenario.book.accounts {
            accounts[0].claim_eth = 0.0;
        }
        along(&mut scenario, &[(6, 1.0), (20, 0.45)], 2_000.0);
        trace(scenario)
    };
    for min_profit in [5.0, -5.0] {
        let (outcome, steps) = run(min_profit);
        let first = first_liquidation(&steps);
        assert!(steps[..first]
            .iter()
            .any(|s| s.liquidation_price * 0.6 < 0.5 && s.mid < 0.5));
        let earns = |step: &qerun_simulate::Step| step.mid * 1.05 > step.liquidation_price;
        assert!(earns(&steps[first]) && !earns(&steps[first - 1]), "{first}");
        assert!(outcome.written_off > 1_000.0, "{outcome:?}");
    }
    let (always, steps) = run(f64::NEG_INFINITY);
    let first = first_liquidation(&steps);
    assert!(
        steps[first].mid < steps[first].liquidation_price / 1.5,
        "{first}"
    );
    assert!(always.liquidators_profit < -500.0, "{always:?}");
}

#[test]
fn depth_that_flees_lowers_the_cap_and_comes_back_slowly() {
    let mut scenario = one(0.0);
    scenario.pool.flight = 2.0;
    let prices = [(10, 1.0), (10, 0.9), (10, 0.95), (300, 1.2)];
    along(&mut scenario, &prices, 2_000.0);
    let (_, steps) = trace(scenario);
    near(steps[15].depth, 2e6 * 0.81, 1e-3);
    near(steps[25].depth, 2e6 * 0.95f64.powi(2), 1e-3);
    // A fifth above the lowest of today and yesterday, never above that of the start.
    near(steps[40].depth, 2e6 * 0.81 * 1.2, 1e-3);
    near(steps[329].depth, 2e6, 1e-3);
}
