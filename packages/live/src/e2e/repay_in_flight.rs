//! A repayment while the purchase is in flight: the released part is owed, and collected once it has settled.

use anyhow::{Context, Result};
use cosmwasm_std::Uint128;
use qerun_messages::market::ExecuteMsg;

use super::balances::{ensure_consistent, ensure_equal, Balances};
use super::purchase::borrow;
use super::repay::repay;
use super::{ether, usd, LARGE, ONE};
use crate::net::{within, Net};

pub fn run(net: &Net) -> Result<String> {
    let (carol, frank) = (net.people.get("carol")?, net.people.get("frank")?);
    let eth = || net.home.has(carol.at_home(), &net.plan.eth_home());
    net.relayer.stop()?;
    let settled_before = net.position(carol.at_home())?.claim.eth.u128();
    let purchase = borrow(net, carol, LARGE)?;
    let released = repay(net, carol, 1_000 * ONE)?;
    let owed = net.owed(carol.at_home())?;
    let row = owed.batches.first().context("nothing is owed")?;
    let found = (row.batch_id.u64(), row.user_in.u128(), row.eth);
    let wanted = (purchase.batch, released.pending, None);
    ensure_equal("what is owed", found, wanted)?;
    let collect = ExecuteMsg::Collect {
        user: Some(carol.at_home().to_owned()),
    };
    let words = "nothing to collect";
    net.home
        .refuses(&frank.home, &net.at.market, &collect, &[], words)?;

    // The repayment changed the balances that the purchase starts from.
    let sent_balances = Balances::of(net)?;
    let purchase = super::purchase::Purchase {
        sent_balances,
        ..purchase
    };
    net.relayer.start()?;
    purchase.ensure_settled(net)?;
    let due = purchase.claimed(released.pending);
    let row = net.owed(carol.at_home())?;
    let found = row.batches.first().context("no longer owed")?.eth;
    ensure_equal("what it has become", found, Some(Uint128::new(due)))?;
    ensure_equal("what can be collected", row.collectable.u128(), due)?;
    let left = purchase.claimed(purchase.claim - released.pending);
    let claim = net.position(carol.at_home())?.claim.eth.u128();
    let rest = settled_before - released.eth;
    ensure_equal("the claim", claim, rest + left)?;

    let (had, before) = (eth()?, Balances::of(net)?);
    net.on_market(frank, &collect, 0)?;
    ensure_equal("carol's ETH", eth()?, had + due)?;
    Balances {
        encumbered: before.encumbered - due,
        reserve_eth: before.reserve_eth - due,
        ..before
    }
    .ensure_now(net, "collected")?;
    within(10, "nothing is owed", || {
        Ok(net.owed(carol.at_home())?.batches.is_empty())
    })?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} of the claim released in flight, collected as {}",
        usd(released.pending),
        ether(due)
    ))
}
