//! What an ICS-20 packet between reserve and outpost contains, and how to read it: here for ADR-8 callbacks, in
//! submodules for ibc-hooks and Skip.
//!
//! Sources: ibc-go v10 `modules/apps/transfer` (packet data, denom traces), ADR-8 (callback memo).

mod hooks;
mod identifiers;
mod skip;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{from_json, IbcPacket, StdResult, SubMsgResponse, Timestamp, Uint128, Uint64};
use prost::Message;
use sha2::{Digest, Sha256};

pub use self::hooks::*;
pub use self::identifiers::*;
pub use self::skip::*;

/// The port of every ICS-20 channel.
pub const TRANSFER_PORT: &str = "transfer";

/// The JSON of an ICS-20 v1 packet. Unknown fields are ignored, as ibc-go does.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct FungibleTokenPacketData {
    /// Full trace path of the token as the sending chain knows it, e.g. `transfer/channel-0/uusdc`.
    pub denom: String,
    /// Amount in the token's smallest unit.
    pub amount: Uint128,
    /// Sender on the source chain (bech32 of that chain).
    pub sender: String,
    /// Receiver on the destination chain (bech32 of that chain).
    pub receiver: String,
    /// Free text; ours is a [`Memo`].
    #[serde(default)]
    pub memo: String,
}

impl FungibleTokenPacketData {
    /// Reads the data of a packet. Errors if it is not ICS-20 v1 JSON.
    pub fn of(packet: &IbcPacket) -> StdResult<Self> {
        from_json(&packet.data)
    }
}

/// The memo of a transfer between chains that both have ADR-8 callbacks: one for each end and the
/// one part that is ours. Flat types only (CWA-2024-001). ibc-go ignores keys it doesn't know.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Memo<T> {
    /// Called back with the acknowledgement or timeout: must be the sender.
    pub src_callback: CallbackAddress,
    /// Called back when the packet arrives: must be the receiver.
    pub dest_callback: CallbackAddress,
    /// Our part of the memo.
    pub qerun: T,
}

/// What a receiver reads of a memo, whichever transport it came by.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct OurMemo<T> {
    /// Our part of the memo.
    pub qerun: T,
}

/// One end of an ADR-8 memo. No `gas_limit`: the chain's own limit (1,000,000) applies.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct CallbackAddress {
    /// The contract that is called back.
    pub address: String,
}

/// Reserve to outpost: swap what this packet brings.
#[cw_serde]
pub struct PurchaseOrder {
    /// Id of the reserve's order.
    pub order_id: Uint64,
    /// Least ETH (smallest unit) that the swap must return, else the packet is refused.
    pub min_out: Uint128,
    /// Unix seconds after which the outpost refuses the packet.
    pub deadline: Uint64,
}

/// Outpost to reserve: what this packet brings was bought for this order.
#[cw_serde]
pub struct PurchaseReturn {
    /// Id of the reserve's order.
    pub order_id: Uint64,
}

/// Whether a raw ICS-20 acknowledgement reports a failure: it does if and only if it has an
/// `error` (a success is `{"result":..}`, not always `AQ==`). Unreadable bytes count as a success: only a clear error
/// counts as a refund.
pub fn is_error_ack(acknowledgement: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct ErrorAck {
        error: Option<String>,
    }
    matches!(
        from_json::<ErrorAck>(acknowledgement),
        Ok(ErrorAck { error: Some(_) })
    )
}

/// The denom by which the receiving chain knows what a packet brings (ibc-go `OnRecvPacket`): a path that starts with
/// the source end of the channel returns to its origin and loses that hop; any other path gains the destination end. A
/// denom that still has a path is a voucher: `ibc/` and the upper-case hex sha256 of the path.
pub fn local_denom(packet: &IbcPacket, denom: &str) -> String {
    let home = format!("{}/{}/", packet.src.port_id, packet.src.channel_id);
    let path = match denom.strip_prefix(&home) {
        Some(rest) => rest.to_string(),
        None => format!("{}/{}/{denom}", packet.dest.port_id, packet.dest.channel_id),
    };
    denom_of_path(&path)
}

/// The bank denom of a trace path: the path itself when it has no hop, else its voucher denom.
pub fn denom_of_path(path: &str) -> String {
    if path.starts_with("transfer/") {
        format!("ibc/{}", hex::encode_upper(Sha256::digest(path.as_bytes())))
    } else {
        path.to_string()
    }
}

/// Unix seconds as the timeout of a transfer.
pub fn timeout_at(seconds: u64) -> cosmwasm_std::IbcTimeout {
    cosmwasm_std::IbcTimeout::with_timestamp(Timestamp::from_seconds(seconds))
}

/// The answer of ibc-go's transfer module to `MsgTransfer` (`ibc.applications.transfer.v1`).
#[derive(Clone, PartialEq, prost::Message)]
pub struct MsgTransferResponse {
    /// The sequence of the packet that was sent; sequences start at 1.
    #[prost(uint64, tag = "1")]
    pub sequence: u64,
}

/// The sequence of the packet that a transfer sent, from its reply: the first of `msg_responses`,
/// or the deprecated `data` where a chain fills only that. `None` if neither tells one.
pub fn sequence_of_transfer(response: &SubMsgResponse) -> Option<u64> {
    #[allow(deprecated)]
    let value = match response.msg_responses.first() {
        Some(first) => &first.value,
        None => response.data.as_ref()?,
    };
    let answer = MsgTransferResponse::decode(value.as_slice()).ok()?;
    (answer.sequence > 0).then_some(answer.sequence)
}
