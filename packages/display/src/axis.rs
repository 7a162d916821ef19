//! Where a chart's axis ends, and what its figures look like.

use crate::thousands;

/// The smallest round figure that leaves a small margin above `max`: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a
/// power of ten.
#[must_use]
pub fn round_up(max: f64) -> f64 {
    if !max.is_finite() || max <= 0.0 {
        return 1.0;
    }
    let wanted = max * 1.04;
    let magnitude = 10f64.powf(wanted.log10().floor());
    [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .iter()
        .map(|step| step * magnitude)
        .find(|top| *top >= wanted)
        .unwrap_or(wanted)
}

/// A figure on the vertical axis, given the highest one on it.
#[must_use]
pub fn figure(value: f64, top: f64) -> String {
    if value.abs() < top * 1e-9 {
        return "0".to_owned();
    }
    match top {
        t if t >= 1e7 => format!("{} M", trim(value / 1e6, 1)),
        t if t >= 1e6 => format!("{} M", trim(value / 1e6, 2)),
        t if t >= 20.0 => thousands(value.round().max(0.0) as u128),
        t if t >= 2.0 => trim(value, 1),
        t if t >= 0.2 => trim(value, 2),
        t if t >= 0.02 => trim(value, 3),
        _ => format!("{value:.1e}"),
    }
}

fn trim(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
