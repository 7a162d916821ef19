//! The report on the terminal: below 60 lines and 100 columns, whatever the run.

use std::fmt::Write;
use std::path::Path;

use super::governance::{tables as held, text as told};
use super::model::{DayRow, DemoReport, Role};
use super::tables::{self, Table};
use qerun_display::{duration, eth, number, percent, price, thousands};

/// Most rows shown of a table; the page has them all.
const MAX_SUPPLIERS: usize = 4;
const MAX_BORROWERS: usize = 12;
const MAX_ORDERS: usize = 4;
const MAX_HOLDERS: usize = 6;
const MAX_DECISIONS: usize = 2;
const MAX_LIMITS: usize = 3;

/// The whole report. `out` is where the page and the JSON are.
#[must_use]
pub fn render(report: &DemoReport, out: &Path) -> String {
    let mut text = String::new();
    title(&mut text, report);
    summary(&mut text, report);
    people(&mut text, report);
    purchases(&mut text, report);
    governance(&mut text, report);
    footer(&mut text, report, out);
    text
}

// Writing to a String cannot fail, so the results of `writeln!` are dropped.

fn title(text: &mut String, report: &DemoReport) {
    let meta = &report.meta;
    let _ = writeln!(
        text,
        "Qerun demo: {}, {} to {} ({} days), seed {}\n",
        meta.source,
        meta.from,
        meta.to,
        report.days.len(),
        meta.seed
    );
}

fn summary(text: &mut String, report: &DemoReport) {
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
            "borrowed {} USDC, {} of it in cash; repaid {}; interest {}",
            number(totals.borrowed, 0),
            number(totals.cash_paid, 0),
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
    // Purchases that never came about concern the reserve, not a person: they are not left out.
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

/// Nothing liquidates these yet, so the report owes the figures.
fn under_water(report: &DemoReport) -> String {
    let sum = &report.under_water;
    if sum.positions == 0 {
        return "none".to_owned();
    }
    format!(
        "{} position{}, not liquidated yet: debt {} USD, {} more than the {}'s worth; claims {}",
        sum.positions,
        if sum.positions == 1 { "" } else { "s" },
        number(sum.debt_usd, 0),
        number(sum.shortfall_usd, 0),
        report.meta.token,
        number(sum.claims_usd, 0)
    )
}

fn people(text: &mut String, report: &DemoReport) {
    let of = |role: Role| report.users.iter().filter(|user| user.role == role).count();
    if of(Role::Borrower) > 0 {
        text.push('\n');
        table(text, tables::borrowers(report), MAX_BORROWERS);
    }
    if of(Role::Supplier) > 0 {
        text.push('\n');
        table(text, tables::suppliers(report), MAX_SUPPLIERS);
    }
}

fn purchases(text: &mut String, report: &DemoReport) {
    text.push('\n');
    if report.orders.is_empty() {
        text.push_str("No ETH was bought: no batch grew large or old enough.\n");
        return;
    }
    // The latest, since the first ones say the least about the state at the end.
    let skipped = report.orders.len().saturating_sub(MAX_ORDERS);
    let shown = tables::orders(report.orders.iter().skip(skipped));
    table(text, shown, MAX_ORDERS);
    if skipped > 0 {
        let _ = writeln!(text, "  and {} earlier orders", thousands(skipped as u128));
    }
}

fn governance(text: &mut String, report: &DemoReport) {
    let governance = &report.governance;
    if governance.holders.is_empty() {
        return;
    }
    text.push('\n');
    table(text, held::holders(governance), MAX_HOLDERS);
    if !governance.decisions.is_empty() {
        table(text, held::operations(governance), MAX_DECISIONS);
    }
    for (name, words) in told::lines(governance, report.days.len()) {
        let _ = writeln!(text, "  {name:<12}{words}");
    }
}

fn footer(text: &mut String, report: &DemoReport, out: &Path) {
    let stats = &report.relayer;
    let checks: u64 = report.invariants.values().sum();
    let _ = writeln!(
        text,
        "\nRelayer: {} packets, {} acks, {} error acks, {} timeouts, {} duplicates, {} held back; longest {}",
        stats.packets,
        stats.acks,
        stats.error_acks,
        stats.timeouts,
        stats.duplicates,
        stats.delayed,
        duration(stats.max_delay_seconds)
    );
    let _ = writeln!(
        text,
        "Invariants: {} kinds, {} checks, all held",
        report.invariants.len(),
        thousands(u128::from(checks))
    );
    let _ = writeln!(
        text,
        "Pictures: {}   Figures: {}",
        out.join("report.html").display(),
        out.join("report.json").display()
    );
}

/// Columns as wide as their widest cell; figures right, words left; cut at `limit` rows.
fn table(text: &mut String, table: Table, limit: usize) {
    let shown = table.rows.iter().take(limit);
    let mut widths: Vec<usize> = table.head.iter().map(|cell| cell.chars().count()).collect();
    for row in shown.clone() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in std::iter::once(&table.head).chain(shown) {
        let mut line = String::from(" ");
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match index {
                0 => write!(line, " {cell:<width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if table.rows.len() > limit {
        let _ = writeln!(text, "  and {} more", table.rows.len() - limit);
    }
}
