//! The source chain completes a packet: acknowledgement or timeout.

use anyhow::{bail, Result};
use cosmwasm_std::{
    Addr, Binary, Coin, CustomMsg, CustomQuery, Event, IbcAckCallbackMsg, IbcAcknowledgement,
    IbcPacket, IbcSourceCallbackMsg, IbcTimeoutCallbackMsg, Storage,
};
use serde::{Deserialize, Serialize};

use super::callbacks::{self, CallbackSudo};
use super::denom::{escrow_address, local_denom, strip_hop};
use super::keeper::Keeper;
use super::state::{View, PACKETS};
use super::{hooks, is_success, open_channel, TransferData};
use crate::cache::atomically;

/// What became of a source callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Callback {
    /// The memo asked for none.
    None,
    /// It ran.
    Ran,
    /// It failed; what it did is undone, the packet is completed all the same and the
    /// callback never retried. The text is for tests only.
    Failed(String),
}

/// What became of an acknowledgement or a timeout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settlement {
    /// The packet had been completed before: nothing happened.
    Duplicate,
    /// Acknowledged as received.
    Delivered(Callback),
    /// Timed out or failed on the other chain: the sender has its money back.
    Refunded(Callback),
}

/// Completes a packet with the acknowledgement that the other chain wrote.
///
/// # Errors
/// Closed channel, malformed acknowledgement.
pub(super) fn acknowledge<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    relayer: Addr,
    packet: &IbcPacket,
    ack: Binary,
) -> Result<(Settlement, Vec<Event>)> {
    if !take(storage, packet)? {
        return Ok((Settlement::Duplicate, vec![]));
    }
    open_channel(storage, &packet.src.channel_id, &packet.dest.channel_id)?;
    let success = is_success(&ack)?;
    let msg = IbcSourceCallbackMsg::Acknowledgement(IbcAckCallbackMsg::new(
        IbcAcknowledgement::new(ack),
        packet.clone(),
        relayer,
    ));
    complete(keeper, storage, packet, success, msg)
}

/// Completes a packet that the other chain can no longer receive. As in ibc-go the channel
/// may be closed.
///
/// # Errors
/// The timeout has not elapsed on the other chain, or the packet was received there.
pub(super) fn timeout<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    relayer: Addr,
    packet: &IbcPacket,
    counterparty: &View,
    received: bool,
) -> Result<(Settlement, Vec<Event>)> {
    if !take(storage, packet)? {
        return Ok((Settlement::Duplicate, vec![]));
    }
    if !counterparty.elapsed(&packet.timeout) {
        bail!("packet timeout not reached on the other chain");
    }
    if received {
        bail!("packet was received on the other chain");
    }
    let msg = IbcSourceCallbackMsg::Timeout(IbcTimeoutCallbackMsg::new(packet.clone(), relayer));
    complete(keeper, storage, packet, false, msg)
}

/// Removes the packet's commitment; `false` if it has none.
fn take(storage: &mut dyn Storage, packet: &IbcPacket) -> Result<bool> {
    let key = (packet.src.channel_id.as_str(), packet.sequence);
    match PACKETS.may_load(storage, key)? {
        None => Ok(false),
        Some(sent) if sent == *packet => {
            PACKETS.remove(storage, key);
            Ok(true)
        }
        Some(_) => bail!("packet {} is not the one that was sent", packet.sequence),
    }
}

/// Refunds first, then calls back.
fn complete<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    success: bool,
    msg: IbcSourceCallbackMsg,
) -> Result<(Settlement, Vec<Event>)> {
    let data = TransferData::of(packet)?;
    if !success {
        refund(keeper, storage, packet, &data)?;
    }
    if hooks::on(storage)? {
        let end = match msg {
            IbcSourceCallbackMsg::Acknowledgement(ack) => hooks::End::Ack {
                ack: ack.acknowledgement.data,
                success,
            },
            IbcSourceCallbackMsg::Timeout(_) => hooks::End::Timeout,
        };
        let told = hooks::tell(keeper, storage, packet, end)?;
        let callback = told.as_ref().map_or(Callback::None, |_| Callback::Ran);
        return Ok((settled(success, callback), told.unwrap_or_default()));
    }
    let mut events = vec![];
    let callback = match callbacks::source(&data.memo) {
        Ok(Some(contract)) => {
            let msg = CallbackSudo::QerunTestingIbcSourceCallback(msg);
            match atomically(storage, |cache| keeper.call(cache, &contract, &msg)) {
                Ok(response) => {
                    events = response.events;
                    Callback::Ran
                }
                Err(error) => Callback::Failed(format!("{error:#}")),
            }
        }
        _ => Callback::None,
    };
    Ok((settled(success, callback), events))
}

fn settled(success: bool, callback: Callback) -> Settlement {
    match success {
        true => Settlement::Delivered(callback),
        false => Settlement::Refunded(callback),
    }
}

/// Gives back what [`super::send`] took: mints what it burned, else unescrows.
fn refund<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    data: &TransferData,
) -> Result<()> {
    let coin = Coin::new(data.amount, local_denom(&data.denom));
    if strip_hop(&data.denom, &packet.src.channel_id).is_some() {
        keeper.mint(storage, &data.sender, coin)
    } else {
        let escrow = escrow_address(keeper.api, &packet.src.channel_id)?;
        keeper.send(storage, &escrow, &data.sender, coin)
    }
}
