//! The destination chain receives a packet.

use anyhow::{bail, Result};
use cosmwasm_std::{
    Binary, Coin, CustomMsg, CustomQuery, Event, IbcAcknowledgement, IbcDestinationCallbackMsg,
    IbcPacket, Storage,
};
use serde::{Deserialize, Serialize};

use super::callbacks::{self, CallbackSudo};
use super::denom::{arrival, escrow_address, local_denom, save_trace, Arrival};
use super::keeper::Keeper;
use super::state::ACKS;
use super::{open_channel, TransferData, ACK_ERROR, ACK_SUCCESS};
use crate::cache::atomically;

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Receipt {
    /// Had been received before: nothing happened.
    Duplicate,
    /// Received, callback included.
    Success,
    /// Everything was undone and an error acknowledgement written. The text is for tests
    /// only: a real acknowledgement hides it.
    Failed(String),
}

/// Receives a packet and writes its acknowledgement.
///
/// # Errors
/// Closed channel or elapsed timeout: the relayer's transaction fails and nothing is written.
pub(super) fn receive<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
) -> Result<(Receipt, Vec<Event>)> {
    let key = (packet.dest.channel_id.as_str(), packet.sequence);
    if ACKS.has(storage, key) {
        return Ok((Receipt::Duplicate, vec![]));
    }
    open_channel(storage, &packet.dest.channel_id, &packet.src.channel_id)?;
    if keeper.here().elapsed(&packet.timeout) {
        bail!(
            "timeout elapsed: packet {} must not be received",
            packet.sequence
        );
    }
    let (receipt, ack, events) =
        match atomically(storage, |cache| receive_transfer(keeper, cache, packet)) {
            Ok(events) => (Receipt::Success, ACK_SUCCESS, events),
            Err(error) => (Receipt::Failed(format!("{error:#}")), ACK_ERROR, vec![]),
        };
    ACKS.save(storage, key, &Binary::from(ack))?;
    Ok((receipt, events))
}

/// Credits the receiver, then runs the destination callback. Any error undoes both.
fn receive_transfer<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
) -> Result<Vec<Event>> {
    let data = TransferData::of(packet)?;
    let receiver = keeper.api.addr_validate(&data.receiver)?;
    match arrival(packet, &data.denom) {
        Arrival::Returns(path) => {
            let escrow = escrow_address(keeper.api, &packet.dest.channel_id)?;
            let coin = Coin::new(data.amount, local_denom(&path));
            keeper.send(storage, &escrow, receiver.as_str(), coin)?;
        }
        Arrival::Voucher(path) => {
            save_trace(storage, &path)?;
            let coin = Coin::new(data.amount, local_denom(&path));
            keeper.mint(storage, receiver.as_str(), coin)?;
        }
    }
    match callbacks::destination(&data.memo)? {
        None => Ok(vec![]),
        Some(contract) => {
            let msg = IbcDestinationCallbackMsg {
                packet: packet.clone(),
                ack: IbcAcknowledgement::new(ACK_SUCCESS),
            };
            let msg = CallbackSudo::QerunTestingIbcDestinationCallback(msg);
            Ok(keeper.call(storage, &contract, &msg)?.events)
        }
    }
}
