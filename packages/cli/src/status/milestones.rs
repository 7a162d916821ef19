//! Which phase the protocol is in, since when, and what is missing for the next one.

use std::fmt::{Display, Write};

use super::row::row;
use crate::propose::format_time;
use crate::verify::Facts;

/// Adds the rows: governance and staking are there from the first block on. An older code has no milestones, and no rows.
pub(super) fn render(text: &mut String, facts: &Facts) {
    let (Some(borrowing), Some(buyback)) = (&facts.market.milestones, &facts.reserve.milestones)
    else {
        return;
    };
    let phase = match (borrowing.opened_at, buyback.opened_at) {
        (None, _) => "governance and staking",
        (Some(_), None) => "governance, staking and borrowing",
        (Some(_), Some(_)) => "governance, staking, borrowing and buyback",
    };
    row(text, "phase", |t| write!(t, "{phase}"));
    for (name, opened_at) in [
        ("borrowing", borrowing.opened_at),
        ("buyback", buyback.opened_at),
    ] {
        row(text, "milestone", |t| match opened_at {
            Some(at) => write!(t, "{name} open since {}", format_time(at)),
            None => write!(t, "{name} has not been opened"),
        });
    }
    match (borrowing.opened_at, buyback.opened_at) {
        (None, _) => missing(text, "borrowing", &borrowing.missing),
        (Some(_), None) => missing(text, "buyback", &buyback.missing),
        (Some(_), Some(_)) => {}
    }
}

/// What a vote on the next milestone would be refused for.
fn missing(text: &mut String, milestone: &str, items: &[impl Display]) {
    if items.is_empty() {
        row(text, "missing", |t| {
            write!(t, "nothing: a vote can open {milestone}")
        });
    }
    for item in items {
        row(text, "missing", |t| write!(t, "for {milestone}: {item}"));
    }
}
