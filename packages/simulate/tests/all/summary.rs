//! Distributions, against figures by hand.

use qerun_simulate::{Distribution, Histogram, Outcome};

fn outcomes(values: &[f64]) -> Vec<Outcome> {
    let outcome = |value: &f64| Outcome {
        supplier_loss: *value,
        ..Outcome::default()
    };
    values.iter().map(outcome).collect()
}

#[test]
fn a_distribution_is_exact() {
    let values: Vec<f64> = (0..1_000)
        .map(|n| f64::from((n * 7) % 1_000) - 899.0)
        .collect();
    let d = Distribution::of(&outcomes(&values), |o| o.supplier_loss);
    assert_eq!((d.count, d.min, d.max), (1_000, -899.0, 100.0));
    assert_eq!((d.above_zero, d.mean_above_zero), (0.1, 50.5));
    assert!((d.mean + 399.5).abs() < 1e-9);
    // Standard deviation of 1,000 whole numbers, of the sample: sqrt(1000 * 1001 / 12).
    assert!((d.error - (1_000.0 * 1_001.0 / 12.0f64).sqrt() / 1_000.0f64.sqrt()).abs() < 1e-9);
    let at = |q: f64| d.quantiles.iter().find(|(p, _)| *p == q).unwrap().1;
    assert_eq!(
        (at(0.5), at(0.99), at(0.999), at(0.9999)),
        (-400.0, 90.0, 99.0, 100.0)
    );
}

#[test]
fn nothing_has_a_distribution_too() {
    let d = Distribution::of(&[], |o| o.repaid);
    assert_eq!((d.count, d.mean, d.max, d.above_zero), (0, 0.0, 0.0, 0.0));
}

#[test]
fn a_histogram_counts_every_path_once() {
    let values = [-5.0, 0.0, 0.9, 1.0, 3.9, 4.0, 77.0];
    let h = Histogram::of(&outcomes(&values), (0.0, 4.0), 4, |o| o.supplier_loss);
    assert_eq!((h.from, h.width), (0.0, 1.0));
    assert_eq!(h.counts, [3, 1, 0, 3]);
}
