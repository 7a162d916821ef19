//! Operations that involve the reserve: batches that are handed over, claims in flight, bought ETH.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::{market, reserve};

use super::lending::ONE;
use super::meter::{Meter, RUNS};
use crate::net::{within, Net};
use crate::ops::Prices;

/// A borrow whose reserve part is a batch of its own.
const LARGE: u128 = 3_000 * ONE;

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let carol = net.people.get("carol")?;
    net.deposit(carol, 100_000 * ONE)?;
    // What is in the open batch from before leaves with the first one.
    meter.measure("market/borrow, hands over a batch", |_| {
        let sent = net.borrow(carol, LARGE)?;
        settled(net)?;
        Ok(sent)
    })?;
    meter.measure("market/repay, ETH paid out", |_| {
        net.repay(carol, 100 * ONE)
    })?;
    in_flight(net, meter)?;
    after_a_refund(net, meter)?;
    due_by_age(net, meter)
}

/// Repays while the purchase is in flight, and collects when it has settled.
fn in_flight(net: &Net, meter: &mut Meter) -> Result<()> {
    let users = net.newcomers("", RUNS)?;
    net.relayer.stop()?;
    for user in &users {
        net.deposit(user, 10_000 * ONE)?;
        net.borrow(user, LARGE)?;
    }
    let mut gas = Vec::new();
    for user in &users {
        gas.push(net.repay(user, 100 * ONE)?.gas_used);
    }
    meter.add("market/repay, claim in flight", &gas)?;
    net.relayer.start()?;
    settled(net)?;
    gas.clear();
    for user in &users {
        gas.push(net.collect(user)?.gas_used);
    }
    meter.add("market/collect", &gas)
}

/// The reserve's flush, which sends what came back.
fn after_a_refund(net: &Net, meter: &mut Meter) -> Result<()> {
    let carol = net.people.get("carol")?;
    let prices = Prices {
        depth: Decimal::from_ratio(2_000_000u128, 1u128),
        ..Prices::default()
    };
    // Below the pool's price no swap gives the least that the reserve demands.
    net.feed(Prices {
        eth: Decimal::from_ratio(1_900u128, 1u128),
        ..prices
    })?;
    for _ in 0..RUNS {
        net.borrow(carol, LARGE)?;
    }
    within(120, "all is refunded", || {
        let backing = net.backing()?;
        Ok(backing.in_flight.is_zero() && !backing.waiting.is_zero())
    })?;
    net.feed(prices)?;
    meter.measure("reserve/flush, one order", |_| {
        let msg = reserve::ExecuteMsg::Flush { limit: Some(1) };
        let sent = net.home.execute(&carol.home, &net.at.reserve, &msg, &[])?;
        settled(net)?;
        Ok(sent)
    })
}

/// The market's flush. One sample: a batch takes a minute to grow old.
fn due_by_age(net: &Net, meter: &mut Meter) -> Result<()> {
    let carol = net.people.get("carol")?;
    net.borrow(carol, 100 * ONE)?;
    let opened = net.market()?.batch.opened_at;
    let age = net.plan.market.batch.max_age;
    within(age + 30, "the batch is due", || {
        Ok(net.home.time()? > opened + age)
    })?;
    let flush = market::ExecuteMsg::Flush {};
    let sent = net.on_market(carol, &flush, 0)?;
    settled(net)?;
    meter.add("market/flush, one sample", &[0, sent.gas_used])
}

/// Waits until nothing is in flight.
pub fn settled(net: &Net) -> Result<()> {
    within(120, "all purchases settle", || {
        Ok(net.backing()?.in_flight.is_zero())
    })
}
