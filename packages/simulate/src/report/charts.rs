//! The charts of a run.

use qerun_display::axis::round_up;

use super::chart::{Chart, Curve, Scale, COLORS};
use super::model::{Exceedance, Run};
use super::ReportError;

/// Probabilities that a loss exceeds a share of the debt, by who bears it.
///
/// # Errors
/// `Chart`.
pub fn losses(run: &Run) -> Result<String, ReportError> {
    let Exceedance {
        shares,
        written_off,
        insurance_used,
        supplier_loss,
    } = &run.exceedance;
    let named = [
        ("suppliers lost more", supplier_loss),
        ("the insurance paid more", insurance_used),
        ("written off more", written_off),
    ];
    exceedance("losses", run, shares, &named, &[2, 6, 2])
}

/// Probabilities that more than a share of the debt is written off, for all runs in one chart.
///
/// # Errors
/// `Chart`.
pub fn written_off(runs: &[Run]) -> Result<String, ReportError> {
    let longest = runs.iter().max_by_key(|run| run.exceedance.shares.len());
    let Some(longest) = longest else {
        return Ok(String::new());
    };
    let named: Vec<(&str, &Vec<f64>)> = runs
        .iter()
        .map(|run| (run.name.as_str(), &run.exceedance.written_off))
        .collect();
    exceedance(
        "written off, by run",
        longest,
        &longest.exceedance.shares,
        &named,
        &[2],
    )
}

/// The lowest probability that is drawn is that of one path.
fn exceedance(
    name: &str,
    run: &Run,
    shares: &[f64],
    named: &[(&str, &Vec<f64>)],
    widths: &[u32],
) -> Result<String, ReportError> {
    let least = 1.0 / run.paths.max(1) as f64;
    let from = 10f64.powf((least * 100.0).log10().floor()).min(1.0);
    let styles = COLORS.iter().cycle().zip(widths.iter().cycle());
    let curves = named.iter().zip(styles);
    let curve = |((name, probabilities), (color, width)): (&(&str, &Vec<f64>), (&_, &u32))| Curve {
        name: (*name).to_owned(),
        points: shares
            .iter()
            .zip(*probabilities)
            .filter(|(_, p)| **p > 0.0)
            .map(|(share, p)| (share * 100.0, p * 100.0))
            .collect(),
        errors: Vec::new(),
        color: *color,
        width: *width,
    };
    let chart = Chart {
        name: name.to_owned(),
        x: Scale {
            title: "than this share of the debt".to_owned(),
            from: 0.0,
            to: round_up(shares.last().copied().unwrap_or_default() * 100.0),
            log: false,
            suffix: " %",
        },
        y: Scale {
            title: "of the paths".to_owned(),
            from,
            to: 100.0,
            log: true,
            suffix: " %",
        },
        curves: curves.map(curve).collect(),
        dots: false,
        mark: None,
    };
    chart.render()
}
