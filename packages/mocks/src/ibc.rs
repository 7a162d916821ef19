//! The IBC side of a chain: the packets of a contract's transfers, and the replies and callbacks that it gets for them.

use cosmwasm_std::{
    to_json_binary, Binary, CosmosMsg, IbcAckCallbackMsg, IbcAcknowledgement, IbcEndpoint, IbcMsg,
    IbcPacket, IbcSourceCallbackMsg, IbcTimeoutCallbackMsg, MsgResponse, Reply, SubMsgResponse,
    SubMsgResult,
};
use prost::Message;
use qerun_messages::ibc::{FungibleTokenPacketData, MsgTransferResponse, TRANSFER_PORT};

use crate::addr;

/// The acknowledgement of an ICS-20 transfer that succeeded, where no middleware adds to it.
pub const SUCCESS_ACK: &[u8] = br#"{"result":"AQ=="}"#;

/// An end of an ICS-20 channel.
pub fn endpoint(channel: &str) -> IbcEndpoint {
    IbcEndpoint {
        port_id: TRANSFER_PORT.into(),
        channel_id: channel.into(),
    }
}

/// The packet that the chain sends for a contract's transfer. `denom` is the token's trace path, where that differs
/// from its denom in the bank; `counterparty` the channel's other end. Panics at another message.
pub fn packet_of_transfer(
    msg: &CosmosMsg,
    sender: &str,
    denom: Option<&str>,
    counterparty: &str,
    sequence: u64,
) -> IbcPacket {
    let CosmosMsg::Ibc(IbcMsg::Transfer {
        channel_id,
        to_address,
        amount,
        timeout,
        memo,
    }) = msg
    else {
        panic!("not a transfer: {msg:?}")
    };
    let data = FungibleTokenPacketData {
        denom: denom.unwrap_or(&amount.denom).into(),
        amount: amount.amount,
        sender: sender.into(),
        receiver: to_address.clone(),
        memo: memo.clone().unwrap_or_default(),
    };
    IbcPacket::new(
        to_json_binary(&data).unwrap(),
        endpoint(channel_id),
        endpoint(counterparty),
        sequence,
        timeout.clone(),
    )
}

/// The reply to a transfer: the sequence of its packet.
pub fn transfer_reply(id: u64, payload: Binary, sequence: u64) -> Reply {
    let value = MsgTransferResponse { sequence }.encode_to_vec().into();
    let type_url = "/ibc.applications.transfer.v1.MsgTransferResponse".into();
    reply(id, payload, vec![MsgResponse { type_url, value }])
}

/// The reply to a message that succeeded and answered nothing.
pub fn empty_reply(id: u64) -> Reply {
    reply(id, Binary::default(), vec![])
}

fn reply(id: u64, payload: Binary, msg_responses: Vec<MsgResponse>) -> Reply {
    #[allow(deprecated)] // the struct cannot be written without `data`
    let result = SubMsgResult::Ok(SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses,
    });
    Reply {
        id,
        payload,
        gas_used: 0,
        result,
    }
}

/// The callback of a packet that was acknowledged with these bytes.
pub fn acknowledged(packet: IbcPacket, bytes: &[u8]) -> IbcSourceCallbackMsg {
    IbcSourceCallbackMsg::Acknowledgement(IbcAckCallbackMsg::new(
        IbcAcknowledgement::new(bytes),
        packet,
        addr("relayer"),
    ))
}

/// The callback of a packet that timed out.
pub fn timed_out(packet: IbcPacket) -> IbcSourceCallbackMsg {
    IbcSourceCallbackMsg::Timeout(IbcTimeoutCallbackMsg::new(packet, addr("relayer")))
}
