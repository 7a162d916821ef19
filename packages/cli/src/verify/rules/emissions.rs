//! Emissions release what the plan's schedules say and no more, have what is still to come, and pay it by powers.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::emissions::{Stream, StreamResponse};
use serde_json::json;

use super::compare::compare;
use super::dates::begins;
use crate::verify::{Audit, Distribution, EmissionsFacts, Facts, Severity};
use qerun_deployment::{Contract, InstantiateMsgs};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    match (&facts.emissions, messages.emissions(0)) {
        (None, None) => {}
        (None, Some(_)) => audit.must(false, "emissions", || {
            "the plan has emissions, QER's genesis gave to none".to_owned()
        }),
        (Some(_), None) => audit.must(false, "emissions", || {
            let at = facts.at(Contract::Emissions);
            format!("{at} are emissions, the plan has none")
        }),
        (Some(found), Some(planned)) => {
            compare(
                audit,
                ("emissions", "emissions", "nobody"),
                &found.config,
                &planned.config,
                |_| Some(Severity::Fail),
            );
            streams(audit, facts, found, &planned.streams);
            balance(audit, facts, found);
            distributions(audit, facts, found);
        }
    }
}

/// `planned` counts from zero.
fn streams(audit: &mut Audit, facts: &Facts, found: &EmissionsFacts, planned: &[Stream<String>]) {
    for plan in planned {
        let id = &plan.id;
        let stream = found.streams.iter().find(|stream| stream.id == *id);
        audit.must(stream.is_some(), "emissions", || {
            format!("there is no stream {id}")
        });
        let Some(stream) = stream else {
            continue;
        };
        let name = format!("the stream {id}");
        compare(
            audit,
            ("emissions", &name, "nobody"),
            &json!({
                "voting": stream.voting, "hook_caller": stream.hook_caller, "min_power": stream.min_power,
                "points": stream.schedule.points,
            }),
            &json!({
                "voting": plan.voting, "hook_caller": plan.hook_caller(), "min_power": plan.min_power,
                "points": plan.schedule.points,
            }),
            |_| Some(Severity::Fail),
        );
        started(audit, facts, &name, stream, plan.schedule.start);
        amounts(audit, facts, &name, stream);
    }
    for stream in &found.streams {
        let known = planned.iter().any(|plan| plan.id == stream.id);
        audit.must(known, "emissions", || {
            format!("the stream {} is not planned", stream.id)
        });
    }
}

fn started(audit: &mut Audit, facts: &Facts, name: &str, stream: &StreamResponse, planned: u64) {
    let contract = facts.contract(Contract::Emissions);
    let created_at = contract.and_then(|contract| contract.created_at);
    audit.should(created_at.is_some(), "emissions", || {
        format!(
            "the node no longer knows when emissions were made: the start of {name} is bounded from one side only; ask one \
             that keeps all blocks"
        )
    });
    let start = stream.schedule.start;
    let allowed = begins(created_at, facts.home.time, planned);
    audit.must(allowed.contains(&start), "emissions", || {
        let found = start.saturating_sub(created_at.unwrap_or(facts.home.time));
        format!("{name} begins {found} s after the deployment, the plan says {planned} s")
    });
}

/// What was sent is never above the schedule, which is computed here anew.
fn amounts(audit: &mut Audit, facts: &Facts, name: &str, stream: &StreamResponse) {
    let StreamResponse {
        total,
        scheduled,
        released,
        due,
        withheld,
        returned,
        rate,
        ..
    } = stream;
    let out = stream.schedule.scheduled_floor(facts.home.time);
    let out = out.unwrap_or_default();
    audit.must(*released <= out, "emissions", || {
        format!("{name} has released {released} units of QER, its schedule allows {out}")
    });
    let sum = released.saturating_add(*due).saturating_add(*withheld);
    audit.must(sum == *scheduled, "emissions", || {
        format!(
            "{released} released, {due} due and {withheld} withheld are not the {scheduled} that {name} has let out"
        )
    });
    audit.must(scheduled <= total, "emissions", || {
        format!("{name} has let {scheduled} units of QER out of {total}")
    });
    audit.must(returned <= withheld, "emissions", || {
        format!("{returned} units of QER of {name} went to the treasury, {withheld} were withheld")
    });
    audit.note_unless(*rate == Decimal::one(), "emissions", || {
        format!(
            "{name} pays {rate} of its schedule by governance's decision; {withheld} units of QER are withheld so far, for the \
             treasury"
        )
    });
    let (kept, over) = (
        withheld.saturating_sub(*returned),
        facts.home.time >= stream.schedule.end(),
    );
    audit.should(!over || kept.is_zero(), "emissions", || {
        format!("{name} has ended: {kept} units of QER wait for `return_withheld`")
    });
}

/// More than what is still to come can only have been sent by somebody.
fn balance(audit: &mut Audit, facts: &Facts, found: &EmissionsFacts) {
    let left = found.streams.iter().fold(Uint128::zero(), |sum, stream| {
        let out = stream.released.saturating_add(stream.returned);
        sum.saturating_add(stream.total.saturating_sub(out))
    });
    let held = facts.qer_of(Contract::Emissions);
    audit.must(held >= left, "emissions", || {
        format!("{left} units of QER are still to be released, emissions hold {held}")
    });
    audit.note_unless(held <= left, "emissions", || {
        let more = held.saturating_sub(left);
        format!("emissions hold {more} units of QER that somebody sent them and nobody can have")
    });
}

/// One distribution a stream, which pays at once and only what emissions send.
fn distributions(audit: &mut Audit, facts: &Facts, found: &EmissionsFacts) {
    for stream in &found.streams {
        let id = stream.distribution;
        let distribution = found.distributions.iter().find(|row| row.id == id);
        audit.must(distribution.is_some(), "distributor", || {
            let stream = &stream.id;
            format!("the stream {stream} is paid to the distribution {id}, which is not there")
        });
        if let Some(distribution) = distribution {
            distributed(audit, facts, stream, distribution);
        }
    }
    for row in &found.distributions {
        let of_stream = found.streams.iter().any(|s| s.distribution == row.id);
        audit.must(of_stream, "distributor", || {
            format!("the distribution {} is of no stream", row.id)
        });
    }
}

fn distributed(audit: &mut Audit, facts: &Facts, stream: &StreamResponse, row: &Distribution) {
    let Distribution {
        id,
        denom,
        active_epoch,
        vp_contract,
        hook_caller,
        open_funding,
        withdraw_destination,
        ..
    } = row;
    compare(
        audit,
        ("distributor", &format!("the distribution {id}"), "nobody"),
        &json!({
            "denom": denom, "emission_rate": active_epoch.emission_rate, "vp_contract": vp_contract,
            "hook_caller": hook_caller, "open_funding": open_funding, "withdraw_destination": withdraw_destination,
        }),
        &json!({
            "denom": {"cw20": facts.at(Contract::Token)}, "emission_rate": {"immediate": {}},
            "vp_contract": stream.voting, "hook_caller": stream.hook_caller, "open_funding": false,
            "withdraw_destination": facts.at(Contract::Emissions),
        }),
        |_| Some(Severity::Fail),
    );
    let (funded, released) = (row.funded_amount, stream.released);
    audit.must(funded == released, "distributor", || {
        let stream = &stream.id;
        format!("the stream {stream} has released {released} units of QER, its distribution has got {funded}")
    });
}
