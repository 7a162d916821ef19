//! The figures of a path that a report tells, once for JSON, CSV, tables and charts.

use serde::Serialize;

use crate::outcome::Outcome;
use crate::STEP;

/// In what a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// US dollars, told as a share of the debt at the start.
    OfDebt,
    /// US dollars.
    Usd,
    /// A number of things.
    Count,
    /// Hours.
    Hours,
    /// A plain number.
    Number,
}

/// A figure.
#[derive(Debug)]
pub struct Figure {
    /// In files.
    pub key: &'static str,
    /// For people.
    pub title: &'static str,
    /// Its unit.
    pub kind: FigureKind,
    /// Of a path.
    pub of: fn(&Outcome) -> f64,
}

const fn figure(
    key: &'static str,
    title: &'static str,
    kind: FigureKind,
    of: fn(&Outcome) -> f64,
) -> Figure {
    Figure {
        key,
        title,
        kind,
        of,
    }
}

use FigureKind::{Count, Hours, Number, OfDebt, Usd};

fn hours(steps: u32) -> f64 {
    f64::from(steps) * STEP as f64 / 3_600.0
}

/// All of them.
#[rustfmt::skip]
pub static FIGURES: [Figure; 20] = [
    figure("supplier_loss", "Suppliers lost, written off or certain yet", OfDebt, Outcome::borne_by_suppliers),
    figure("expected_loss", "Of it certain and not written off yet", OfDebt, |o| o.expected_loss),
    figure("net_supplier_loss", "Suppliers lost in the end", OfDebt, Outcome::net_supplier_loss),
    figure("written_off", "Written off", OfDebt, |o| o.written_off),
    figure("insurance_used", "Paid by the insurance", OfDebt, |o| o.insurance_used),
    figure("eth_booked", "Booked against own ETH", OfDebt, |o| o.eth_booked),
    figure("recovered", "Recovered by the storefront", OfDebt, |o| o.recovered),
    figure("deficit_left", "Booked and not sold in the end", OfDebt, |o| o.deficit_left),
    figure("repaid", "Repaid by liquidators", OfDebt, |o| o.repaid),
    figure("liquidators_profit", "Liquidators' profit", OfDebt, |o| o.liquidators_profit),
    figure("liquidations", "Liquidations", Count, |o| f64::from(o.liquidations)),
    figure("write_offs", "Write-offs", Count, |o| f64::from(o.write_offs)),
    figure("unhealthy_hours", "Hours with a position to liquidate", Hours, |o| hours(o.unhealthy_steps)),
    figure("insolvent_hours", "Hours with a position under water", Hours, |o| hours(o.insolvent_steps)),
    figure("deficit_hours", "Hours with a deficit to sell ETH for", Hours, |o| hours(o.deficit_steps)),
    figure("worst_health", "Lowest health of a position", Number, |o| o.worst_health),
    figure("lowest_price", "Lowest price of QER, the first being 1", Number, |o| o.lowest_price),
    figure("attacker_profit", "The attacker's profit", Usd, |o| o.attacker_profit),
    figure("insurance_after", "Insurance in the end", OfDebt, |o| o.insurance_after),
    figure("debt_after", "Debt in the end", OfDebt, |o| o.debt_after),
];
