//! Parameters that governance may change and that differ from the plan. Their bounds are checked by `terms`.

use serde_json::Value;

use super::compare::{compare, GOVERNANCE};
use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::{Contract, InstantiateMsgs};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let reserve = &facts.reserve.config;
    let planned = messages.reserve();
    compare(
        audit,
        ("params", "market", GOVERNANCE),
        &facts.market.params,
        &messages.market().params,
        |_| Some(Severity::Note),
    );
    compare(
        audit,
        ("params", "reserve", GOVERNANCE),
        &reserve.params,
        &planned.params,
        |_| Some(Severity::Note),
    );
    for address in &facts.market.barred {
        audit.note("barred", format!("{address} may not borrow"));
    }
    // What it was made with, governance has not decided.
    let made = facts.contract(Contract::Reserve);
    let made = made.and_then(|made| made.made.pointer("/route/transport"));
    let made = made.cloned().unwrap_or_default();
    // Denoms follow from the channel; `transport` checks the outpost.
    compare(
        audit,
        ("route", "the reserve's route", GOVERNANCE),
        &reserve.route,
        &planned.route,
        |change| match change.field.as_str() {
            "channel" => Some(Severity::Fail),
            "receiver" => None,
            "transport" if kind(&made) == kind(&change.found) => Some(Severity::Fail),
            _ => Some(Severity::Note),
        },
    );
    compare(
        audit,
        ("floor", "timelock", GOVERNANCE),
        &facts.timelock.config.params,
        &messages.timelock(0).params,
        |change| {
            // A floor is only ever raised.
            let lowered = change.field.ends_with(".floor") && !change.is_raised();
            Some(match lowered {
                true => Severity::Fail,
                false => Severity::Note,
            })
        },
    );
}

/// The name of a choice.
fn kind(choice: &Value) -> Option<&String> {
    choice.as_object().and_then(|choice| choice.keys().next())
}
