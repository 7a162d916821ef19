//! Market, reserve and outpost trade what the plan says: coins, decimals, price ids.

use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::InstantiateMsgs;

use super::compare::{compare, GOVERNANCE};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let (market, reserve) = (&facts.market.config, &facts.reserve.config.config);
    // Neighbours and guardians are for `links` and `control`, the perk is governance's.
    compare(
        audit,
        ("asset", "the market", GOVERNANCE),
        market,
        &messages.market().config,
        |change| match change.field.as_str() {
            "token" | "oracle" | "reserve" | "guardian" | "perk.voting" => None,
            _ if change.is("perk") => Some(Severity::Note),
            _ => Some(Severity::Fail),
        },
    );
    compare(
        audit,
        ("asset", "the reserve", GOVERNANCE),
        reserve,
        &messages.reserve().config,
        |change| match change.field.as_str() {
            "market" | "oracle" | "token" | "guardian" => None,
            _ => Some(Severity::Fail),
        },
    );
    if let Some(outpost) = &facts.outpost {
        compare(
            audit,
            ("asset", "the outpost", "its owner"),
            &outpost.config,
            &messages.outpost().config,
            |change| match change.field.as_str() {
                "reserve" => None,
                // `venue` checks it.
                _ if change.is("venue") => None,
                "return_timeout" => Some(Severity::Note),
                _ => Some(Severity::Fail),
            },
        );
    }
    // Amounts are recorded in the token's own decimals.
    let (found, wanted) = (market.collateral_decimals, facts.token.info.decimals);
    audit.must(found == wanted, "asset", || {
        format!("the market counts QER with {found} decimals, the token has {wanted}")
    });
}
