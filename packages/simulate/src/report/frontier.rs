//! The frontier: how much debt a dollar of insurance carries, against what suppliers may lose.

use qerun_display::axis::round_up;

use super::chart::{Chart, Curve, Scale, COLORS};
use super::{Estimate, ReportError, SweepReport};
use crate::sweep::Point;

/// Probability of a loss, by capital efficiency: a line along the last parameter for each combination of the others.
///
/// # Errors
/// `Chart`.
pub fn frontier(sweep: &SweepReport) -> Result<String, ReportError> {
    let height = |loss: &Estimate| loss.distribution.above_zero;
    let error = |loss: &Estimate| loss.above_zero_error;
    draw(
        sweep,
        "probability that suppliers lose",
        true,
        height,
        error,
    )
}

/// Size of a loss, by capital efficiency: its mean over the paths in which there is one.
///
/// # Errors
/// `Chart`.
pub fn size(sweep: &SweepReport) -> Result<String, ReportError> {
    let height = |loss: &Estimate| loss.distribution.mean_above_zero;
    draw(
        sweep,
        "mean loss if there is one, of the debt",
        false,
        height,
        |_| 0.0,
    )
}

fn draw(
    sweep: &SweepReport,
    title: &str,
    log: bool,
    height: fn(&Estimate) -> f64,
    error: fn(&Estimate) -> f64,
) -> Result<String, ReportError> {
    let curves: Vec<Curve> = lines(sweep)
        .into_iter()
        .zip(COLORS.iter().cycle())
        .map(|((name, points), color)| Curve {
            name,
            points: points
                .iter()
                .map(|p| (p.debt_per_insurance, height(&p.supplier_loss) * 100.0))
                .collect(),
            errors: points
                .iter()
                .map(|p| error(&p.supplier_loss) * 100.0)
                .collect(),
            color: *color,
            width: 2,
        })
        .collect();
    let all = || curves.iter().flat_map(|curve| &curve.points);
    let most = |figure: fn(&(f64, f64)) -> f64| all().map(figure).fold(0.0, f64::max);
    // The least that can be told apart from never; never is drawn on the lower edge.
    let one_path = 100.0 / sweep.paths.max(1) as f64;
    let chart = Chart {
        name: title.to_owned(),
        x: Scale {
            title: "debt that a dollar of insurance carries, dollars".to_owned(),
            from: 0.0,
            to: round_up(most(|point| point.0).max(sweep.debt_per_insurance)),
            log: false,
            suffix: "",
        },
        y: Scale {
            title: title.to_owned(),
            from: if log { one_path } else { 0.0 },
            to: round_up(most(|point| point.1).max(one_path)),
            log,
            suffix: " %",
        },
        dots: true,
        mark: Some((sweep.debt_per_insurance, "as given".to_owned())).filter(|at| at.0.is_finite()),
        curves,
    };
    chart.render()
}

/// The points by what they have in common: all parameters but the last.
fn lines(sweep: &SweepReport) -> Vec<(String, Vec<&Point>)> {
    let mut lines: Vec<(String, Vec<&Point>)> = Vec::new();
    for point in &sweep.points {
        if !point.debt_per_insurance.is_finite() {
            continue;
        }
        let common = point.values.len().saturating_sub(1);
        let values = point.values.iter().zip(&sweep.titles).take(common);
        let words: Vec<String> = values
            .map(|(value, title)| format!("{title} {value}"))
            .collect();
        let name = match words.is_empty() {
            true => sweep.titles.join(", "),
            false => words.join(", "),
        };
        match lines.last_mut().filter(|(last, _)| *last == name) {
            Some((_, points)) => points.push(point),
            None => lines.push((name, vec![point])),
        }
    }
    for (_, points) in &mut lines {
        points.sort_by(|a, b| a.debt_per_insurance.total_cmp(&b.debt_per_insurance));
    }
    lines
}
