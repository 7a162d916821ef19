//! Each member of the plan's team has its vesting contract, as promised, and nobody else has one.

use cosmwasm_std::Uint128;
use serde_json::json;

use super::compare::{compare, Change};
use super::dates::begins;
use crate::verify::{Audit, Facts, Severity, VestStatus, VestingFacts};
use qerun_deployment::plan::MemberPlan;
use qerun_deployment::InstantiateMsgs;

/// Who may change what was promised.
const NOBODY: &str = "nobody";

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let team = &messages.plan.team;
    for (place, member) in team.iter().enumerate() {
        let found = of_member(facts, member);
        audit.must(found.is_some(), "vesting", || {
            let (name, address) = (&member.name, &member.address);
            format!("{name} has no vesting contract; the plan promises one to {address}")
        });
        if let Some(found) = found {
            let name = member.contract_name();
            promised(audit, &name, found, messages, place);
            started(audit, facts, &name, found);
            state(audit, facts, &name, found);
        }
    }
    for found in &facts.vesting {
        let member = team.iter().find(|member| is_of(facts, found, member));
        let (at, recipient) = (facts.at(found.role), &found.vest.recipient);
        let total = found.promised_total();
        audit.must(member.is_some(), "vesting", || {
            format!("{at} vests {total} units of QER to {recipient}, who is no member of the plan")
        });
        let first = member.and_then(|member| of_member(facts, member));
        let only = first.is_none_or(|first| first.role == found.role);
        audit.must(only, "vesting", || {
            let name = member.map_or("", |member| &member.name);
            format!(
                "{at} vests {total} units of QER to {recipient} as if it were {name}'s, who has another contract"
            )
        });
    }
    let others = facts.other_vesting;
    audit.note_unless(others.all_looked_at, "vesting", || {
        "too many accounts have QER to look for vesting contracts that the deployment did not make".to_owned()
    });
    audit.note_unless(others.count == 0, "vesting", || {
        let (count, held) = (others.count, others.held);
        format!(
            "{count} vesting contracts that the deployment did not make hold {held} units of QER"
        )
    });
}

/// The contract of a member: the deployer labels it with the plan's name and the member's.
pub fn of_member<'a>(facts: &'a Facts, member: &MemberPlan) -> Option<&'a VestingFacts> {
    let mut all = facts.vesting.iter();
    all.find(|found| is_of(facts, found, member))
}

fn is_of(facts: &Facts, found: &VestingFacts, member: &MemberPlan) -> bool {
    let contract = facts.contract(found.role);
    let label = contract.map(|contract| contract.info.label.as_str());
    let name = label.and_then(|label| label.split(' ').nth(1));
    name == Some(member.contract_name().as_str())
}

/// The message with which it was made, and what the contract keeps of it.
fn promised(
    audit: &mut Audit,
    name: &str,
    found: &VestingFacts,
    messages: &InstantiateMsgs,
    place: usize,
) {
    let planned = messages.vesting(place).unwrap_or_default();
    compare(
        audit,
        ("vesting", name, NOBODY),
        &found.promised,
        &planned,
        fails,
    );
    let vest = &found.vest;
    let at = |pointer: &str| planned.pointer(pointer).cloned().unwrap_or_default();
    compare(
        audit,
        ("vesting", &format!("{name} now"), NOBODY),
        &json!({"recipient": vest.recipient, "denom": vest.denom}),
        &json!({"recipient": at("/recipient"), "denom": at("/denom")}),
        fails,
    );
    if found.is_cancelled() {
        return;
    }
    let curve = json!({"piecewise_linear": {"steps": at("/schedule/piecewise_linear")}});
    compare(
        audit,
        ("vesting", &format!("{name} now"), NOBODY),
        &json!({"schedule": vest.vested, "total": found.total}),
        &json!({"schedule": curve, "total": at("/total")}),
        fails,
    );
}

/// Nothing changes any of it.
fn fails(_: &Change) -> Option<Severity> {
    Some(Severity::Fail)
}

/// It counts from the block in which it was made.
fn started(audit: &mut Audit, facts: &Facts, name: &str, found: &VestingFacts) {
    let contract = facts.contract(found.role);
    let created_at = contract.and_then(|contract| contract.created_at);
    audit.should(created_at.is_some(), "vesting", || {
        format!(
            "the node no longer knows when {name} was made: its start is bounded from one side only; ask one that keeps \
             all blocks"
        )
    });
    let start = found.vest.start_time.seconds();
    let allowed = begins(created_at, facts.home.time, 0);
    audit.must(allowed.contains(&start), "vesting", || {
        let made = created_at.unwrap_or(facts.home.time);
        format!("{name} starts at {start}, it was made at {made}")
    });
}

fn state(audit: &mut Audit, facts: &Facts, name: &str, found: &VestingFacts) {
    let (vest, promised) = (&found.vest, found.promised_total());
    audit.must(vest.status != VestStatus::Unfunded, "vesting", || {
        format!("{name} was never given its {promised} units of QER")
    });
    let (claimed, vested) = (vest.claimed, found.vested);
    audit.must(claimed <= vested, "vesting", || {
        format!("{name} has paid {claimed} units of QER, {vested} have vested")
    });
    let slashed = vest.slashed;
    audit.must(slashed.is_zero(), "vesting", || {
        format!("{slashed} units of QER were taken off {name} as slashed; it has staked none")
    });
    let held = facts.qer_of(found.role);
    let left = match vest.status {
        VestStatus::Unfunded => Uint128::zero(),
        VestStatus::Funded => found.total.saturating_sub(claimed),
        VestStatus::Canceled { owner_withdrawable } => {
            let left = found.total.saturating_sub(claimed);
            left.saturating_add(owner_withdrawable)
        }
    };
    audit.must(held >= left, "vesting", || {
        format!("{name} still owes {left} units of QER, it holds {held}")
    });
    audit.note_unless(held <= left, "vesting", || {
        let more = held.saturating_sub(left);
        format!("{name} holds {more} units of QER that somebody sent it and nobody can have")
    });
    let VestStatus::Canceled { owner_withdrawable } = vest.status else {
        return;
    };
    let (kept, back) = (found.total, promised.saturating_sub(found.total));
    audit.note(
        "vesting",
        format!(
            "governance has cancelled {name}: {kept} units of QER had vested, {claimed} were paid, {back} are the treasury's \
             again"
        ),
    );
    audit.should(owner_withdrawable.is_zero(), "vesting", || {
        format!("{owner_withdrawable} units of QER wait in {name} for `withdraw_canceled_payment`")
    });
}
