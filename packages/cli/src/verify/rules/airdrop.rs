//! The airdrop is the plan's, and holds what is still to be claimed or returned.

use super::compare::compare;
use super::dates::begins;
use crate::verify::{AirdropFacts, Audit, Facts, Severity};
use qerun_deployment::{Contract, InstantiateMsgs};
use qerun_messages::airdrop;

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    match (&facts.airdrop, messages.airdrop(0)) {
        (None, None) => {}
        (None, Some(_)) => audit.must(false, "airdrop", || {
            "the plan has an airdrop, QER's genesis gave to none".to_owned()
        }),
        (Some(_), None) => audit.must(false, "airdrop", || {
            format!(
                "{} is an airdrop, the plan has none",
                facts.at(Contract::Airdrop)
            )
        }),
        (Some(found), Some(planned)) => {
            compare(
                audit,
                ("airdrop", "the airdrop", "nobody"),
                &found.config,
                &planned.config,
                // Dates count from the deployment.
                |change| (!change.is("start") && !change.is("end")).then_some(Severity::Fail),
            );
            times(audit, facts, found, &planned.config);
            balance(audit, facts, found);
        }
    }
}

/// `planned` counts from zero.
fn times(
    audit: &mut Audit,
    facts: &Facts,
    found: &AirdropFacts,
    planned: &airdrop::Config<String>,
) {
    let (start, end) = (found.config.start, found.config.end);
    let (lasts, wanted) = (
        end.saturating_sub(start),
        planned.end.saturating_sub(planned.start),
    );
    audit.must(lasts == wanted, "airdrop", || {
        format!("the airdrop can be claimed for {lasts} s, the plan says {wanted} s")
    });
    let contract = facts.contract(Contract::Airdrop);
    let created_at = contract.and_then(|c| c.created_at);
    audit.should(created_at.is_some(), "airdrop", || {
        "the node no longer knows when the airdrop was made: its start is bounded from one side only; ask one that \
         keeps all blocks"
            .to_owned()
    });
    let allowed = begins(created_at, facts.home.time, planned.start);
    audit.must(allowed.contains(&start), "airdrop", || {
        let found = start.saturating_sub(created_at.unwrap_or(facts.home.time));
        let planned = planned.start;
        format!("the airdrop begins {found} s after the deployment, the plan says {planned} s")
    });
    let left = found.totals.left;
    let over = facts.home.time >= end && !left.is_zero();
    audit.should(!over, "airdrop", || {
        format!("claims have ended: {left} units of QER wait for `return_rest`")
    });
}

/// More than what is left can only have been sent by somebody.
fn balance(audit: &mut Audit, facts: &Facts, found: &AirdropFacts) {
    let (totals, total) = (&found.totals, found.config.total);
    let parts = [totals.claimed, totals.returned, totals.left];
    let sum = parts
        .iter()
        .try_fold(0u128, |sum, part| sum.checked_add(part.u128()));
    audit.must(sum == Some(total.u128()), "airdrop", || {
        let [claimed, returned, left] = parts;
        format!("{claimed} claimed, {returned} returned and {left} left are not the total, {total}")
    });
    let held = facts.token.balances.get(facts.at(Contract::Airdrop));
    let (held, left) = (held.copied().unwrap_or_default(), totals.left);
    audit.must(held >= left, "airdrop", || {
        format!("{left} units of QER are still to be claimed or returned, the airdrop holds {held}")
    });
    audit.note_unless(held <= left, "airdrop", || {
        let more = held.saturating_sub(left);
        format!("the airdrop holds {more} units of QER that somebody sent it and nobody can claim")
    });
}
