//! Stake: tiers, unbonding, the active threshold, perks, and receivers of hooks.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use qerun_messages::voting::Perk;
use serde_json::json;

use super::compare::{compare, GOVERNANCE};
use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::plan::active_stake;
use qerun_deployment::InstantiateMsgs;

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let (voting, planned) = (&facts.voting, messages.voting());
    compare(
        audit,
        ("stake", "voting", GOVERNANCE),
        &json!({
            "tiers": voting.tiers.tiers, "min_unbonding": voting.tiers.min_unbonding,
            "params": voting.settings.params, "active_threshold": voting.threshold,
        }),
        &json!({
            "tiers": planned.tiers, "min_unbonding": planned.min_unbonding,
            "params": planned.params, "active_threshold": planned.active_threshold,
        }),
        |change| match change.field.as_str() {
            // Written once. A tier's multiplier cannot change either.
            "min_unbonding" => Some(Severity::Fail),
            field if field.ends_with(".multiplier") => Some(Severity::Fail),
            _ => Some(Severity::Note),
        },
    );
    tiers(audit, facts, messages);
    threshold(audit, facts, messages);
    perks(audit, facts, &planned.perks);
    hooks(audit, "voting", &voting.hooks, &planned.hooks);
}

/// Emissions are told of a change of power before the distributor is: in the other order it would settle the staker before what is
/// due has arrived, and pay that by the new power.
pub fn hooks(audit: &mut Audit, voting: &str, found: &[String], planned: &[String]) {
    let ours: Vec<&String> = found.iter().filter(|hook| planned.contains(hook)).collect();
    let same = ours.iter().copied().eq(planned);
    audit.must(same, "hook", || {
        let [ours, planned] = [ours, planned.iter().collect()].map(listed);
        format!("{voting} tells {ours} of changes of power, the plan says {planned}, in this order")
    });
    for hook in found.iter().filter(|hook| !planned.contains(hook)) {
        audit.should(false, "hook", || {
            format!(
                "{hook} is told of every change of power in {voting}; the plan does not name it"
            )
        });
    }
}

fn listed(hooks: Vec<&String>) -> String {
    match hooks.is_empty() {
        true => "nobody".to_owned(),
        false => hooks
            .iter()
            .map(|hook| hook.as_str())
            .collect::<Vec<_>>()
            .join(" and "),
    }
}

/// Tiers can be added, none removed.
fn tiers(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let (found, planned) = (&facts.voting.tiers.tiers, &messages.plan.voting.tiers);
    let same = found.len() >= planned.len()
        && found
            .iter()
            .zip(planned)
            .all(|(found, planned)| found.multiplier == planned.multiplier);
    audit.must(same, "stake", || {
        format!("the tiers of the plan are not there: {}", json!(found))
    });
}

/// The DAO changes it without the timelock, so that a lower one than planned is wrong.
fn threshold(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let Some(planned) = &messages.plan.voting.active_threshold else {
        return;
    };
    let supply = facts.token.supply.total;
    let least = active_stake(planned, supply);
    let found = facts.voting.threshold.as_ref();
    let found = found.map_or(Uint128::zero(), |found| active_stake(found, supply));
    audit.must(found >= least, "active", || {
        format!("the DAO is active from {found} units of stake on, the plan says {least}")
    });
}

fn perks(audit: &mut Audit, facts: &Facts, planned: &[Perk]) {
    let by_id = |perks: &[Perk]| -> BTreeMap<String, Perk> {
        perks.iter().map(|p| (p.id.clone(), p.clone())).collect()
    };
    let (found, planned) = (by_id(&facts.voting.perks), by_id(planned));
    compare(
        audit,
        ("perk", "voting", GOVERNANCE),
        &json!({ "perks": found }),
        &json!({ "perks": planned }),
        |_| Some(Severity::Note),
    );
    let gate = facts.market.config.perk.as_ref().map(|gate| &gate.id);
    for (id, perk) in &found {
        let open = |perk: &Perk| perk.min_power.is_zero() && perk.min_reputation.is_zero();
        let meant = planned.get(id).is_some_and(open);
        let severity = match gate == Some(id) {
            true => Severity::Fail,
            false => Severity::Warn,
        };
        audit.check(!open(perk) || meant, severity, "perk", || {
            format!("everybody has the perk {id}")
        });
    }
    if let Some(id) = gate {
        audit.should(found.contains_key(id), "perk", || {
            format!("the market asks for the perk {id}, which voting does not know")
        });
    }
}
