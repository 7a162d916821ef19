//! Proposals and lists of messages as text.

use std::fmt::Write;

use cosmwasm_std::Uint128;
use qerun_messages::timelock::{Class, ClassOfResponse};
use time::OffsetDateTime;

use super::catalog::{self, Entry};
use super::message::Call;
use super::registry::Requirements;
use super::terms::NotAfter;
use qerun_deployment::Plan;

/// The name of a class.
#[must_use]
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Routine => "routine",
        Class::Sensitive => "sensitive",
        Class::Critical => "critical",
    }
}

/// A duration: `3 days`, `1 day 12 hours`, `90 seconds` as `1 minute 30 seconds`.
#[must_use]
pub fn format_duration(seconds: u64) -> String {
    let mut left = seconds;
    let mut parts = Vec::new();
    for (unit, length) in [
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
        ("second", 1),
    ] {
        let count = left / length;
        left %= length;
        match count {
            0 => {}
            1 => parts.push(format!("1 {unit}")),
            _ => parts.push(format!("{count} {unit}s")),
        }
    }
    match parts.is_empty() {
        true => "no time".to_owned(),
        false => parts.join(" "),
    }
}

/// An amount of QER in whole tokens, to the last unit.
#[must_use]
pub fn format_qer(amount: Uint128, plan: &Plan) -> String {
    let decimals = usize::from(plan.token.decimals);
    let digits = format!("{:0>width$}", amount.to_string(), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let part = part.trim_end_matches('0');
    let dot = if part.is_empty() { "" } else { "." };
    format!("{grouped}{dot}{part} {}", plan.token.symbol)
}

/// What the timelock asks for: class, bond, delay, the steward's approval.
#[must_use]
pub fn describe(answer: &ClassOfResponse, plan: &Plan) -> String {
    let name = class(answer.class);
    let delay = format_duration(answer.delay);
    let approval = match answer.co_sign {
        true => ", and the steward's approval",
        false => "",
    };
    match answer.bond.is_zero() {
        true => format!("{name}: waits {delay}, no bond{approval}"),
        false => {
            let bond = format_qer(answer.bond, plan);
            format!("{name}: a bond of {bond}, then waits {delay}{approval}")
        }
    }
}

/// A point in time.
#[must_use]
pub fn format_time(at: u64) -> String {
    let time = i64::try_from(at)
        .ok()
        .and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok());
    let date = time.map(|time| {
        let (year, month, day) = time.to_calendar_date();
        let (hour, minute, second) = time.to_hms();
        let month = u8::from(month);
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
    });
    format!("{} ({at})", date.unwrap_or_default())
}

/// The column of the names: as wide as the longest of them, and as that of the most usual ones.
fn width<'a>(names: impl Iterator<Item = &'a String>) -> usize {
    names.map(String::len).max().unwrap_or_default().max(26)
}

/// The list of all messages, by class.
#[must_use]
pub fn render_list(rows: &[(Entry, ClassOfResponse)], plan: &Plan, from: &str) -> String {
    let mut text = format!("Messages that the DAO sends through the timelock; {from}.\n");
    let name = |entry: &Entry| format!("{}.{}", entry.contract, entry.key);
    let names: Vec<String> = rows.iter().map(|(entry, _)| name(entry)).collect();
    let width = width(names.iter());
    for wanted in [Class::Routine, Class::Sensitive, Class::Critical] {
        let mut of_class = rows.iter().filter(|row| row.1.class == wanted).peekable();
        let Some((_, answer)) = of_class.peek() else {
            continue;
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{}", describe(answer, plan));
        for (entry, _) in of_class {
            let _ = writeln!(text, "  {:<width$} {}", name(entry), entry.description);
            if let Some(page) = entry.page_action {
                let _ = writeln!(
                    text,
                    "  {:<width$} in place of the page's \"{page}\", which fails",
                    ""
                );
            }
        }
    }
    text + "\nWhat the treasury pays (coins with a message, a token's transfer and send) is classified by its amount in \
            30 days. Any\nother message, and any to a contract that is not ours, as a rewards distributor that the \
            timelock owns, is critical.\n"
}

/// A proposal: its messages, what the timelock asks for, and until when it may be queued.
#[must_use]
pub fn render_proposal(
    calls: &[Call],
    requirements: &Requirements,
    not_after: &NotAfter,
    plan: &Plan,
) -> String {
    let mut text = String::new();
    let classes = &requirements.answer().messages;
    let name = |call: &Call| format!("{}.{}", call.contract, call.key);
    let names: Vec<String> = calls.iter().map(name).collect();
    let width = width(names.iter());
    for ((call, name), of) in calls.iter().zip(&names).zip(classes) {
        let words = catalog::description(&call.contract, &call.key);
        let _ = writeln!(text, "  {name:<width$} {:<10} {words}", class(*of));
    }
    let spending = requirements.answer().spending;
    if classes.iter().all(|of| *of < spending) {
        let _ = writeln!(
            text,
            "  {:<width$} {:<10} more than its limit in 30 days, or an asset without one",
            "what they spend",
            class(spending)
        );
    }
    let planned = describe(&requirements.planned, plan);
    match &requirements.on_chain {
        None => {
            let _ = writeln!(text, "{planned} (the plan's; no node was asked)");
        }
        Some(chain) if describe(chain, plan) == planned => {
            let _ = writeln!(text, "{planned} (on the chain and in the plan)");
        }
        Some(chain) => {
            let _ = writeln!(text, "{} (on the chain now)", describe(chain, plan));
            let _ = writeln!(text, "{planned} (in the plan)");
        }
    }
    let _ = writeln!(
        text,
        "to be queued by {}: {} to vote, {} to queue what passed",
        format_time(not_after.at),
        format_duration(not_after.vote),
        format_duration(not_after.allowance),
    );
    if !not_after.outlasted {
        let _ = writeln!(
            text,
            "mind: whoever votes may have the stake back before this is executed; allow less time"
        );
    }
    text
}
