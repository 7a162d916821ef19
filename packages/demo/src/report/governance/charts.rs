//! The charts of governance.

use crate::prices::number::to_f64;
use crate::report::frame::{AMBER, BLUE, GREEN, GREY, HEALTH, RED};
use crate::report::series::{lines, series, stacked};
use crate::report::DemoReport;
use crate::DemoError;

/// Power by tier, stacked, the shortest tier at the bottom.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn power(report: &DemoReport) -> Result<String, DemoError> {
    let colors = [GREY, AMBER, BLUE, GREEN].into_iter().cycle();
    let tiers = report.governance.tiers.iter();
    let layers: Vec<_> = tiers
        .zip(colors)
        .map(|(tier, color)| (format!("{} days x {}", tier.days, tier.multiplier), color))
        .collect();
    stacked(report, "power by tier", "power", &layers, |day| {
        let powers = &day.governance.power_by_tier;
        powers.iter().map(|power| to_f64(*power)).collect()
    })
}

/// Reputation of each holder.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn reputation(report: &DemoReport) -> Result<String, DemoError> {
    let colors = [BLUE, GREEN, AMBER, GREY, HEALTH[4], RED]
        .into_iter()
        .cycle();
    let holders = report.governance.holders.iter().enumerate();
    let curves: Vec<_> = holders
        .zip(colors)
        .map(|((index, holder), color)| {
            let of = |day: &crate::report::DayRow| day.governance.reputation.get(index).copied();
            let curve = series(report, |day| of(day).map_or(0.0, to_f64));
            (holder.name.as_str(), color, curve)
        })
        .collect();
    lines(report, "reputation", "reputation, in QER", "", &curves)
}
