//! The section on liquidations and losses of the page.

use super::model::CrashRow;
use super::{charts, tables, text};
use crate::report::DemoReport;
use crate::DemoError;
use qerun_display::page::{escape, figure, section, table};
use qerun_display::{number, percent};

/// Charts and tables with their explanation.
///
/// # Errors
/// [`DemoError::Chart`] when a chart cannot be drawn.
pub fn render(report: &DemoReport) -> Result<String, DemoError> {
    let (losses, token) = (&report.losses, &report.meta.token);
    let mut content = String::new();
    if let Some(row) = &losses.crash {
        content += &format!("<p class=\"note\">{}</p>\n", escape(&crash(row, token)));
    }
    content += &[
        figure(
            "Insurance, own ETH and losses over time",
            &charts::cover(report)?,
        ),
        figure(
            "Price of a supply share over time",
            &charts::share_price(report)?,
        ),
        table(&tables::tranches(losses)),
        table(&tables::liquidations(losses, token)),
    ]
    .concat();
    if !losses.sales.is_empty() {
        content += &table(&tables::sales(losses, token));
    }
    content += &table(&tables::keepers(losses));
    let words = format!(
        "Keepers liquidate a position whose health is below 1 at the higher of mid and one-hour average, when what they get for the {token} outside, after their own price impact, leaves a profit. A debt for which nothing is left to seize is written off at once: the insurance pays first, then the reserve's own ETH, which the storefront sells, then the suppliers, by the price of their shares. Surplus ETH beyond a target buys {token}, which is burned."
    );
    Ok(section("Liquidations and losses", &words, &content))
}

/// What the crash was, what it met, and how far it is beyond what the stress bound covers.
fn crash(row: &CrashRow, token: &str) -> String {
    format!(
        "The crash of {}: {}. The stress bound covers -{} and -{}; what is beyond may reach the suppliers. Before it: a debt of {} USDC, an insurance of {} USDC, {} ETH of the protocol's own.",
        row.date,
        text::falls(row, token),
        percent(row.stress_qer_fall, 0),
        percent(row.stress_eth_fall, 0),
        number(row.debt, 0),
        number(row.insurance, 0),
        number(row.own_eth, 4),
    )
}
