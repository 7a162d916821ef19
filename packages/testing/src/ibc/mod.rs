//! A model of ibc-go v10's transfer stack (ICS-20 with ADR-8 callbacks, or with ibc-hooks in their
//! place) for cw-multi-test.
//!
//! [`TransferModule`] captures `IbcMsg::Transfer`; [`RelayModule`] executes what a relayer
//! submits. Both keep their state in the chain's storage, so whatever a failing transaction
//! did is undone with it. Left out: gas limits of callbacks, `MsgTimeoutOnClose`, proofs
//! (only the relayer's account may submit, and it reads the other chain truthfully).

mod callbacks;
mod denom;
mod hooks;
mod keeper;
mod module;
mod receive;
mod send;
mod settle;
mod state;

pub(crate) use callbacks::CallbackSudo;
pub use denom::{escrow_address, full_path, local_denom, voucher_denom};
pub(crate) use hooks::switch_on as switch_hooks_on;
pub use hooks::{account as hook_account, ACK_HOOKED};
pub use module::{RelayModule, TransferModule};
pub use receive::Receipt;
pub use settle::{Callback, Settlement};
pub use state::{Channel, View};

use anyhow::{anyhow, bail, Result};
use cosmwasm_std::{Binary, IbcPacket, Order, StdResult, Storage, Uint128};
use serde::{Deserialize, Serialize};

/// The port of ICS-20 on both chains.
pub const PORT: &str = "transfer";
/// Longest memo that ibc-go accepts, in bytes.
pub const MAX_MEMO: usize = 32_768;
/// Longest receiver that ibc-go accepts, in bytes.
pub const MAX_RECEIVER: usize = 2_048;
/// The acknowledgement of a transfer that was received.
pub const ACK_SUCCESS: &[u8] = br#"{"result":"AQ=="}"#;
/// The acknowledgement of a transfer that failed; ibc-go hides the reason as well.
pub const ACK_ERROR: &[u8] =
    br#"{"error":"ABCI code: 1: error handling packet: see events for details"}"#;

/// Data of an ICS-20 packet, fields in the (alphabetic) order in which ibc-go writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferData {
    /// Amount in raw units of the denom.
    pub amount: Uint128,
    /// Full trace path on the sending chain.
    pub denom: String,
    /// Free text, or JSON that asks for callbacks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    /// Address on the receiving chain.
    pub receiver: String,
    /// Address on the sending chain.
    pub sender: String,
}

impl TransferData {
    /// Decodes the data of a packet.
    pub fn of(packet: &IbcPacket) -> Result<Self> {
        Ok(cosmwasm_std::from_json(&packet.data)?)
    }
}

/// What a relayer submits to a chain, with the other chain as it sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RelayMsg {
    pub packet: IbcPacket,
    pub counterparty: View,
    pub step: RelayStep,
}

/// The kind of a relayed message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum RelayStep {
    Receive,
    Acknowledge { ack: Binary },
    Timeout { received: bool },
}

impl RelayStep {
    /// For people.
    pub fn name(&self) -> &'static str {
        match self {
            RelayStep::Receive => "receive",
            RelayStep::Acknowledge { .. } => "acknowledge",
            RelayStep::Timeout { .. } => "timeout",
        }
    }
}

/// The type URL under which [`RelayModule`] takes relayed messages.
pub(crate) const RELAY_URL: &str = "/qerun.testing.v1.Relay";

/// Opens one end of a channel, or closes and reopens an existing one without touching
/// its sequence.
pub(crate) fn set_channel(
    storage: &mut dyn Storage,
    id: &str,
    counterparty: &str,
    open: bool,
    client: View,
) -> StdResult<()> {
    let next_sequence = CHANNELS
        .may_load(storage, id)?
        .map_or(1, |c| c.next_sequence);
    let channel = Channel {
        counterparty: counterparty.to_owned(),
        open,
        next_sequence,
        client,
    };
    CHANNELS.save(storage, id, &channel)
}

/// One end of a channel.
pub fn channel(storage: &dyn Storage, id: &str) -> Result<Channel> {
    CHANNELS
        .may_load(storage, id)?
        .ok_or_else(|| anyhow!("channel not found: port {PORT}, channel {id}"))
}

/// All channel ids of the chain.
pub fn channels(storage: &dyn Storage) -> StdResult<Vec<String>> {
    CHANNELS
        .keys(storage, None, None, Order::Ascending)
        .collect()
}

/// The full trace paths of all vouchers that ever arrived on the chain.
pub fn traces(storage: &dyn Storage) -> StdResult<Vec<String>> {
    TRACES
        .range(storage, None, None, Order::Ascending)
        .map(|item| Ok(item?.1))
        .collect()
}

/// All packets sent from this chain and not yet completed.
pub fn packets(storage: &dyn Storage) -> StdResult<Vec<IbcPacket>> {
    PACKETS
        .range(storage, None, None, Order::Ascending)
        .map(|item| Ok(item?.1))
        .collect()
}

/// A packet sent from this chain and not yet completed.
pub fn packet(storage: &dyn Storage, channel: &str, sequence: u64) -> StdResult<Option<IbcPacket>> {
    PACKETS.may_load(storage, (channel, sequence))
}

/// The acknowledgement that this chain wrote for a packet it received.
pub fn ack(storage: &dyn Storage, channel: &str, sequence: u64) -> StdResult<Option<Binary>> {
    ACKS.may_load(storage, (channel, sequence))
}

/// Whether an acknowledgement tells success.
///
/// # Errors
/// Neither `result` nor `error` in it.
pub fn is_success(ack: &[u8]) -> Result<bool> {
    #[derive(Deserialize)]
    struct Ack {
        result: Option<Binary>,
        error: Option<String>,
    }
    match cosmwasm_std::from_json(ack)? {
        Ack { error: Some(_), .. } => Ok(false),
        Ack {
            result: Some(_), ..
        } => Ok(true),
        _ => bail!("malformed acknowledgement"),
    }
}

use state::{ACKS, CHANNELS, PACKETS, TRACES};

/// Loads the end of a packet's channel on this chain and checks that it is open and leads
/// to the packet's other end.
fn open_channel(storage: &dyn Storage, id: &str, counterparty: &str) -> Result<Channel> {
    let channel = channel(storage, id)?;
    if !channel.open {
        bail!("channel {id} is not OPEN (got STATE_CLOSED)");
    }
    if channel.counterparty != counterparty {
        bail!("packet of channel {counterparty} does not belong to channel {id}");
    }
    Ok(channel)
}
