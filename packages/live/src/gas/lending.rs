//! Supplying and borrowing, with the batch still in the market.

use anyhow::Result;

use super::meter::Meter;
use crate::net::Net;

/// A whole token of 6 decimals.
pub const ONE: u128 = 1_000_000;

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let (faucet, bob) = (net.people.get("faucet")?, net.people.get("bob")?);
    net.insure(faucet, 150_000 * ONE)?;
    meter.measure("market/fund_insurance", |_| net.insure(faucet, ONE))?;
    meter.measure("market/supply", |_| net.supply(faucet, 20_000 * ONE))?;
    meter.measure("market/withdraw", |_| net.withdraw(faucet, 100 * ONE))?;
    let alice = net.people.get("alice")?;
    net.stake_to_decide(alice)?;
    let opened = net.open_phases(alice, bob)?;
    meter.once("timelock/execute, opens borrowing", &opened);
    meter.measure("market/deposit_collateral", |_| {
        net.deposit(bob, 1_000 * ONE)
    })?;
    meter.measure("market/withdraw_collateral, no debt", |_| {
        net.withdraw_collateral(bob, 10 * ONE)
    })?;
    meter.measure("market/borrow", |_| net.borrow(bob, 60 * ONE))?;
    meter.measure("market/repay, claim unsent", |_| net.repay(bob, 10 * ONE))?;
    meter.measure("market/withdraw_collateral, under debt", |_| {
        net.withdraw_collateral(bob, 10 * ONE)
    })
}
