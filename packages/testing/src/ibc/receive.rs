//! The destination chain receives a packet.

use anyhow::{bail, Result};
use cosmwasm_std::{
    Addr, Binary, Coin, CustomMsg, CustomQuery, Event, IbcAcknowledgement,
    IbcDestinationCallbackMsg, IbcPacket, Storage,
};
use serde::{Deserialize, Serialize};

use super::callbacks::{self, CallbackSudo};
use super::denom::{arrival, escrow_address, local_denom, save_trace, Arrival};
use super::keeper::Keeper;
use super::state::ACKS;
use super::{hooks, open_channel, TransferData, ACK_ERROR, ACK_HOOKED, ACK_SUCCESS};
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
            Ok((ack, events)) => (Receipt::Success, ack, events),
            Err(error) => (Receipt::Failed(format!("{error:#}")), ACK_ERROR, vec![]),
        };
    ACKS.save(storage, key, &Binary::from(ack))?;
    Ok((receipt, events))
}

/// Credits the receiver, then runs what the memo asks for; returns the acknowledgement, too. Any
/// error undoes both.
fn receive_transfer<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
) -> Result<(&'static [u8], Vec<Event>)> {
    let data = TransferData::of(packet)?;
    if !hooks::on(storage)? {
        let receiver = keeper.api.addr_validate(&data.receiver)?;
        credit(keeper, storage, packet, &data, &receiver)?;
        return Ok((ACK_SUCCESS, call_back(keeper, storage, packet, &data)?));
    }
    match hooks::call(keeper.api, packet, &data)? {
        Some(call) => {
            let coin = credit(keeper, storage, packet, &data, call.account())?;
            Ok((ACK_HOOKED, call.run(keeper, storage, coin)?))
        }
        None => {
            let receiver = keeper.api.addr_validate(&data.receiver)?;
            credit(keeper, storage, packet, &data, &receiver)?;
            Ok((ACK_SUCCESS, vec![]))
        }
    }
}

/// Gives the tokens to an account of this chain, which knows them as the returned coin.
fn credit<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    data: &TransferData,
    to: &Addr,
) -> Result<Coin> {
    match arrival(packet, &data.denom) {
        Arrival::Returns(path) => {
            let escrow = escrow_address(keeper.api, &packet.dest.channel_id)?;
            let coin = Coin::new(data.amount, local_denom(&path));
            keeper.send(storage, &escrow, to.as_str(), coin.clone())?;
            Ok(coin)
        }
        Arrival::Voucher(path) => {
            save_trace(storage, &path)?;
            let coin = Coin::new(data.amount, local_denom(&path));
            keeper.mint(storage, to.as_str(), coin.clone())?;
            Ok(coin)
        }
    }
}

/// ADR-8's destination callback.
fn call_back<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    data: &TransferData,
) -> Result<Vec<Event>> {
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
