//! The report on the terminal: below 66 lines and 110 columns, whatever the run.

pub(super) mod columns;
mod summary;

use std::fmt::Write;
use std::path::Path;

use self::columns::table;
use self::summary::summary;
use super::governance::{tables as governance_tables, text as governance_text};
use super::model::{DemoReport, Role};
use super::tables;
use qerun_display::{duration, thousands};

/// Most rows shown of a table; the page has them all.
const MAX_SUPPLIERS: usize = 4;
const MAX_BORROWERS: usize = 12;
const MAX_ORDERS: usize = 3;
const MAX_HOLDERS: usize = 6;
const MAX_DECISIONS: usize = 2;

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
    table(text, governance_tables::holders(governance), MAX_HOLDERS);
    if !governance.decisions.is_empty() {
        table(
            text,
            governance_tables::operations(governance),
            MAX_DECISIONS,
        );
    }
    for (name, words) in governance_text::lines(governance, report.days.len()) {
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
