//! No relayer runs until the packet is too old: it times out, the money comes back, and anyone sends it off
//! again.

use anyhow::Result;

use super::books::{same, sound};
use super::loan::pledge;
use super::purchase::{borrow, Purchase};
use super::{ether, usd, LARGE};
use crate::net::{within, Net};

/// Borrows while the relayer is stopped.
pub fn send(net: &Net) -> Result<(Purchase, String)> {
    let dave = net.people.get("dave")?;
    pledge(net, dave)?;
    net.relayer.stop()?;
    let late = borrow(net, dave, LARGE)?;
    late.under_way.are(net, "no relayer")?;
    let figures = format!("{} sent, nobody to carry it", usd(late.stable));
    Ok((late, figures))
}

/// Waits for the timeout and buys after all.
pub fn buy(net: &Net, late: &Purchase) -> Result<String> {
    let deadline = net.order(late.order)?.deadline;
    within(90, "the packet is too old", || {
        Ok(net.dex.time()? > deadline)
    })?;
    // Time alone gives nothing back.
    late.under_way.are(net, "too old, no relayer")?;
    net.relayer.start()?;
    late.comes_back(net)?;
    let again = late.sent_again(net, net.people.get("frank")?, late.refunded())?;
    again.settles(net)?;
    let dave = net.people.get("dave")?;
    let claim = net.position(dave.at_home())?.claim.eth.u128();
    same("the claim", claim, again.claimed(again.claim))?;
    sound(net)?;
    Ok(format!(
        "refunded after its deadline, then {} bought {}",
        usd(again.stable),
        ether(again.eth)
    ))
}
