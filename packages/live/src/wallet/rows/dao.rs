//! The official DAO DAO modules: what a member sends them.

use anyhow::{ensure, Context, Result};
use qerun_chain::Sent;
use qerun_messages::{timelock, token};
use serde_json::{json, Value};

use super::super::request::{Request, TEXT};
use super::super::sender::Wallet;
use super::timelock::perk;
use crate::net::{attribute, until};
use crate::ops::wasm;

/// Messages of the official modules that a member sends. Their schemas are not ours to keep.
pub const MEMBERS: [(&str, &[&str]); 2] = [
    ("pre_propose", &["propose", "withdraw"]),
    (
        "proposals",
        &["vote", "update_rationale", "execute", "close", "veto"],
    ),
];

/// Two proposals pass and queue an operation each, two are rejected; the operations' ids.
pub fn run(w: &mut Wallet<'_>) -> Result<[u64; 2]> {
    let net = w.net;
    let (dave, erin) = (net.people.get("dave")?, net.people.get("erin")?);
    let carol = net.people.get("carol")?;
    let allow = token::ExecuteMsg::IncreaseAllowance {
        spender: net.at.pre_propose.clone(),
        amount: net.plan.dao.deposit.checked_mul(2u128.into())?,
        expires: None,
    };
    w.both("token", dave, &allow, &[])?;
    let queue = timelock::ExecuteMsg::Queue {
        messages: vec![perk(w)?],
        text: TEXT.to_owned(),
        not_after: net.in_a_day()?,
    };
    let propose = json!({"propose": {"msg": {"propose": {
        "title": TEXT, "description": TEXT, "vote": null,
        "msgs": [wasm(&net.at.timelock, &queue)?],
    }}}});
    let good = ids(&w.both("pre_propose", dave, &propose, &[])?)?;
    let bad = ids(&w.both("pre_propose", dave, &propose, &[])?)?;
    let kept = proposal(w, good[0])?;
    for field in ["title", "description"] {
        let text = kept.get(field).and_then(Value::as_str).unwrap_or_default();
        ensure!(text == TEXT, "the proposal's {field} came back as {text:?}");
    }
    for (ids, vote) in [(good, "yes"), (bad, "no")] {
        let cast = |id: u64| {
            let vote = json!({"proposal_id": id, "vote": vote, "rationale": "<first>"});
            Request::new(erin, &json!({ "vote": vote }))
        };
        let [a, b] = ids;
        w.pair("proposals", [cast(a)?, cast(b)?])?;
    }
    let [a, b] = good;
    let change = |id: u64| {
        let change = json!({"proposal_id": id, "rationale": TEXT});
        Request::new(erin, &json!({ "update_rationale": change }))
    };
    w.pair("proposals", [change(a)?, change(b)?])?;
    let query = json!({"get_vote": {"proposal_id": a, "voter": erin.at_home()}});
    let answer: Value = net.home.ask(&net.at.proposals, &query)?;
    let text = answer.pointer("/vote/rationale").and_then(Value::as_str);
    ensure!(text == Some(TEXT), "the rationale came back as {text:?}");

    wait_for(w, good, "passed")?;
    let execute = |id: u64| Request::new(dave, &json!({"execute": {"proposal_id": id}}));
    let sent = w.pair("proposals", [execute(a)?, execute(b)?])?;
    wait_for(w, bad, "rejected")?;
    let [c, d] = bad;
    let close = |id: u64| Request::new(dave, &json!({"close": {"proposal_id": id}}));
    w.pair("proposals", [close(c)?, close(d)?])?;
    wait_for(w, bad, "closed")?;

    let veto = json!({"veto": {"proposal_id": a}});
    w.refuse("proposals", carol, &veto, "Veto is not enabled")?;
    let withdraw = json!({"withdraw": {"denom": null}});
    w.refuse("pre_propose", carol, &withdraw, "Message sender is not dao")?;
    let [first, second] = &sent;
    let id = |sent: &Sent| -> Result<u64> {
        let id = attribute(sent, "wasm-qerun-timelock/queue", "id")?;
        id.parse().context("an id")
    };
    Ok([id(first)?, id(second)?])
}

fn ids(sent: &[Sent; 2]) -> Result<[u64; 2]> {
    let id = |sent| -> Result<u64> {
        let id = attribute(sent, "wasm", "proposal_id")?;
        id.parse().context("an id")
    };
    let [a, b] = sent;
    Ok([id(a)?, id(b)?])
}

fn proposal(w: &Wallet<'_>, id: u64) -> Result<Value> {
    let query = json!({"proposal": {"proposal_id": id}});
    let answer: Value = w.net.home.ask(&w.net.at.proposals, &query)?;
    answer.get("proposal").cloned().context("a proposal")
}

fn wait_for(w: &Wallet<'_>, ids: [u64; 2], status: &str) -> Result<()> {
    let longest = w.net.plan.dao.voting_period + 30;
    for id in ids {
        until(longest, &format!("proposal {id} is {status}"), || {
            Ok((w.net.proposal_status(id)? == status).then_some(()))
        })?;
    }
    Ok(())
}
