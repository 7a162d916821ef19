//! The voting over the LP token of the pair of QER, whose power is a weight of rewards only.

use serde_json::json;

use super::compare::{compare, GOVERNANCE};
use crate::verify::{Audit, Facts, LiquidityFacts, Severity};
use qerun_deployment::{Contract, InstantiateMsgs};
use qerun_messages::voting::InstantiateMsg;

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    match (&facts.liquidity, messages.liquidity_voting()) {
        (None, None) => {}
        (None, Some(_)) => audit.must(false, "liquidity", || {
            "the plan rewards liquidity, emissions have no stream for it".to_owned()
        }),
        (Some(_), None) => audit.must(false, "liquidity", || {
            let at = facts.at(Contract::LiquidityVoting);
            format!("those who stake at {at} are rewarded for liquidity, the plan rewards nobody for it")
        }),
        (Some(found), Some(planned)) => {
            voting(audit, facts, found, &planned);
            sums(audit, found);
        }
    }
}

fn voting(audit: &mut Audit, facts: &Facts, found: &LiquidityFacts, planned: &InstantiateMsg) {
    let voting = &found.voting;
    let (dao, wanted) = (voting.dao.as_str(), facts.at(Contract::Dao));
    audit.must(dao == wanted, "link", || {
        format!("liquidity-voting knows {dao} as its DAO, which is {wanted}")
    });
    compare(
        audit,
        ("liquidity", "liquidity-voting", GOVERNANCE),
        &json!({
            "tiers": voting.tiers.tiers, "min_unbonding": voting.tiers.min_unbonding,
            "params": voting.settings.params, "active_threshold": voting.threshold, "perks": voting.perks,
        }),
        &json!({
            "tiers": planned.tiers, "min_unbonding": planned.min_unbonding,
            "params": planned.params, "active_threshold": planned.active_threshold, "perks": planned.perks,
        }),
        |change| match change.field.as_str() {
            // Written once, and more tiers would weigh liquidity by how long it stays.
            "min_unbonding" | "tiers" => Some(Severity::Fail),
            field if field.ends_with(".multiplier") => Some(Severity::Fail),
            _ => Some(Severity::Note),
        },
    );
    super::stake::hooks(audit, "liquidity-voting", &voting.hooks, &planned.hooks);
}

fn sums(audit: &mut Audit, found: &LiquidityFacts) {
    let voting = &found.voting;
    for (what, parts, whole) in [
        ("stakes", voting.sums.0, voting.staked),
        ("powers", voting.sums.1, voting.power),
    ] {
        audit.must(parts == whole, "liquidity", || {
            format!("{what} of liquidity add up to {parts}, in all they are {whole}")
        });
    }
    let (staked, held) = (voting.staked, found.held);
    audit.must(staked <= held, "liquidity", || {
        format!("{staked} units of the LP token are staked, {held} are there")
    });
}
