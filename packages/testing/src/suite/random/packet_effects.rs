//! What a relayed packet must leave behind in reserve and outpost.

use anyhow::{bail, ensure, Result};
use qerun_messages::outpost::{Purchase, ReturnStatus};
use qerun_messages::reserve::OrderStatus;
use qerun_outpost::state::PURCHASES;

use crate::ibc::{Callback, Receipt, Settlement};
use crate::relayer::{Pending, Side};
use crate::suite::Suite;

/// The order in the memo of a packet between reserve and outpost.
fn order_id(suite: &Suite, packet: &Pending) -> Result<Option<u64>> {
    let data = packet.data()?;
    let ours = match packet.id.from {
        Side::Home => &suite.at.reserve,
        Side::Dex => &suite.at.outpost,
    };
    if data.sender != ours.as_str() {
        return Ok(None);
    }
    let memo: serde_json::Value = serde_json::from_str(&data.memo)?;
    // An order travels in the message that ibc-hooks executes, where the chain has those.
    let by_hooks = &memo["wasm"]["msg"]["buy"]["order"];
    let ours = if by_hooks.is_null() {
        &memo["qerun"]
    } else {
        by_hooks
    };
    let id = ours["order_id"].as_str().unwrap_or_default();
    Ok(Some(id.parse()?))
}

fn purchase(suite: &Suite, order_id: u64) -> Result<Option<Purchase>> {
    let outpost = suite.net.dex.app.contract_storage(&suite.at.outpost);
    Ok(PURCHASES.may_load(&*outpost, order_id)?)
}

/// Whether this is the packet by which a purchase returns, and not one before it.
pub(super) fn under_way(suite: &Suite, packet: &Pending) -> Result<bool> {
    let Some(id) = order_id(suite, packet)?.filter(|_| packet.id.from == Side::Dex) else {
        return Ok(false);
    };
    let this = ReturnStatus::InTransit {
        channel: packet.id.channel.clone(),
        sequence: packet.id.sequence.into(),
    };
    Ok(purchase(suite, id)?.is_some_and(|p| p.status == this))
}

/// Whether this packet belongs to an order that was closed as lost.
pub(super) fn lost(suite: &Suite, packet: &Pending) -> Result<bool> {
    let Some(id) = order_id(suite, packet)? else {
        return Ok(false);
    };
    Ok(suite.order(id)?.status == OrderStatus::Lost)
}

/// An order of the reserve's is served or refused whole; what comes back from the outpost is never
/// refused, which would bounce bought ETH, and closes its order.
pub(super) fn ensure_receipt(suite: &Suite, packet: &Pending, receipt: &Receipt) -> Result<()> {
    let Some(id) = order_id(suite, packet)? else {
        ensure!(
            *receipt != Receipt::Duplicate,
            "{} was not received",
            packet.id
        );
        return Ok(());
    };
    match (packet.id.from, receipt) {
        (_, Receipt::Duplicate) => bail!("{} was not received before", packet.id),
        (Side::Dex, Receipt::Failed(reason)) => bail!("return {} bounced: {reason}", packet.id),
        (Side::Dex, Receipt::Success) => {
            let status = suite.order(id)?.status;
            let closed = !status.is_open();
            ensure!(
                closed,
                "{} has returned: order {id} is {status:?}",
                packet.id
            );
        }
        (Side::Home, _) => {
            let bought = purchase(suite, id)?.is_some();
            let success = *receipt == Receipt::Success;
            ensure!(
                bought == success,
                "{}: {receipt:?}, bought {bought}",
                packet.id
            );
        }
    }
    Ok(())
}

/// The callbacks of reserve and outpost never fail, which the chain would swallow, and each knows
/// afterwards what became of its packet. An order closed before, by `sync`, `resolve` or `close_lost`, stays.
pub(super) fn ensure_settlement(
    suite: &Suite,
    packet: &Pending,
    under_way: bool,
    settlement: &Settlement,
) -> Result<()> {
    let (arrived, callback) = match settlement {
        Settlement::Duplicate => bail!("{} was not completed before", packet.id),
        Settlement::Delivered(callback) => (true, callback),
        Settlement::Refunded(callback) => (false, callback),
    };
    let Some(id) = order_id(suite, packet)? else {
        return Ok(());
    };
    ensure!(*callback == Callback::Ran, "{}: {callback:?}", packet.id);
    if packet.id.from == Side::Home {
        let status = suite.order(id)?.status;
        let wrong = match arrived {
            true => matches!(status, OrderStatus::Pending | OrderStatus::Sent),
            false => status.is_open(),
        };
        ensure!(
            !wrong,
            "{} {settlement:?}: order {id} is {status:?}",
            packet.id
        );
    } else if under_way {
        let status = purchase(suite, id)?.map(|p| p.status);
        let right = match arrived {
            true => ReturnStatus::Delivered {},
            false => ReturnStatus::Held {},
        };
        ensure!(
            status == Some(right),
            "{} {settlement:?}: {status:?}",
            packet.id
        );
    }
    Ok(())
}
