//! The deployment's own governance: stake, a proposal with its deposit, an operation with its bond.

use anyhow::Result;
use qerun_chain::Chain;
use qerun_messages::{timelock, voting};

use super::lending::ONE;
use super::meter::{Meter, RUNS};
use crate::net::{attribute, within, Net};
use crate::ops::{wasm, Vote};

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let dave = net.people.get("dave")?;
    let erin = net.people.get("erin")?;
    // Each releases lock rewards by the hook, as it does on a chain whose blocks take a second or more.
    meter.measure("voting/stake", |_| {
        net.home.new_second()?;
        net.stake(dave, 0, 10_000 * ONE)
    })?;
    meter.measure("voting/raise_tier", |_| {
        net.home.new_second()?;
        let msg = voting::ExecuteMsg::RaiseTier {
            from: 0,
            to: 1,
            amount: ONE.into(),
        };
        net.change_power(dave, &net.at.voting, &msg)
    })?;
    meter.measure("voting/unstake_from", |_| {
        net.home.new_second()?;
        let msg = voting::ExecuteMsg::UnstakeFrom {
            tier: 0,
            amount: ONE.into(),
        };
        net.change_power(dave, &net.at.voting, &msg)
    })?;
    // Enough to decide.
    net.stake(erin, 3, 500_000 * ONE)?;
    // What is staked in a block counts from the next one on.
    let staked_at = net.home.head()?.height;
    within(30, "the stake counts", || {
        Ok(net.home.head()?.height > staked_at + 1)
    })?;
    decisions(net, meter)
}

/// Four decisions side by side: a perk is set each time, a message of the class `routine`.
fn decisions(net: &Net, meter: &mut Meter) -> Result<()> {
    let (dave, erin) = (net.people.get("dave")?, net.people.get("erin")?);
    let perk = voting::ExecuteMsg::SetPerk {
        perk: voting::Perk {
            id: "gas".to_owned(),
            min_power: 1u128.into(),
            min_reputation: 0u128.into(),
            text: "Measured.".to_owned(),
        },
    };
    let queue = timelock::ExecuteMsg::Queue {
        messages: vec![wasm(&net.at.voting, &perk)?],
        text: "Set a perk".to_owned(),
        not_after: net.in_a_day()?,
    };
    let queue = wasm(&net.at.timelock, &queue)?;
    let mut ids = Vec::new();
    meter.measure("dao/propose, with allowance and deposit", |_| {
        let (sent, id) = net.propose(dave, "Set a perk", std::slice::from_ref(&queue))?;
        ids.push(id);
        Ok(sent)
    })?;
    let nth = |list: &[u64], run: usize| list.get(run).copied().unwrap_or_default();
    meter.measure("dao/vote, minority", |run| {
        net.vote(dave, nth(&ids, run), Vote::Yes)
    })?;
    meter.measure("dao/vote, decides", |run| {
        net.vote(erin, nth(&ids, run), Vote::Yes)
    })?;
    for id in &ids {
        within(
            net.plan.dao.voting_period + 30,
            "the proposal passes",
            || Ok(net.proposal_status(*id)? == "passed"),
        )?;
    }
    let mut operations = Vec::new();
    meter.measure("dao/execute, queues an operation", |run| {
        let sent = net.execute_proposal(dave, nth(&ids, run))?;
        operations.push(attribute(&sent, "wasm-qerun-timelock/queue", "id")?.parse()?);
        Ok(sent)
    })?;
    for id in &operations {
        within(120, "the operation is ready", || {
            Ok(net.operation(*id)?.status == timelock::Status::Ready)
        })?;
    }
    debug_assert_eq!(operations.len(), RUNS);
    meter.measure("timelock/execute, one routine message", |run| {
        let id = nth(&operations, run);
        net.on_timelock(dave, &timelock::ExecuteMsg::Execute { id })
    })
}
