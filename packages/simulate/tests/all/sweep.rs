//! Sweeps: how they are written, what each key changes, and that points differ by nothing else.

use std::collections::HashSet;

use qerun_simulate::report::SweepReport;
use qerun_simulate::sweep::{
    keys, Axis, Case, PriceSource, Setup, Study, Sweep, SweepError, MOST_PATHS,
};
use qerun_simulate::Diffusion;

use super::common::plan;

pub fn setup() -> Setup {
    let plan = plan();
    Setup {
        days: 3,
        ..Setup::new(
            plan.market,
            plan.reserve.storefront,
            6,
            PriceSource::Diffusion(Diffusion::default()),
        )
    }
}

pub fn study(paths: u64) -> Study {
    let mut setup = setup();
    setup.gaps.per_year = 100.0;
    let name = "gaps".to_owned();
    Study {
        cases: vec![Case { name, setup }],
        seed: 7,
        paths,
    }
}

fn axis(text: &str) -> Axis {
    text.parse().unwrap()
}

#[test]
fn how_a_sweep_is_written() {
    for (text, values) in [
        ("max_ltv=0.1:0.5:5", vec![0.1, 0.2, 0.3, 0.4, 0.5]),
        ("max_ltv=0.5:0.1:3", vec![0.5, 0.3, 0.1]),
        ("max_ltv=0.3:0.3:1", vec![0.3]),
        ("max_ltv=0.3", vec![0.3]),
        ("max_ltv=0.3, 0.1,0.1", vec![0.3, 0.1, 0.1]),
    ] {
        assert_eq!(axis(text).values, values, "{text}");
    }
    for (text, error) in [
        (
            "max_ltv",
            "`max_ltv` is no sweep; write key=from:to:points or key=value,value,..",
        ),
        (
            "max_ltv=1:2",
            "`max_ltv=1:2` is no sweep; write key=from:to:points or key=value,value,..",
        ),
        (
            "max_ltv=",
            "max_ltv: nothing to sweep; give at least one point, and two if they differ",
        ),
        (
            "max_ltv=0.1:0.5:0",
            "max_ltv: nothing to sweep; give at least one point, and two if they differ",
        ),
        (
            "max_ltv=0.1:0.5:1",
            "max_ltv: nothing to sweep; give at least one point, and two if they differ",
        ),
        ("max_ltv=a:0.5:2", "max_ltv: `a` is no number"),
        ("max_ltv=0.1:0.5:-2", "max_ltv: `-2` is no number"),
        ("max_ltv=0.1,NaN", "max_ltv: `NaN` is no number"),
        ("max_ltv=0.1,inf", "max_ltv: `inf` is no number"),
        ("max_ltv=0:1:10001", "10001 points are more than 10000"),
    ] {
        let found = text.parse::<Axis>().unwrap_err();
        assert_eq!(found.to_string(), error, "{text}");
    }
    let unknown = "colour=1".parse::<Axis>().unwrap_err().to_string();
    assert!(unknown.starts_with("there is no parameter `colour` to sweep; there are max_ltv, "));
    for key in keys() {
        assert!(unknown.contains(key.name), "{}", key.name);
    }
}

/// Every key changes something of its own, and what it is set to is refused where it makes no sense.
#[test]
fn every_key_changes_something_else() {
    let names: HashSet<&str> = keys().iter().map(|key| key.name).collect();
    assert_eq!(names.len(), keys().len());
    let mut changed: Vec<Setup> = Vec::new();
    for key in keys() {
        let mut setup = setup();
        // A length of 0.123 days is none.
        let value = if key.name == "days" { 123.0 } else { 0.123 };
        key.set(&mut setup, value).unwrap();
        assert!(!changed.contains(&setup), "{}", key.name);
        assert_ne!(setup, self::setup(), "{}", key.name);
        changed.push(setup);
    }
    let negative = axis("max_ltv=-0.5");
    let refused = negative.key.set(&mut setup(), -0.5).unwrap_err();
    assert!(matches!(refused, SweepError::Value { key: "max_ltv", .. }));
    let refused = |text: &str| {
        let axis = axis(text);
        let refused = axis.key.set(&mut setup(), axis.values[0]);
        refused.unwrap_err().to_string()
    };
    let whole = "days cannot be 1.5: it is no whole number from 1 on";
    assert_eq!(refused("days=1.5"), whole);
    for delay in ["liquidator_delay", "oracle_delay"] {
        let below = format!("{delay} cannot be -3: it is below zero");
        assert_eq!(refused(&format!("{delay}=-3")), below);
    }
    let late = Sweep::new(vec![axis("gaps_per_year=-1")]).unwrap();
    let refused = late.cases(&study(1), &[-1.0]).unwrap_err().to_string();
    assert!(refused.starts_with("gaps.per_year is -1"), "{refused}");
}

#[test]
fn all_combinations() {
    let sweep = Sweep::new(vec![axis("max_ltv=0.4,0.5"), axis("debt_cap=0.1,0.2,0.15")]).unwrap();
    let all = sweep.combinations();
    assert_eq!(all.len(), 6);
    assert_eq!(all[1], [0.4, 0.2]);
    assert_eq!(all[5], [0.5, 0.15]);
    let twice = Sweep::new(vec![axis("max_ltv=0.4"), axis("max_ltv=0.5")]).unwrap_err();
    assert_eq!(twice.to_string(), "max_ltv is swept twice");
    let many = Sweep::new(vec![axis("max_ltv=0:1:200"), axis("debt_cap=0:1:200")]);
    assert_eq!(
        many.unwrap_err().to_string(),
        "40000 points are more than 10000"
    );
}

