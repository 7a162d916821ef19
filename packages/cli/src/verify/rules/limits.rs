//! How much may be spent of the treasury before it is critical.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use qerun_messages::timelock::{cw20_key, native_key, Asset};

use crate::verify::{Audit, Facts};
use qerun_deployment::InstantiateMsgs;

/// Routine and sensitive.
type Limit = (Uint128, Uint128);

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let timelock = messages.timelock(0);
    let planned: BTreeMap<String, Limit> = timelock
        .spend_limits
        .iter()
        .map(|limit| {
            let key = match &limit.asset {
                Asset::Native { denom } => native_key(denom),
                Asset::Cw20 { address } => cw20_key(address),
            };
            (key, (limit.routine, limit.sensitive))
        })
        .collect();
    let rows = facts.timelock.limits.iter();
    let found: BTreeMap<String, Limit> = rows
        .map(|row| {
            let limit = (row.limit.routine, row.limit.sensitive);
            (row.limit.asset.key(), limit)
        })
        .collect();
    let mut keys: Vec<&String> = planned.keys().chain(found.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let of = |limits: &BTreeMap<String, Limit>| limits.get(key).copied().unwrap_or_default();
        let (found, planned) = (of(&found), of(&planned));
        for (class, found, planned) in [
            ("routine", found.0, planned.0),
            ("sensitive", found.1, planned.1),
        ] {
            // No code bounds them.
            audit.must(found <= planned, "spending", || {
                format!("{found} of {key} may be spent as {class}, the plan says {planned}")
            });
            audit.note_unless(found >= planned, "drift", || {
                format!(
                    "{found} of {key} may be spent as {class} instead of {planned}; governance may have changed it"
                )
            });
        }
    }
    let (found, planned) = (facts.timelock.config.max_bond, timelock.max_bond);
    audit.must(found == planned, "bond", || {
        format!("no bond is above {found}, the plan says {planned}")
    });
}
