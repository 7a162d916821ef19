//! What a simulation found, as JSON, CSV, and a page with charts.

mod chart;
mod charts;
mod csv;
mod error;
mod estimate;
mod figures;
mod frontier;
mod html;
mod model;
mod tables;

use std::path::Path;

pub use self::csv::{paths_csv, sweep_csv};
pub use self::error::ReportError;
pub use self::estimate::{Estimate, Quantile};
pub use self::figures::{FigureKind, FIGURES};
pub use self::frontier::frontier;
pub use self::html::render;
pub use self::model::{FigureReport, Report, Run, SweepReport};
pub use self::tables::probability;

/// Writes report.html, report.json and sweep.csv (of a sweep), and the frontier as a picture of its own, into a folder.
/// What there is of each path is in paths.csv, written with [`paths_csv`].
///
/// # Errors
/// A chart that cannot be drawn, or a file that cannot be written.
pub fn write(report: &Report, folder: &Path) -> Result<(), ReportError> {
    let mut json = serde_json::to_string_pretty(report)?;
    json.push('\n');
    let mut files = vec![("report.json", json), ("report.html", render(report)?)];
    if let Some(sweep) = &report.sweep {
        files.push(("sweep.csv", sweep_csv(sweep)));
        files.push(("frontier.svg", frontier(sweep)?));
    }
    for (name, content) in files {
        write_file(&folder.join(name), &content)?;
    }
    Ok(())
}

/// Writes a file.
///
/// # Errors
/// `Output`, with its path.
pub fn write_file(path: &Path, content: &str) -> Result<(), ReportError> {
    std::fs::write(path, content).map_err(|source| ReportError::Output {
        path: path.to_owned(),
        source,
    })
}
