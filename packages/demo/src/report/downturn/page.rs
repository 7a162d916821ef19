//! The section on the fall of the page.

use super::{charts, tables, text};
use crate::report::DemoReport;
use crate::DemoError;
use qerun_display::page::{escape, figure, section, table};

/// What happened in a sentence, charts, and all figures.
///
/// # Errors
/// [`DemoError::Chart`] when a chart cannot be drawn.
pub fn render(report: &DemoReport) -> Result<String, DemoError> {
    let lines = text::lines(report);
    let notes: String = lines
        .iter()
        .map(|(name, words)| {
            format!(
                "<p class=\"note\">{}: {}</p>\n",
                escape(name),
                escape(words)
            )
        })
        .collect();
    let content = [
        notes,
        figure("Hours under water each day", &charts::hours(report)?),
        figure(
            "The lowest health of each day",
            &charts::worst_health(report)?,
        ),
        figure(
            "Repaid by liquidators each day",
            &charts::liquidated(report)?,
        ),
        figure("Losses by tranche over time", &charts::tranches(report)?),
        table(&tables::figures(report)),
    ]
    .concat();
    Ok(section(
        "Time under water",
        "Counted each hour when its prices are out and keepers have not acted yet: whether a position's health was below 1, whether a debt was beyond what its collateral and claim were worth, and whether the market had a deficit. The last day includes the hours after the last close.",
        &content,
    ))
}