/// Who waits for a profit that never comes leaves debts on the books: suppliers have lost them all the same.
#[test]
fn what_pays_nobody_is_lost_though_nobody_writes_it_off() {
    let sweep = Sweep::new(vec![axis("min_profit=-1e13,1e9")]).unwrap();
    let mut study = study(200);
    study.cases[0].setup.insurance = Some(0.1);
    let points: Vec<_> = sweep
        .combinations()
        .into_iter()
        .map(|values| sweep.point(&study, values, &|_| Ok(()), &|_| ()).unwrap())
        .collect();
    let lost = |at: usize| points[at].supplier_loss.distribution.clone();
    assert!(points[0].written_off.distribution.above_zero > 0.05);
    assert_eq!(points[1].written_off.distribution.above_zero, 0.0);
    assert!(lost(0).above_zero > 0.0, "{:?}", lost(0));
    assert!(
        lost(1).above_zero >= lost(0).above_zero,
        "{:?} {:?}",
        lost(0),
        lost(1)
    );
}

/// More insurance on the same prices: each path loses the suppliers less, and the same is written off.
#[test]
fn points_have_the_same_prices() {
    let sweep = Sweep::new(vec![axis("insurance=0,0.1,0.5")]).unwrap();
    let study = study(200);
    let admits = |_: &_| Err("not now".to_owned());
    let points: Vec<_> = sweep
        .combinations()
        .into_iter()
        .map(|values| sweep.point(&study, values, &admits, &|_| ()).unwrap())
        .collect();
    let written = |at: usize| points[at].written_off.distribution.clone();
    let lost = |at: usize| points[at].supplier_loss.distribution.clone();
    assert!(written(0).above_zero > 0.05);
    // Interest fills even an empty insurance.
    let rate = lost(0).mean / written(0).mean;
    // What waits at the end is lost as well.
    assert!((0.99..1.1).contains(&rate), "{rate}");
    for at in [1, 2] {
        // What suppliers lose leaves less to lend, so that interest differs a little.
        assert_eq!(written(0).above_zero, written(at).above_zero);
        assert!((written(0).mean / written(at).mean - 1.0).abs() < 1e-4);
    }
    assert!(lost(0).mean > lost(1).mean && lost(1).mean > lost(2).mean);
    assert_eq!(points[1].debt_per_insurance, 10.0);
    assert_eq!(points[1].refused.as_deref(), Some("not now"));
}

/// The insurance that is taken if none is given is the least that the rules allow: by the stress bound or by the depth.
#[test]
fn the_least_insurance() {
    let mut setup = setup();
    let at = |setup: &Setup| setup.book().unwrap().insurance;
    for (min_insurance, own_eth) in [("0.07", 0.0), ("0.01", 0.0), ("0.01", 0.2), ("0.01", 9.0)] {
        setup.market.min_insurance = min_insurance.parse().unwrap();
        setup.own_eth = own_eth;
        let (rules, book) = (setup.rules().unwrap(), setup.book().unwrap());
        let (debt, insurance) = (book.debt(), at(&setup));
        let own = book.own_eth * book.eth;
        assert!((own - own_eth * debt).abs() < 1e-6);
        let encumbered = debt * rules.claim_share();
        let cover = insurance
            + (rules.stress_own * own).min(insurance)
            + rules.stress_encumbered * encumbered;
        let least = rules.min_insurance * setup.depth;
        assert!(cover >= rules.stress_loss * debt - 1e-6 && insurance >= least - 1e-9);
        let slack = (cover - rules.stress_loss * debt).min(insurance - least);
        assert!(slack.abs() < 1e-6, "{min_insurance} {own_eth}: {slack}");
    }
    setup.insurance = Some(0.3);
    assert_eq!(at(&setup), 0.3 * setup.book().unwrap().debt());
}

/// Figures are shares of the debt.
#[test]
fn a_market_in_which_nobody_may_borrow_is_no_point() {
    for text in ["debt_cap=0", "max_ltv=0"] {
        let sweep = Sweep::new(vec![axis(text)]).unwrap();
        let refused = sweep.cases(&study(1), &[0.0]).unwrap_err().to_string();
        assert!(
            refused.starts_with("nobody may borrow anything"),
            "{refused}"
        );
    }
    assert!(study(MOST_PATHS).total().is_ok());
    let many = study(MOST_PATHS + 1).total().unwrap_err().to_string();
    assert!(
        many.starts_with("10000001 paths at once are more than 10000000"),
        "{many}"
    );
}

/// Without insurance there is no figure of what it carries, and the chart has no line for it.
#[test]
fn a_sweep_without_insurance_says_so() {
    let sweep = Sweep::new(vec![axis("insurance=0,0.2")]).unwrap();
    let points = sweep.combinations().into_iter().map(|values| {
        let admits = |_: &_| Ok(());
        sweep.point(&study(5), values, &admits, &|_| ()).unwrap()
    });
    let points: Vec<_> = points.collect();
    let report = SweepReport::new(&sweep, f64::INFINITY, points);
    let drawn = qerun_simulate::report::frontier(&report).unwrap();
    assert!(!drawn.contains("as given"));
    assert!(!drawn.contains("inf") && !drawn.contains("NaN"), "{drawn}");
}
