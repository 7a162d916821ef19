//! Reports: how sure a figure is, what the files say, and that nothing from outside becomes markup.

use qerun_simulate::report::{paths_csv, render, sweep_csv, Estimate, Report, Run, SweepReport};
use qerun_simulate::sweep::{Axis, Sweep};
use qerun_simulate::Outcome;

use super::sweep::study;

fn lost(value: f64) -> Outcome {
    Outcome {
        supplier_loss: value,
        written_off: value,
        ..Outcome::default()
    }
}

#[test]
fn standard_errors() {
    let outcomes: Vec<Outcome> = (1..=10_000).map(|n| lost(f64::from(n))).collect();
    let all = Estimate::of(&outcomes, |o| o.supplier_loss);
    let median = all.quantile(0.5).unwrap();
    // The rank of a median of n values has a standard deviation of sqrt(n) / 2.
    assert_eq!((median.value, median.error), (5_000.0, 50.0));
    assert_eq!(
        (all.distribution.above_zero, all.above_zero_error),
        (1.0, 0.0)
    );
    assert!(all.quantile(0.42).is_none());

    let some = Estimate::of(&outcomes, |o| (o.supplier_loss - 9_900.0).max(0.0));
    assert_eq!(some.distribution.above_zero, 0.01);
    assert!((some.above_zero_error - (0.01f64 * 0.99 / 10_000.0).sqrt()).abs() < 1e-12);
    // Wilson's bound: 2.706 / (n + 2.706) where there was none.
    let never = Estimate::of(&outcomes, |_| 0.0);
    assert!((never.above_zero_at_most - 2.7055 / (10_000.0 + 2.7055)).abs() < 1e-7);
    assert!(some.above_zero_at_most > 0.0117 && some.above_zero_at_most < 0.0118);
    assert_eq!(Estimate::of(&[], |_| 1.0).above_zero_at_most, 1.0);
}

#[test]
fn the_files_of_a_run() {
    let study = study(60);
    let case = &study.cases[0];
    let outcomes = study.outcomes(&case.setup, &|_| ()).unwrap();
    let run = Run::new("<b>&run", &case.setup, &outcomes).unwrap();
    let debt = run.debt;
    let figure = run.figure("written_off").unwrap();
    let mean = outcomes.iter().map(|o| o.written_off).sum::<f64>() / 60.0 / debt;
    assert!((figure.distribution.mean - mean).abs() < 1e-12 && mean > 0.0);
    assert!(run.figure("colour").is_none());
    // What exceeds nothing is what is above zero; beyond the largest loss is nothing.
    let exceedance = &run.exceedance;
    assert_eq!(exceedance.written_off[0], figure.distribution.above_zero);
    assert_eq!(exceedance.written_off.last(), Some(&0.0));
    assert!(exceedance.written_off.windows(2).all(|p| p[0] >= p[1]));

    let axes: Vec<Axis> = vec![
        "gaps_per_year=10,100".parse().unwrap(),
        "insurance=0.1,0.4".parse().unwrap(),
    ];
    let sweep = Sweep::new(axes).unwrap();
    let points = sweep
        .combinations()
        .into_iter()
        .map(|values| sweep.point(&study, values, &|_| Ok(()), &|_| ()).unwrap())
        .collect();
    let swept = SweepReport::new(&sweep, debt / run.insurance, points);
    let csv = sweep_csv(&swept);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(lines[0].starts_with("gaps_per_year,insurance,allowed,debt_usd,"));
    assert!(
        lines[2].starts_with("10,0.4,true,100000,40000,2.5,"),
        "{}",
        lines[2]
    );
    let width = lines[0].split(',').count();
    assert!(lines.iter().all(|line| line.split(',').count() == width));

    let paths = paths_csv(&[("a,b".to_owned(), outcomes)]);
    let first = paths.lines().nth(1).unwrap();
    assert!(first.starts_with("a b,0,"), "{first}");
    assert_eq!(paths.lines().count(), 61);

    let report = Report {
        version: "1".to_owned(),
        command: "qerun simulate --plan <i>".to_owned(),
        seed: 7,
        days: 3,
        history: Vec::new(),
        runs: vec![run],
        sweep: Some(swept),
    };
    let page = render(&report).unwrap();
    assert!(!page.contains("<b>") && !page.contains("<i>"));
    assert!(page.contains("&lt;b&gt;&amp;run"));
    // Losses by run, two of the sweep, one of the run.
    assert_eq!(page.matches("<svg").count(), 4);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["runs"][0]["figures"][0]["key"], "supplier_loss");
    assert!(json["runs"][0]["figures"][0]["above_zero_at_most"].is_f64());
    assert_eq!(json["sweep"]["points"].as_array().unwrap().len(), 4);
}
