//! A run in one line, for a table of many.

use crate::report::tables::{head, Table};
use crate::report::text::columns;
use crate::report::DemoReport;
use qerun_display::{number, or_dash};

use super::text::fall;

/// Least width of a column, so that the rows of several runs stand below one another.
const WIDTHS: [usize; 18] = [5, 10, 10, 6, 4, 6, 6, 4, 7, 6, 7, 7, 5, 6, 5, 5, 4, 6];

/// Headings, and below them the row of a run.
#[must_use]
pub fn render(report: &DemoReport) -> String {
    let mut text = String::new();
    columns::table_of_widths(&mut text, &table(report), &WIDTHS);
    text
}

/// Money in stablecoins but for the bonus, which is in US dollars; times in hours.
fn table(report: &DemoReport) -> Table {
    let (downturn, sums) = (&report.downturn, &report.losses.written_off);
    let (hours, day) = (&downturn.hours, downturn.worst_day.as_ref());
    let health = downturn.worst_health.as_ref().map(|one| one.health);
    let falls = |fall_of: fn(&super::model::WorstDay) -> _| {
        day.map_or_else(|| fall(<_>::default()), |day| fall(fall_of(day)))
    };
    Table {
        head: head(&[
            "Token", "From", "To", "Path", "Late", "QER", "ETH", "Liq.", "Repaid", "Bonus",
            "Written", "Insur.", "ETH", "Suppl.", "<1", "Insolv", "Def.", "Health",
        ]),
        rows: vec![vec![
            report.meta.token.clone(),
            report.meta.from.clone(),
            report.meta.to.clone(),
            downturn.intraday.name().to_owned(),
            downturn.liquidator_delay.to_string(),
            falls(|day| day.qer_fall),
            falls(|day| day.eth_fall),
            downturn.liquidated.count.to_string(),
            number(downturn.liquidated.repaid, 0),
            qerun_display::signed(downturn.liquidated.bonus_usd, 0),
            number(sums.debt, 0),
            number(sums.insurance, 0),
            number(sums.earmarked, 0),
            number(sums.suppliers, 0),
            hours.unhealthy.to_string(),
            hours.insolvent.to_string(),
            hours.deficit.to_string(),
            or_dash(health, |health| number(health, 2)),
        ]],
    }
}
