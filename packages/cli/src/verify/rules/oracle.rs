//! Prices: the plan's assets, with the plan's sources.

use super::compare::{compare, GOVERNANCE};
use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::InstantiateMsgs;

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
            |change| {
                // Who says the price, and how; an age is governance's, within its bounds.
                let role = change.is("sources") && !change.field.ends_with(".max_age");
                Some(match role {
                    true => Severity::Fail,
                    false => Severity::Note,
                })
            },
        );
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
