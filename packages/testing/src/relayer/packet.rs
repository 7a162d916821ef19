//! Packets as the relayer sees them.

use std::fmt;

use anyhow::Result;
use cosmwasm_std::{Binary, Event, IbcPacket};

use crate::ibc::{Receipt, Settlement, TransferData};

/// One of the two chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The protocol's chain.
    Home,
    /// The DEX's chain.
    Dex,
}

impl Side {
    /// The other chain.
    pub fn other(self) -> Side {
        match self {
            Side::Home => Side::Dex,
            Side::Dex => Side::Home,
        }
    }
}

/// Identifies a packet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PacketId {
    /// The chain that sent it.
    pub from: Side,
    /// Its channel on that chain.
    pub channel: String,
    /// Its sequence on that channel.
    pub sequence: u64,
}

impl PacketId {
    /// The packet's id.
    pub fn new(from: Side, channel: impl Into<String>, sequence: u64) -> Self {
        PacketId {
            from,
            channel: channel.into(),
            sequence,
        }
    }
}

impl fmt::Display for PacketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}/{}/{}", self.from, self.channel, self.sequence)
    }
}

/// How far a packet has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Sent; not received.
    Sent,
    /// Sent, not received, and too late to be received.
    Expired,
    /// Received; this acknowledgement waits to be relayed back.
    Received(Binary),
}

/// A packet that its source chain has not completed.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Sending chain, channel and sequence.
    pub id: PacketId,
    /// As the sending chain committed it.
    pub packet: IbcPacket,
    /// How far it has come.
    pub stage: Stage,
}

impl Pending {
    /// What it transfers.
    pub fn data(&self) -> Result<TransferData> {
        TransferData::of(&self.packet)
    }
}

/// An executed relay step: what became of it and the events of the transaction.
#[derive(Clone, Debug)]
pub struct Relayed<T> {
    /// How the chain received, settled or refused it.
    pub outcome: T,
    /// Events of the callback.
    pub events: Vec<Event>,
}

/// One line of the relayer's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEntry {
    /// The packet was submitted to the receiving chain.
    Deliver(PacketId, Result<Receipt, String>),
    /// Its acknowledgement was submitted to the sending chain.
    Acknowledge(PacketId, Result<Settlement, String>),
    /// Its timeout was submitted to the sending chain.
    Timeout(PacketId, Result<Settlement, String>),
    /// A relay attempt that was lost.
    Drop(PacketId),
}
