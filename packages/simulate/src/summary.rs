//! Distributions of a figure over many paths.

use serde::Serialize;

use crate::outcome::Outcome;

/// The quantiles that are given.
pub const QUANTILES: [f64; 9] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 0.9999];

/// A figure over all paths. Exact: from all of them, not from a sketch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distribution {
    /// Number of paths.
    pub count: usize,
    /// The mean; zero without paths, as all below.
    pub mean: f64,
    /// The mean's standard error.
    pub error: f64,
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Which part of the paths is above zero.
    pub above_zero: f64,
    /// The mean of those.
    pub mean_above_zero: f64,
    /// [`QUANTILES`] and their values: the least value that this part of the paths does not exceed.
    pub quantiles: [(f64, f64); QUANTILES.len()],
}

impl Distribution {
    /// Of a figure of each path. The same for the same paths in the same order, to the last bit.
    #[must_use]
    pub fn of(outcomes: &[Outcome], figure: impl Fn(&Outcome) -> f64) -> Self {
        let mut values: Vec<f64> = outcomes.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        let count = values.len();
        let n = count.max(1) as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let above = values.iter().filter(|v| **v > 0.0);
        let (many, sum) = above.fold((0u64, 0.0), |(n, sum), v| (n + 1, sum + v));
        let at = |q: f64| {
            let rank = (q * count as f64).ceil() as usize;
            values.get(rank.saturating_sub(1)).copied()
        };
        Distribution {
            count,
            mean,
            error: (variance / n).sqrt(),
            min: values.first().copied().unwrap_or_default(),
            max: values.last().copied().unwrap_or_default(),
            above_zero: many as f64 / n,
            mean_above_zero: sum / many.max(1) as f64,
            quantiles: QUANTILES.map(|q| (q, at(q).unwrap_or_default())),
        }
    }
}

/// Counts of a figure in bins of equal width, for pictures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Histogram {
    /// Where the first bin begins.
    pub from: f64,
    /// Width of a bin.
    pub width: f64,
    /// Paths in each bin. What lies below or above counts in the first or the last.
    pub counts: Vec<u64>,
}

impl Histogram {
    /// Of a figure from `from` to `to` in so many bins, at least one. A figure that is no number is left out.
    #[must_use]
    pub fn of(
        outcomes: &[Outcome],
        (from, to): (f64, f64),
        bins: usize,
        figure: impl Fn(&Outcome) -> f64,
    ) -> Self {
        let bins = bins.max(1);
        let width = ((to - from) / bins as f64).max(f64::MIN_POSITIVE);
        let mut counts = vec![0; bins];
        for value in outcomes.iter().map(figure).filter(|v| !v.is_nan()) {
            let bin = ((value - from) / width).max(0.0) as usize;
            if let Some(count) = counts.get_mut(bin.min(bins - 1)) {
                *count += 1;
            }
        }
        Histogram {
            from,
            width,
            counts,
        }
    }
}
