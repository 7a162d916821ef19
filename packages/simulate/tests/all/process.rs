//! Prices: what processes promise, seen through traces of a market in which nobody owes anything.

use qerun_simulate::{
    Account, Accounts, Base, Book, Bootstrap, Diffusion, Gaps, Intraday, Jumps, Moves, Process,
    Replay, Scenario, ValidScenario, Worker,
};

use crate::common::{history, rules};

const DAY: usize = 144;

fn scenario(base: Base, gaps: Option<Gaps>, days: u32) -> ValidScenario {
    let book = Book {
        accounts: Accounts::Given(vec![Account::default()]),
        ..Book::at_limits(&rules(), 2e6, 0.7)
    };
    let mut scenario = Scenario::new(rules(), book, Process { base, gaps });
    scenario.steps = days * DAY as u32;
    scenario.check().unwrap()
}

/// QER and ETH after each step.
fn prices(scenario: &ValidScenario, index: u64) -> Vec<(f64, f64)> {
    let mut prices = vec![];
    Worker::new(scenario).trace(5, index, &mut |step| prices.push((step.qer, step.eth)));
    prices
}

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not near {b}");
}

fn plain(correlation: f64, jumps: f64) -> Diffusion {
    Diffusion {
        qer: Moves {
            drift: 0.0,
            volatility: 1.2,
        },
        eth: Moves {
            drift: 0.5,
            volatility: 0.7,
        },
        correlation,
        jumps: Jumps {
            per_year: jumps,
            mean: -0.1,
            deviation: 0.02,
            eth_part: 0.5,
        },
    }
}

#[test]
fn a_diffusion_has_its_volatilities_drifts_and_correlation() {
    let scenario = scenario(Base::Diffusion(plain(0.6, 0.0)), None, 10);
    let (mut q2, mut e2, mut qe, mut n) = (0.0, 0.0, 0.0, 0.0);
    let (mut q, mut e) = (0.0, 0.0);
    for index in 0..200 {
        let path = prices(&scenario, index);
        for pair in path.windows(2) {
            let a = (pair[1].0 / pair[0].0).ln();
            let b = (pair[1].1 / pair[0].1).ln();
            (q2, e2, qe, n) = (q2 + a * a, e2 + b * b, qe + a * b, n + 1.0);
            (q, e) = (q + a, e + b);
        }
    }
    let year = 365.0 * DAY as f64;
    near((q2 / n * year).sqrt(), 1.2, 0.005);
    near((e2 / n * year).sqrt(), 0.7, 0.003);
    near(qe / (q2 * e2).sqrt(), 0.6, 0.005);
    // The logarithm drifts by less than the price, by half the variance. 2,000 days: an error of 1.2 / sqrt(5.5).
    near(q / n * year, -0.72, 1.3);
    near(e / n * year, 0.5 - 0.245, 0.8);
}

#[test]
fn jumps_come_as_often_as_they_should_and_take_eth_with_them() {
    let scenario = scenario(Base::Diffusion(plain(0.0, 50.0)), None, 73);
    let mut jumps = vec![];
    for index in 0..50 {
        let path = prices(&scenario, index);
        for pair in path.windows(2) {
            let a = (pair[1].0 / pair[0].0).ln();
            // Ten standard deviations of a step.
            if a.abs() > 0.052 {
                jumps.push((a, (pair[1].1 / pair[0].1).ln()));
            }
        }
    }
    // Ten in each of fifty paths.
    near(jumps.len() as f64, 500.0, 70.0);
    let mean = |of: fn(&(f64, f64)) -> f64| jumps.iter().map(of).sum::<f64>() / jumps.len() as f64;
    near(mean(|j| j.0), -0.1, 0.004);
    near(mean(|j| j.1), -0.05, 0.003);
}

#[test]
fn gaps_come_in_one_step_and_last() {
    let gaps = Gaps {
        per_year: 30.0,
        qer_fall: (0.4, 0.7),
        eth_with: 0.5,
        eth_fall: (0.2, 0.3),
    };
    let still = plain(0.0, 0.0);
    let still = Diffusion {
        qer: Moves {
            drift: 0.0,
            volatility: 0.0,
        },
        eth: Moves {
            drift: 0.0,
            volatility: 0.0,
        },
        ..still
    };
    let scenario = scenario(Base::Diffusion(still), Some(gaps), 73);
    let (mut alone, mut joint) = (0, 0);
    for index in 0..60 {
        let path = prices(&scenario, index);
        let mut last = (1.0, 2_000.0);
        for price in path {
            let (qer, eth): (f64, f64) = (1.0 - price.0 / last.0, 1.0 - price.1 / last.1);
            if qer.abs() > 1e-12 || eth.abs() > 1e-12 {
                // Two in one step are possible and rare.
                assert!((0.4..0.7).contains(&qer) || qer > 0.64, "{qer}");
                if eth.abs() > 1e-12 {
                    assert!((0.2..0.3).contains(&eth) || eth > 0.36, "{eth}");
                    joint += 1;
                } else {
                    alone += 1;
                }
            }
            last = price;
        }
    }
    // Six in each of sixty paths, half of them with ETH.
    near(f64::from(alone + joint), 360.0, 60.0);
    near(f64::from(joint), f64::from(alone), 60.0);
}

