//! No relayer runs until the packet times out: the stablecoins are refunded, and anyone sends them again.

use anyhow::Result;

use super::balances::{ensure_consistent, ensure_equal};
use super::loan::deposit_collateral;
use super::purchase::{borrow, Purchase};
use super::{ether, usd, LARGE};
use crate::net::{within, Net};

/// Borrows while the relayer is stopped.
pub fn send(net: &Net) -> Result<(Purchase, String)> {
    let dave = net.people.get("dave")?;
    deposit_collateral(net, dave)?;
    net.relayer.stop()?;
    let late = borrow(net, dave, LARGE)?;
    late.sent_balances.ensure_now(net, "no relayer")?;
    let figures = format!("{} sent, no relayer", usd(late.stable));
    Ok((late, figures))
}

/// Waits for the timeout and buys after all.
pub fn buy(net: &Net, late: &Purchase) -> Result<String> {
    let deadline = net.order(late.order)?.deadline;
    within(
        90,
        "the packet times out",
        || Ok(net.dex.time()? > deadline),
    )?;
    // The deadline alone refunds nothing.
    late.sent_balances
        .ensure_now(net, "timed out, no relayer")?;
    net.relayer.start()?;
    late.ensure_refunded(net)?;
    let again = late.send_again(net, net.people.get("frank")?, late.refunded())?;
    again.ensure_settled(net)?;
    let dave = net.people.get("dave")?;
    let claim = net.position(dave.at_home())?.claim.eth.u128();
    ensure_equal("the claim", claim, again.claimed(again.claim))?;
    ensure_consistent(net)?;
    Ok(format!(
        "refunded after its deadline, then {} bought {}",
        usd(again.stable),
        ether(again.eth)
    ))
}
