//! The tables of a report.

use qerun_display::page::{head, Table};
use qerun_display::thousands;

use super::figures::{Figure, FigureKind, FIGURES};
use super::model::Run;
use super::{Estimate, Report, SweepReport};
use crate::history::TokenStatistics;

/// Quantiles that the page shows.
const SHOWN: [f64; 4] = [0.5, 0.95, 0.99, 0.999];

/// Runs side by side: what was lost, and how sure that is.
pub fn runs(report: &Report) -> Table {
    let row = |run: &Run| {
        let mut cells = vec![run.name.clone(), thousands(run.paths as u128)];
        for key in ["supplier_loss", "written_off"] {
            let estimate = run.figure(key);
            cells.push(estimate.map_or_else(String::new, probability));
            cells.push(estimate.map_or_else(String::new, |e| percent(e.distribution.max)));
        }
        let used = run.figure("insurance_used");
        cells.push(used.map_or_else(String::new, |e| percent(e.distribution.max)));
        cells.push(percent(run.insurance / run.debt));
        cells
    };
    Table {
        head: head(&[
            "Run",
            "Paths",
            "Suppliers lose",
            "At most, of the debt",
            "Something is written off",
            "At most, of the debt",
            "Insurance used at most",
            "Insurance held",
        ]),
        rows: report.runs.iter().map(row).collect(),
    }
}

/// The debt that a dollar of insurance carries.
pub fn carried(debt_per_insurance: f64) -> String {
    match debt_per_insurance.is_finite() {
        true => format!("{debt_per_insurance:.2}"),
        false => "no insurance".to_owned(),
    }
}

/// All figures of a run.
pub fn figures(run: &Run) -> Table {
    let row = |figure: &Figure| {
        let estimate = run.figure(figure.key)?;
        let show = |value: f64| value_of(figure.kind, value);
        let mut cells = vec![
            title(figure),
            format!(
                "{} ± {}",
                show(estimate.distribution.mean),
                show(estimate.distribution.error)
            ),
        ];
        for q in SHOWN {
            let quantile = estimate.quantile(q)?;
            cells.push(format!(
                "{} ± {}",
                show(quantile.value),
                show(quantile.error)
            ));
        }
        cells.push(show(estimate.distribution.min));
        cells.push(show(estimate.distribution.max));
        cells.push(probability(estimate));
        Some(cells)
    };
    Table {
        head: head(&[
            "Figure",
            "Mean",
            "50 %",
            "95 %",
            "99 %",
            "99.9 %",
            "Least",
            "Most",
            "Above zero",
        ]),
        rows: FIGURES.iter().filter_map(row).collect(),
    }
}

/// How often tokens fell.
pub fn history(tokens: &[TokenStatistics]) -> Table {
    let mut names = vec![
        "Token".to_owned(),
        "Years".to_owned(),
        "Volatility a year".to_owned(),
        "Worst day".to_owned(),
        "On".to_owned(),
    ];
    if let Some(token) = tokens.first() {
        names.extend(
            token
                .falls
                .iter()
                .map(|falls| format!("Days of {} and more, a year (at most)", percent(-falls.of))),
        );
    }
    let row = |token: &TokenStatistics| {
        let mut cells = vec![
            token.token.clone(),
            format!("{:.1}", token.days as f64 / 365.25),
            percent(token.volatility),
            percent(-token.worst),
            token.worst_on.clone(),
        ];
        cells.extend(token.falls.iter().map(|falls| {
            format!(
                "{}: {:.2} ({:.2})",
                falls.count, falls.per_year, falls.per_year_at_most
            )
        }));
        cells
    };
    Table {
        head: names,
        rows: tokens.iter().map(row).collect(),
    }
}

/// The points of a sweep.
pub fn sweep(sweep: &SweepReport) -> Table {
    let mut names: Vec<String> = sweep
        .titles
        .iter()
        .map(|title| (*title).to_owned())
        .collect();
    names.extend(head(&[
        "Debt per insurance",
        "Insurance per debt",
        "Suppliers lose",
        "Mean loss if any, of the debt",
        "Largest loss",
        "Written off",
        "Allowed",
    ]));
    let rows = sweep.points.iter().map(|point| {
        let loss = &point.supplier_loss;
        let mut cells: Vec<String> = point.values.iter().map(f64::to_string).collect();
        cells.extend([
            carried(point.debt_per_insurance),
            percent(point.insurance / point.debt),
            probability(loss),
            percent(loss.distribution.mean_above_zero),
            percent(loss.distribution.max),
            probability(&point.written_off),
            point.refused.clone().unwrap_or_else(|| "yes".to_owned()),
        ]);
        cells
    });
    Table {
        head: names,
        rows: rows.collect(),
    }
}

/// How likely a figure is above zero; where no path was, what that is at most.
pub fn probability(estimate: &Estimate) -> String {
    let p = estimate.distribution.above_zero;
    if p == 0.0 {
        return format!("never (< {})", fine(estimate.above_zero_at_most));
    }
    format!("{} ± {}", fine(p), fine(estimate.above_zero_error))
}

fn title(figure: &Figure) -> String {
    let unit = match figure.kind {
        FigureKind::OfDebt => ", of the debt",
        FigureKind::Usd => ", USD",
        FigureKind::Count | FigureKind::Hours | FigureKind::Number => "",
    };
    format!("{}{unit}", figure.title)
}

fn value_of(kind: FigureKind, value: f64) -> String {
    match kind {
        FigureKind::OfDebt => percent(value),
        FigureKind::Usd => format!("{value:.0}"),
        FigureKind::Count | FigureKind::Hours => format!("{value:.1}"),
        FigureKind::Number => format!("{value:.3}"),
    }
}

/// A share as percent, one place.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A small share as percent, three places.
fn fine(share: f64) -> String {
    format!("{:.3} %", share * 100.0)
}