#[test]
fn the_history_in_order_ends_each_day_at_its_close() {
    let rows = history(20);
    for intraday in [
        Intraday::Bridge(1.0),
        Intraday::Bridge(0.0),
        Intraday::Cliff,
    ] {
        let bootstrap = Bootstrap {
            rows: rows.clone(),
            block: None,
            intraday,
        };
        let scenario = scenario(Base::Bootstrap(bootstrap), None, 20);
        let path = prices(&scenario, 3);
        for (day, row) in rows.iter().enumerate().skip(1) {
            let (qer, eth) = path[day * DAY - 1];
            near(qer / (row.qer / rows[0].qer), 1.0, 1e-12);
            near(eth / (2_000.0 * row.eth / rows[0].eth), 1.0, 1e-12);
        }
    }
}

#[test]
fn a_cliff_is_one_step_of_both_and_a_straight_line_is_even() {
    let rows = history(20);
    let of = |intraday| {
        let bootstrap = Bootstrap {
            rows: rows.clone(),
            block: None,
            intraday,
        };
        prices(&scenario(Base::Bootstrap(bootstrap), None, 20), 3)
    };
    let moves = |path: &[(f64, f64)], day: usize| {
        let day = path[day * DAY - 1..(day + 1) * DAY].windows(2);
        day.map(|p| ((p[1].0 / p[0].0).ln(), (p[1].1 / p[0].1).ln()))
            .collect::<Vec<_>>()
    };
    let (cliffs, line) = (of(Intraday::Cliff), of(Intraday::Bridge(0.0)));
    let mut times = vec![];
    for day in 1..20 {
        let steps = moves(&cliffs, day);
        let moved: Vec<_> = (0..DAY).filter(|at| steps[*at].0.abs() > 1e-13).collect();
        assert_eq!(moved.len(), 1);
        assert!(steps[moved[0]].1.abs() > 1e-13);
        times.push(moved[0]);
        for step in moves(&line, day) {
            let close = (rows[day + 1].qer / rows[day].qer).ln() / DAY as f64;
            near(step.0, close, 1e-12);
        }
    }
    times.sort_unstable();
    times.dedup();
    assert!(times.len() > 10, "{times:?}");
}

#[test]
fn a_bridge_moves_within_the_day_as_much_as_the_days_do() {
    let bootstrap = Bootstrap {
        rows: history(400),
        block: Some(7),
        intraday: Intraday::Bridge(1.0),
    };
    let rows = &bootstrap.rows.clone();
    let scenario = scenario(Base::Bootstrap(bootstrap), None, 50);
    let (mut sum, mut n) = (0.0, 0.0);
    for index in 0..40 {
        for pair in prices(&scenario, index).windows(2) {
            sum += (pair[1].0 / pair[0].0).ln().powi(2);
            n += 1.0;
        }
    }
    let days: Vec<f64> = rows
        .windows(2)
        .map(|r| (r[1].qer / r[0].qer).ln())
        .collect();
    let daily = days.iter().map(|d| d * d).sum::<f64>() / days.len() as f64;
    near((sum / n * DAY as f64 / daily).sqrt(), 1.0, 0.02);
}

#[test]
fn blocks_are_days_that_followed_one_another() {
    let rows = history(50);
    let bootstrap = Bootstrap {
        rows: rows.clone(),
        block: Some(5),
        intraday: Intraday::Bridge(0.0),
    };
    let path = prices(&scenario(Base::Bootstrap(bootstrap), None, 60), 8);
    let daily: Vec<f64> = rows
        .windows(2)
        .map(|r| (r[1].qer / r[0].qer).ln())
        .collect();
    let mut closes = vec![1.0];
    closes.extend((1..=60).map(|day| path[day * DAY - 1].0));
    let found: Vec<usize> = closes
        .windows(2)
        .map(|c| {
            let day = (c[1] / c[0]).ln();
            daily.iter().position(|d| (d - day).abs() < 1e-11).unwrap()
        })
        .collect();
    let mut begins = vec![];
    for block in found.chunks(5) {
        for pair in block.windows(2) {
            assert_eq!(pair[1], (pair[0] + 1) % 50);
        }
        begins.push(block[0]);
    }
    begins.dedup();
    assert!(begins.len() > 8, "{begins:?}");
}

#[test]
fn a_replay_is_what_it_is_given() {
    let given = Replay {
        qer: (0..DAY).map(|n| 1.0 + 0.01 * n as f64).collect(),
        eth: (0..DAY).map(|n| 2_000.0 - n as f64).collect(),
        stable: (0..DAY).map(|n| 1.0 - 0.0001 * n as f64).collect(),
    };
    let scenario = scenario(Base::Replay(given.clone()), None, 1);
    let mut at = 0;
    Worker::new(&scenario).trace(1, 1, &mut |step| {
        near(step.qer / given.qer[at], 1.0, 1e-14);
        near(step.eth / given.eth[at], 1.0, 1e-14);
        near(step.stable / given.stable[at], 1.0, 1e-14);
        at += 1;
    });
    assert_eq!(at, DAY);
}
