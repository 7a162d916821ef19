//! A figure over all paths, and how sure it is.

use serde::Serialize;

use crate::outcome::Outcome;
use crate::summary::{Distribution, QUANTILES};

/// A distribution with the standard errors of what is read from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Mean, extremes and quantiles.
    #[serde(flatten)]
    pub distribution: Distribution,
    /// Standard error of the probability that the figure is above zero.
    pub above_zero_error: f64,
    /// What that probability is at most, with a confidence of 95 %: Wilson's bound. It says something where no path was
    /// above zero.
    pub above_zero_at_most: f64,
    /// Standard errors of the quantiles, in their order; from the ranks that a quantile's own may stray to.
    pub quantile_errors: [f64; QUANTILES.len()],
}

/// A quantile of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// Its value.
    pub value: f64,
    /// The value's standard error.
    pub error: f64,
}

impl Estimate {
    /// Of a figure of each path.
    #[must_use]
    pub fn of(outcomes: &[Outcome], figure: impl Fn(&Outcome) -> f64) -> Self {
        let distribution = Distribution::of(outcomes, &figure);
        let mut values: Vec<f64> = outcomes.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        let n = values.len() as f64;
        let p = distribution.above_zero;
        Estimate {
            above_zero_error: (p * (1.0 - p) / n.max(1.0)).sqrt(),
            above_zero_at_most: wilson_upper(p, n),
            quantile_errors: QUANTILES.map(|q| quantile_error(&values, q)),
            distribution,
        }
    }

    /// One of [`QUANTILES`].
    #[must_use]
    pub fn quantile(&self, q: f64) -> Option<Quantile> {
        let quantiles = self.distribution.quantiles.iter();
        let mut both = quantiles.zip(self.quantile_errors);
        both.find(|((at, _), _)| *at == q)
            .map(|((_, value), error)| Quantile {
                value: *value,
                error,
            })
    }
}

/// Half of what lies between the values one standard deviation of the rank below and above.
fn quantile_error(sorted: &[f64], q: f64) -> f64 {
    let n = sorted.len() as f64;
    let (rank, spread) = (n * q, (n * q * (1.0 - q)).sqrt());
    let at = |rank: f64| {
        let index = rank.ceil().max(1.0) as usize - 1;
        sorted.get(index.min(sorted.len().saturating_sub(1)))
    };
    match (at(rank - spread), at(rank + spread)) {
        (Some(low), Some(high)) => (high - low) / 2.0,
        _ => 0.0,
    }
}

/// The upper end of Wilson's interval at 95 % on one side (Wilson 1927).
fn wilson_upper(p: f64, n: f64) -> f64 {
    /// The normal distribution's 95 % quantile.
    const Z: f64 = 1.644_853_626_951_472_7;
    if n < 1.0 {
        return 1.0;
    }
    let z2 = Z * Z;
    let centre = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    ((centre + half) / (1.0 + z2 / n)).min(1.0)
}
