//! What the IBC modules keep in the chain's storage.

use cosmwasm_std::{Binary, IbcPacket, IbcTimeout, IbcTimeoutBlock, Timestamp};
use cw_storage_plus::Map;
use serde::{Deserialize, Serialize};

/// A chain's height and time, as the other chain's light client knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Block height.
    pub height: u64,
    /// Block time.
    pub time: Timestamp,
}

impl View {
    /// Whether a packet with this timeout may no longer be received at this block
    /// (ibc-go `Timeout.Elapsed`: reached counts as elapsed). Both chains have revision 1.
    pub fn elapsed(&self, timeout: &IbcTimeout) -> bool {
        let here = IbcTimeoutBlock {
            revision: 1,
            height: self.height,
        };
        let by_height = timeout
            .block()
            .is_some_and(|block| !block.is_zero() && here >= block);
        let by_time = timeout
            .timestamp()
            .is_some_and(|time| time.nanos() != 0 && self.time >= time);
        by_height || by_time
    }
}

/// One end of a transfer channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// The other end's id.
    pub counterparty: String,
    /// A closed channel neither sends, receives nor takes acknowledgements.
    pub open: bool,
    /// The sequence of the next packet sent, from 1.
    pub next_sequence: u64,
    /// The other chain as last seen by a relayed message.
    pub client: View,
}

/// Channel ends by id.
pub(super) const CHANNELS: Map<&str, Channel> = Map::new("ibc_channels");
/// Packets sent and neither acknowledged nor timed out, by source channel and sequence.
pub(super) const PACKETS: Map<(&str, u64), IbcPacket> = Map::new("ibc_packets");
/// Acknowledgements written for received packets, by destination channel and sequence.
pub(super) const ACKS: Map<(&str, u64), Binary> = Map::new("ibc_acks");
/// Full trace paths of vouchers by hash.
pub(super) const TRACES: Map<&str, String> = Map::new("ibc_traces");
