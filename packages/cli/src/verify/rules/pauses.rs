//! What the guardian can do: the pauses of the plan, no other, as often and as long as planned.

use std::collections::BTreeMap;

use cosmwasm_std::Binary;
use serde_json::{json, Value};

use super::compare::{compare, value, GOVERNANCE};
use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::InstantiateMsgs;

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let found: BTreeMap<&str, Value> = facts
        .timelock
        .pauses
        .iter()
        .map(|row| (row.id.as_str(), readable(value(&row.rule))))
        .collect();
    let rules = messages.timelock(0).pauses;
    let planned: BTreeMap<&str, Value> = rules
        .iter()
        .map(|row| (row.id.as_str(), readable(value(&row.rule))))
        .collect();
    for (id, rule) in &found {
        let what = format!("the guardian's pause {id}");
        match planned.get(id) {
            // The whole rule, whatever it consists of.
            Some(planned) => compare(audit, ("pause", &what, GOVERNANCE), rule, planned, |_| {
                Some(Severity::Fail)
            }),
            None => audit.must(false, "pause", || format!("{what} is not planned: {rule}")),
        }
    }
    for id in planned.keys() {
        audit.must(found.contains_key(id), "pause", || {
            format!("the guardian has no pause {id}")
        });
    }
    for row in &facts.timelock.pauses {
        let contract = row.rule.contract.as_str();
        let ours = facts.contracts.values().any(|c| c.address == contract);
        audit.must(ours, "registry", || {
            format!(
                "the pause {} is of {contract}, which is none of ours",
                row.id
            )
        });
    }
}

/// Its messages as they are, not in base64.
fn readable(mut rule: Value) -> Value {
    for name in ["pause", "end"] {
        let Some(field) = rule.get_mut(name) else {
            continue;
        };
        let bytes = field
            .as_str()
            .and_then(|text| Binary::from_base64(text).ok());
        if let Some(bytes) = bytes {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            *field = serde_json::from_str(&text).unwrap_or(json!(text));
        }
    }
    rule
}
