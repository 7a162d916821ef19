//! Prices: the plan's assets, with the plan's sources, and guards that guard.

use qerun_messages::oracle::{AssetResponse, Policy};

use super::compare::{compare, Change, GOVERNANCE};
use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::plan::{pool_of, LEAST_GRACE, LEAST_SOURCES};
use qerun_deployment::InstantiateMsgs;

/// Ends of the fields of a source that say when it counts, not who says the price.
const LIMITS: [&str; 4] = [".max_age", ".max_idle", ".max_confidence", ".window"];

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let planned = messages.oracle().assets;
    for entry in &planned {
        let asset = &entry.asset;
        let found = facts.oracle.assets.iter().find(|row| row.asset == *asset);
        audit.must(found.is_some(), "asset", || {
            format!("the oracle has no sources of {asset}")
        });
        let Some(found) = found else {
            continue;
        };
        audit.should(!found.halted, "asset", || format!("{asset} is halted"));
        let what = format!("the oracle's {asset}");
        compare(
            audit,
            ("source", &what, GOVERNANCE),
            &found.config,
            &entry.config,
            |change| Some(weight(change)),
        );
        if *asset == messages.plan.assets.qer {
            growth(audit, asset, &found.config.policy);
        }
        if messages.plan.is_public() {
            floors(audit, found);
        }
        if let Some(until) = found.revertible_until {
            audit.note(
                "revert",
                format!("until {until} the guardian may put back the sources of {asset} before the last change"),
            );
        }
    }
    let known = |asset: &String| planned.iter().any(|entry| entry.asset == *asset);
    let assets = facts.oracle.assets.iter().map(|row| &row.asset);
    let prices = facts.oracle.prices.iter().map(|row| &row.asset);
    let mut more: Vec<&String> = assets.chain(prices).filter(|a| !known(a)).collect();
    more.sort();
    more.dedup();
    for asset in more {
        audit.note("asset", format!("the oracle also has a price of {asset}"));
    }
}

/// Who says the price, and how, is the plan's; when a source counts is governance's, within the contract's bounds.
fn weight(change: &Change) -> Severity {
    let limit = LIMITS.iter().any(|end| change.field.ends_with(end));
    match change.is("sources") && !limit {
        true => Severity::Fail,
        false => Severity::Note,
    }
}

/// Without the clamp whoever drives QER's price up for an hour borrows on it.
fn growth(audit: &mut Audit, asset: &str, policy: &Policy) {
    for (name, value) in [
        ("max_growth_hour", policy.max_growth_hour),
        ("max_growth_day", policy.max_growth_day),
    ] {
        audit.must(value.is_some(), "growth", || {
            format!("{asset} has no {name}: its bid grows as fast as its price")
        });
    }
}

/// What a plan for a public chain must have, and governance may have lowered since.
fn floors(audit: &mut Audit, found: &AssetResponse) {
    let (asset, policy) = (&found.asset, &found.config.policy);
    let (count, least) = (policy.min_sources, LEAST_SOURCES);
    audit.must(count >= least, "source", || {
        format!("{asset} needs {count} sources that agree instead of {least}")
    });
    let (grace, least) = (policy.grace, LEAST_GRACE);
    audit.must(grace >= least, "source", || {
        format!("{asset} has a grace of {grace} s instead of {least} s")
    });
    let pools = found.config.sources.iter().any(|s| pool_of(s).is_some());
    audit.must(!pools || !policy.min_liquidity.is_zero(), "source", || {
        format!("{asset} takes the price of a pool however empty it is")
    });
}
