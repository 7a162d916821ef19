//! The lines at the top of the terminal report.

use std::fmt::Write;

use crate::report::model::{DayRow, DemoReport};
use crate::report::{downturn, losses};
use qerun_display::{eth, number, percent, price};

/// Most limits shown; the page has them all.
const MAX_LIMITS: usize = 3;

/// Prices, loans, market, reserve and limits, a line each.
pub(super) fn summary(text: &mut String, report: &DemoReport) {
    let totals = &report.totals;
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "  {name:<12}{value}");
    };
    if let (Some(first), Some(last)) = (report.days.first(), report.days.last()) {
        line("Prices", prices(&report.meta.token, first, last));
    }
    line(
        "Loans",
        format!(
            "borrowed {} USDC, {} of it paid out; repaid {}; interest {}",
            number(totals.borrowed, 0),
            number(totals.paid_out, 0),
            number(totals.repaid, 0),
            number(totals.interest, 2)
        ),
    );
    if let Some(day) = report.days.last() {
        let market = &day.market;
        line(
            "Market",
            format!(
                "debt {} USD, collateral {}, cash {}",
                number(market.debt_usd, 0),
                number(market.collateral_usd, 0),
                number(market.cash_usd, 0)
            ),
        );
        line(
            "Insurance",
            format!(
                "{} USD: the treasury put in {} USDC, borrowers' interest {}",
                number(market.insurance_usd, 0),
                number(totals.treasury_to_insurance, 0),
                number(totals.interest_to_insurance, 2)
            ),
        );
        line(
            "Rates",
            format!(
                "utilisation {}, borrowers pay {} a year, suppliers earn {}",
                percent(market.utilisation, 1),
                percent(market.borrow_rate, 2),
                percent(market.supply_rate, 2)
            ),
        );
        line(
            "Reserve",
            format!(
                "{} ETH for claims + {} ETH own + {} USDC in flight = {} USD",
                eth(day.reserve.encumbered_eth),
                eth(day.reserve.unencumbered_eth),
                number(day.reserve.in_flight_stable, 0),
                number(day.reserve.value_usd, 0)
            ),
        );
    }
    line("Bought", bought(report));
    line("Limits met", limits(report));
    for (name, words) in losses::text::lines(&report.losses, &report.meta.token) {
        line(name, words);
    }
    for (name, words) in downturn::text::lines(report) {
        line(name, words);
    }
    line("Health < 1", under_water(report));
}

fn prices(token: &str, first: &DayRow, last: &DayRow) -> String {
    format!(
        "{token} {} -> {} USD, ETH {} -> {} USD",
        price(first.prices.qer),
        price(last.prices.qer),
        price(first.prices.eth),
        price(last.prices.eth)
    )
}

fn bought(report: &DemoReport) -> String {
    let totals = &report.totals;
    let mut text = format!(
        "{} ETH for {} USDC",
        eth(totals.eth_bought),
        number(totals.spent_on_eth, 0)
    );
    if let (Some(paid), Some(oracle)) = (totals.average_price_paid, totals.average_oracle_price) {
        let _ = write!(
            text,
            ", at {} USD where the oracle said {}",
            price(paid),
            price(oracle)
        );
    }
    text
}

/// The limits met most often, on one line.
fn limits(report: &DemoReport) -> String {
    let mut met: Vec<(&String, &u64)> = report.limited.iter().collect();
    // A purchase that never happened concerns the whole reserve, so it is shown first.
    let purchase = |name: &str| name.starts_with("purchase");
    met.sort_by(|a, b| {
        let first = purchase(b.0).cmp(&purchase(a.0));
        first.then(b.1.cmp(a.1)).then(a.0.cmp(b.0))
    });
    let shown: Vec<String> = met
        .into_iter()
        .take(MAX_LIMITS)
        .map(|(name, count)| format!("{name} {count} x"))
        .collect();
    if shown.is_empty() {
        return "none: everyone got what they wanted".to_owned();
    }
    shown.join(", ")
}

/// Positions below health 1 at the bid.
fn under_water(report: &DemoReport) -> String {
    let sum = &report.under_water;
    if sum.positions == 0 {
        return "none".to_owned();
    }
    format!(
        "{} position{} at the end: debt {} USD, {} more than the {}'s worth; claims {}",
        sum.positions,
        if sum.positions == 1 { "" } else { "s" },
        number(sum.debt_usd, 0),
        number(sum.shortfall_usd, 0),
        report.meta.token,
        number(sum.claims_usd, 0)
    )
}
