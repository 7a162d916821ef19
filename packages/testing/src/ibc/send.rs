//! `IbcMsg::Transfer`: escrow or burn, and commit a packet.

use anyhow::{bail, Result};
use cosmwasm_std::{
    to_json_binary, Addr, Coin, CustomMsg, CustomQuery, Event, IbcEndpoint, IbcPacket, IbcTimeout,
    MsgResponse, Storage,
};
use cw_multi_test::AppResponse;
use prost::Message;

use super::denom::{escrow_address, full_path, strip_hop};
use super::keeper::Keeper;
use super::state::{CHANNELS, PACKETS};
use super::{callbacks, channel, hooks, TransferData, MAX_MEMO, MAX_RECEIVER, PORT};

/// `ibc.applications.transfer.v1.MsgTransferResponse`.
#[derive(Clone, PartialEq, Message)]
struct MsgTransferResponse {
    #[prost(uint64, tag = "1")]
    sequence: u64,
}

/// The fields of `IbcMsg::Transfer`.
pub(super) struct Transfer {
    pub channel: String,
    pub receiver: String,
    pub coin: Coin,
    pub timeout: IbcTimeout,
    pub memo: String,
}

/// Sends a transfer as ibc-go does. The errors are those of a real chain: unknown or closed
/// channel, timeout already elapsed, too little money, malformed fields, and a source callback
/// for another address than the sender (wasmd refuses it when the packet is sent).
pub(super) fn send<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    sender: Addr,
    msg: Transfer,
) -> Result<AppResponse> {
    if msg.memo.len() > MAX_MEMO {
        bail!("memo must not exceed {MAX_MEMO} bytes");
    }
    if msg.receiver.trim().is_empty() || msg.receiver.len() > MAX_RECEIVER {
        bail!("invalid receiver: missing or longer than {MAX_RECEIVER} bytes");
    }
    if msg.coin.amount.is_zero() {
        bail!("invalid coins: amount must be positive");
    }
    let mut channel = channel(storage, &msg.channel)?;
    if !channel.open {
        bail!("channel {} is not OPEN (got STATE_CLOSED)", msg.channel);
    }
    // A relayer keeps clients fresh, so the other chain's clock is taken to be ours.
    let mut client = channel.client.clone();
    client.time = client.time.max(keeper.block.time);
    if client.elapsed(&msg.timeout) {
        bail!("invalid packet timeout: timeout elapsed");
    }
    let (memo, hears) = match hooks::on(storage)? {
        true => hooks::take_callback(&msg.memo)?,
        false => (msg.memo, None),
    };
    let source = match hooks::on(storage)? {
        true => None,
        false => callbacks::source(&memo)?,
    };
    if let Some(address) = source {
        if address != sender.as_str() {
            bail!("src_callback {address} is not the packet's sender {sender}");
        }
    }

    let path = full_path(storage, &msg.coin.denom)?;
    if strip_hop(&path, &msg.channel).is_some() {
        keeper.burn(storage, &sender, msg.coin.clone())?;
    } else {
        let escrow = escrow_address(keeper.api, &msg.channel)?;
        keeper.send(storage, &sender, escrow.as_str(), msg.coin.clone())?;
    }

    let sequence = channel.next_sequence;
    channel.next_sequence += 1;
    CHANNELS.save(storage, &msg.channel, &channel)?;
    let data = TransferData {
        amount: msg.coin.amount,
        denom: path,
        memo,
        receiver: msg.receiver,
        sender: sender.into_string(),
    };
    let endpoint = |channel_id: &str| IbcEndpoint {
        port_id: PORT.to_owned(),
        channel_id: channel_id.to_owned(),
    };
    let packet = IbcPacket::new(
        to_json_binary(&data)?,
        endpoint(&msg.channel),
        endpoint(&channel.counterparty),
        sequence,
        msg.timeout,
    );
    PACKETS.save(storage, (&msg.channel, sequence), &packet)?;
    if let Some(contract) = hears {
        hooks::remember(storage, &msg.channel, sequence, &contract)?;
    }

    // wasmd hands the response to `reply` both ways.
    let value = MsgTransferResponse { sequence }.encode_to_vec();
    let events = vec![
        Event::new("send_packet")
            .add_attribute("packet_src_channel", &msg.channel)
            .add_attribute("packet_dst_channel", &channel.counterparty)
            .add_attribute("packet_sequence", sequence.to_string()),
        Event::new("ibc_transfer")
            .add_attribute("sender", data.sender)
            .add_attribute("receiver", data.receiver)
            .add_attribute("amount", data.amount.to_string())
            .add_attribute("denom", data.denom)
            .add_attribute("memo", data.memo),
    ];
    Ok(AppResponse {
        events,
        data: Some(value.clone().into()),
        msg_responses: vec![MsgResponse {
            type_url: "/ibc.applications.transfer.v1.MsgTransferResponse".to_owned(),
            value: value.into(),
        }],
    })
}
