//! What comes out of the genesis: claims of an airdrop of 1,000 entries, vesting, releases, and claims of rewards.
//!
//! Changes of power release what is due, so each waits for a new second: else there would be nothing.

use anyhow::{Context, Result};
use cosmwasm_std::to_json_binary;
use qerun_chain::{Chain, Sent};
use qerun_deployment::plan::{LIQUIDITY_STREAM, LOCK_STREAM};
use qerun_messages::{emissions, token, voting};
use serde_json::json;

use super::lending::ONE;
use super::meter::{Meter, RUNS};
use crate::net::{within, Net, Person};
use crate::ops::{List, QerPair};

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    claims(net, meter)?;
    let dave = net.people.get("dave")?;
    vesting(net, meter, dave)?;
    // Whoever has power gets what is released.
    net.stake(dave, 0, 10_000 * ONE)?;
    meter.measure("emissions/release", |_| release(net, dave, LOCK_STREAM))?;
    meter.measure("distributor/claim, lock rewards", |_| {
        release(net, dave, LOCK_STREAM)?;
        claim(net, dave, LOCK_STREAM)
    })?;
    liquidity(net, meter, dave)
}

fn claims(net: &Net, meter: &mut Meter) -> Result<()> {
    let airdrop = net.at.airdrop.as_deref().context("no airdrop")?;
    let list = List::of(&net.plan)?;
    let people = (0..RUNS)
        .map(|place| List::person(&net.plan, place))
        .collect::<Result<Vec<_>>>()?;
    net.pay_each(&people, &[])?;
    meter.measure("airdrop/claim, 1,000 entries", |run| {
        let who = people.get(run).context("no such run")?;
        net.home.execute(&who.home, airdrop, &list.claim(who)?, &[])
    })
}

/// Anyone has a member paid.
fn vesting(net: &Net, meter: &mut Meter, anyone: &Person) -> Result<()> {
    let vesting = net.at.vesting.first().context("no member")?;
    let created = net.home.contract(vesting)?.context("no vesting")?.created;
    let start = net.home.time_at(created)?.context("its block is gone")?;
    let cliff = net.plan.team.first().context("no member")?.cliff;
    within(cliff + 30, "the cliff is over", || {
        Ok(net.home.time()? > start + cliff)
    })?;
    meter.measure("vesting/distribute", |_| {
        net.home.new_second()?;
        let msg = json!({"distribute": {"amount": null}});
        net.home.execute(&anyone.home, vesting, &msg, &[])
    })
}

/// The LP token of the pair of QER: staked, and what it earns.
fn liquidity(net: &Net, meter: &mut Meter, who: &Person) -> Result<()> {
    let amount = 10_000 * ONE;
    net.ensure_funds(who, amount)?;
    let pair = QerPair::deployed(net);
    let part = amount / 4;
    meter.measure("pair/provide_liquidity, with the allowance", |_| {
        pair.on(net).provide(&who.home, [part, part])
    })?;
    let voting = &net.at.liquidity_voting;
    let stake = token::ExecuteMsg::Send {
        contract: voting.clone(),
        amount: (1_000 * ONE).into(),
        msg: to_json_binary(&voting::ReceiveMsg::Stake { tier: None })?,
    };
    meter.measure("liquidity_voting/stake", |_| {
        net.home.new_second()?;
        net.change_power(who, &net.at.lp_token, &stake)
    })?;
    meter.measure("liquidity_voting/unstake", |_| {
        net.home.new_second()?;
        let amount = ONE.into();
        let msg = voting::ExecuteMsg::Unstake { amount };
        net.change_power(who, voting, &msg)
    })?;
    meter.measure("distributor/claim, liquidity rewards", |_| {
        release(net, who, LIQUIDITY_STREAM)?;
        claim(net, who, LIQUIDITY_STREAM)
    })
}

fn release(net: &Net, who: &Person, stream: &str) -> Result<Sent> {
    net.home.new_second()?;
    let stream = stream.to_owned();
    let msg = emissions::ExecuteMsg::Release { stream };
    net.change_power(who, &net.at.emissions, &msg)
}

fn claim(net: &Net, who: &Person, stream: &str) -> Result<Sent> {
    let msg = json!({"claim": {"id": net.distribution(stream)?}});
    net.home.execute(&who.home, &net.at.distributor, &msg, &[])
}
