//! What governance may tune, where it is no longer what the plan says. That it is within its bounds is
//! for the other rules.

use serde::Serialize;
use serde_json::{json, Value};

use crate::plan::PlanFile;
use crate::verify::{Audit, Facts, Period};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let mut tuned = Tuned(audit);
    let (timelock, voting) = (&facts.timelock.config, &facts.voting);
    tuned.is("market", &facts.market.params, &plan.market);
    let reserve = &facts.reserve.config;
    tuned.is("reserve", &reserve.params, &plan.reserve);
    tuned.is("timelock", &timelock.params, &plan.timelock.params);
    tuned.is("voting", &voting.settings.params, &plan.voting.params);
    tuned.is(
        "voting",
        &json!({"active_threshold": voting.threshold, "tiers": voting.tiers.tiers}),
        &json!({"active_threshold": plan.voting.active_threshold, "tiers": plan.voting.tiers}),
    );
    let (route, timeout) = (&reserve.route, plan.route.timeout);
    tuned.is(
        "the reserve's route",
        &json!({"channel": route.channel, "timeout": route.timeout}),
        &json!({"channel": plan.route.home_channel, "timeout": timeout}),
    );
    dao(&mut tuned, facts, plan);
    for entry in &plan.oracle {
        let found = facts.oracle.assets.iter().find(|a| a.asset == entry.asset);
        if let Some(found) = found {
            let name = format!("the oracle's {}", entry.asset);
            tuned.is(&name, &found.config, &entry.config);
        }
    }
}

fn dao(tuned: &mut Tuned, facts: &Facts, plan: &PlanFile) {
    let (rules, dao) = (&facts.dao.rules, &plan.dao);
    let quorum = rules.threshold.pointer("/threshold_quorum/quorum/percent");
    let deposit = facts.dao.deposit.as_ref().map(|deposit| deposit.amount);
    let least = rules.min_voting_period.unwrap_or_default();
    tuned.is(
        "the DAO",
        &json!({
            "quorum": quorum, "voting_period": period(rules.max_voting_period),
            "min_voting_period": period(least), "deposit": deposit.unwrap_or_default(),
        }),
        &json!({
            "quorum": dao.quorum, "voting_period": dao.voting_period,
            "min_voting_period": dao.min_voting_period, "deposit": dao.deposit,
        }),
    );
}

fn period(period: Period) -> Value {
    match period {
        Period::Time(seconds) => json!(seconds),
        Period::Height(blocks) => json!(format!("{blocks} blocks")),
    }
}

struct Tuned<'a>(&'a mut Audit);

impl Tuned<'_> {
    /// One line for all fields that differ.
    fn is(&mut self, what: &str, found: &impl Serialize, planned: &impl Serialize) {
        let mut changes = Vec::new();
        compare(&mut changes, "", &value(found), &value(planned));
        self.0.tell(changes.is_empty(), "tuned", || {
            let changes = changes.join(", ");
            format!("{what} has {changes}; governance may have changed it")
        });
    }
}

/// What it looks like on the wire; all of it can be written as JSON.
fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// Adds `field found instead of planned` for each field that differs.
fn compare(changes: &mut Vec<String>, field: &str, found: &Value, planned: &Value) {
    match (found, planned) {
        _ if found == planned => {}
        (Value::Object(found), Value::Object(planned)) if found.keys().eq(planned.keys()) => {
            for ((name, found), planned) in found.iter().zip(planned.values()) {
                let dot = if field.is_empty() { "" } else { "." };
                compare(changes, &format!("{field}{dot}{name}"), found, planned);
            }
        }
        (Value::Array(found), Value::Array(planned)) if found.len() == planned.len() => {
            for (i, (found, planned)) in found.iter().zip(planned).enumerate() {
                compare(changes, &format!("{field}[{i}]"), found, planned);
            }
        }
        _ => changes.push(format!(
            "{field} {} instead of {}",
            text(found),
            text(planned)
        )),
    }
}

/// Amounts and shares without the quotes of the wire.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
