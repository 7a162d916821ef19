//! The return fails: the ETH is bought, but its packet times out. The outpost holds the ETH, and anyone can send it again.

use anyhow::{ensure, Result};
use qerun_messages::outpost::{ExecuteMsg, ReturnStatus};
use qerun_messages::reserve::{self, OrderStatus};

use super::balances::{ensure_consistent, ensure_equal};
use super::ether;
use super::loan::deposit_collateral;
use super::purchase::Purchase;
use super::relayer_killed::received_then_killed;
use crate::net::{within, Net};

/// A purchase whose return nobody has relayed.
pub struct InterruptedReturn {
    purchase: Purchase,
    /// The return times out at this Unix time.
    times_out_at: u64,
}

/// Buys, and kills the relayer before the return.
pub fn interrupt(net: &Net) -> Result<(InterruptedReturn, String)> {
    let bob = net.people.get("bob")?;
    deposit_collateral(net, bob)?;
    let (purchase, kills) = received_then_killed(net, bob)?;
    let times_out_at = net.dex.time()? + net.plan.route.return_timeout + 1;
    let figures = format!(
        "{} bought and in flight, no relayer (kill {kills})",
        ether(purchase.eth)
    );
    Ok((
        InterruptedReturn {
            purchase,
            times_out_at,
        },
        figures,
    ))
}

/// Waits for the timeout of the return, and retries.
pub fn retry(net: &Net, interrupted: &InterruptedReturn) -> Result<String> {
    let InterruptedReturn {
        purchase,
        times_out_at,
    } = interrupted;
    let (bob, frank) = (net.people.get("bob")?, net.people.get("frank")?);
    let order_id = purchase.order.into();
    let retry = ExecuteMsg::Retry { order_id };
    within(90, "the return times out", || {
        Ok(net.home.time()? > *times_out_at)
    })?;
    net.dex.refuses(
        &frank.dex,
        &net.at.outpost,
        &retry,
        &[],
        "is not held here but InTransit",
    )?;

    net.relayer.start()?;
    purchase.held().wait_for(net, "the return times out")?;
    within(60, "the outpost holds it", || {
        let found = net.purchase(purchase.order)?;
        Ok(found.is_some_and(|found| found.status == ReturnStatus::Held {}))
    })?;
    // The home chain knows that it was bought, but the ETH is not there.
    within(60, "the first packet is acknowledged", || {
        Ok(net.order(purchase.order)?.status == OrderStatus::Returning)
    })?;
    let sync = reserve::ExecuteMsg::Sync { order_id };
    let words = "is unaccounted for";
    net.home
        .refuses(&frank.home, &net.at.reserve, &sync, &[], words)?;

    net.dex.execute(&frank.dex, &net.at.outpost, &retry, &[])?;
    purchase.ensure_settled(net)?;
    let words = "is not held here but Delivered";
    net.dex
        .refuses(&frank.dex, &net.at.outpost, &retry, &[], words)?;
    net.home.refuses(
        &frank.home,
        &net.at.reserve,
        &sync,
        &[],
        "is not returning but Settled",
    )?;
    let claim = net.position(bob.at_home())?.claim.eth.u128();
    let bought = purchase.claimed(purchase.claim);
    ensure!(claim >= bought, "a claim of {claim}, {bought} was bought");
    ensure_equal(
        "its ETH",
        net.order(purchase.order)?.eth_out.u128(),
        purchase.eth,
    )?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} held by the outpost, sent again by anyone, credited once",
        ether(purchase.eth)
    ))
}
