//! The section on governance of the page.

use super::model::Raid;
use super::{charts, tables, text};
use crate::report::DemoReport;
use crate::DemoError;
use qerun_display::number;
use qerun_display::page::{escape, figure, section, table};

/// Charts and tables with their explanation.
pub fn render(report: &DemoReport) -> Result<String, DemoError> {
    let governance = &report.governance;
    let mut content = [
        figure("Voting power by tier over time", &charts::power(report)?),
        figure(
            "Reputation of the holders over time",
            &charts::reputation(report)?,
        ),
        table(&tables::holders(governance)),
        table(&tables::votes(governance)),
        table(&tables::operations(governance)),
    ]
    .concat();
    if let Some(rates) = tables::rates(governance) {
        content += &table(&rates);
    }
    if !governance.unbonding.is_empty() {
        content += &table(&tables::unbonding(governance));
    }
    let raid = governance.raid.as_ref().map(raid);
    let missed = text::missed(governance, report.days.len());
    for words in [raid, missed].into_iter().flatten() {
        content += &format!("<p class=\"note\">{}.</p>\n", escape(&words));
    }
    let perk = &governance.perk;
    let words = format!(
        "The timelock owns every contract; what holders decide on DAO DAO's contracts is filed there, waits by its class against a bond, and is executed by anyone unless the guardian vetoes it meanwhile. Power is stake times the weight of its tier; reputation follows stake slowly, and with {} of it and {} of power the perk \u{201c}{}\u{201d} opens.",
        number(perk.min_reputation, 0),
        number(perk.min_power, 0),
        perk.id,
    );
    Ok(section("Governance", &words, &content))
}

/// The outcome of the raid with the timelock's error message.
fn raid(raid: &Raid) -> String {
    let mut words = format!(
        "Mallory asks, with a minority of the power and few who vote, for the reserve and its ETH. The raid {}",
        text::raid(raid)
    );
    if let Some(refusal) = &raid.refusal {
        words += &format!(" (\u{201c}{refusal}\u{201d})");
    }
    if raid.reserve_kept {
        words += ". The reserve is the timelock's, as before";
    }
    words
}
