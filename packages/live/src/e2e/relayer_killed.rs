//! The relayer is killed between receipt and acknowledgement. The home chain counts the purchase as in flight until the
//! relayer is back, and then settles it once.

use anyhow::{bail, ensure, Result};
use qerun_chain::Chain;
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::reserve::{ExecuteMsg, OrderStatus};

use super::balances::{ensure_consistent, ensure_equal};
use super::loan::deposit_collateral;
use super::purchase::{borrow, Purchase};
use super::{ether, LARGE};
use crate::net::{soon, within, Net, Person};

pub fn run(net: &Net) -> Result<String> {
    let erin = net.people.get("erin")?;
    deposit_collateral(net, erin)?;
    let (purchase, kills) = received_then_killed(net, erin)?;
    net.relayer.start()?;
    purchase.ensure_settled(net)?;
    let claim = net.position(erin.at_home())?.claim.eth.u128();
    let last = purchase.claimed(purchase.claim);
    ensure!(claim >= last, "a claim of {claim}, {last} was bought last");

    // After another start of the relayer nothing is delivered twice, and `sync` credits nothing more.
    net.relayer.kill()?;
    net.relayer.start()?;
    let order_id = purchase.order.into();
    net.home.refuses(
        &erin.home,
        &net.at.reserve,
        &ExecuteMsg::Sync { order_id },
        &[],
        "is not returning but Settled",
    )?;
    purchase.bought().ensure_now(net, "after another start")?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} bought, seen in flight with no relayer, credited once (kill {kills})",
        ether(purchase.eth)
    ))
}

/// Borrows, and kills the relayer after the outpost has bought and before the home chain is told. The relayer may be
/// quicker; then that purchase settles and another one is made.
pub fn received_then_killed(net: &Net, who: &Person) -> Result<(Purchase, u32)> {
    for attempt in 1..=4 {
        let purchase = borrow(net, who, LARGE)?;
        soon(120, "the outpost buys", || net.purchase(purchase.order))?;
        net.relayer.kill()?;
        // Transactions that the relayer had sent before still get into a block.
        let seen = net.home.head()?.height + 3;
        within(60, "three blocks", || Ok(net.home.head()?.height >= seen))?;
        if net.order(purchase.order)?.status == OrderStatus::Sent {
            purchase
                .received()
                .ensure_now(net, "bought, not acknowledged")?;
            let found = net.purchase(purchase.order)?;
            let status = found.map(|found| found.status);
            ensure!(
                matches!(status, Some(ReturnStatus::InTransit { .. })),
                "the outpost's record is {status:?}"
            );
            ensure_equal("the claim", claim_in_flight(net, who)?, purchase.claim)?;
            return Ok((purchase, attempt));
        }
        net.relayer.start()?;
        purchase.ensure_settled(net)?;
        super::repay::repay(net, who, LARGE)?;
    }
    bail!("the relayer was quicker than the kill four times")
}

fn claim_in_flight(net: &Net, who: &Person) -> Result<u128> {
    Ok(net.position(who.at_home())?.claim.pending.u128())
}
