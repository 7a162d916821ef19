//! The two chains and single relay steps.

use std::collections::{BTreeMap, VecDeque};

use anyhow::{anyhow, Result};
use cosmwasm_std::{from_json, Binary, IbcPacket};
use serde::de::DeserializeOwned;

use super::{LogEntry, PacketId, Pending, Relayed, Side, Stage};
use crate::chain::Chain;
use crate::ibc::{self, Receipt, RelayMsg, RelayStep, Settlement};

/// Completed packets and log entries that are kept.
const KEPT: usize = 4_096;

/// Two chains, their channels, and a relayer.
pub struct Network {
    /// The protocol's chain, prefix `home`.
    pub home: Chain,
    /// The DEX's chain, prefix `dex`.
    pub dex: Chain,
    log: VecDeque<LogEntry>,
    /// Packets once seen, for duplicates of completed ones.
    seen: BTreeMap<PacketId, (IbcPacket, Option<Binary>)>,
    order: VecDeque<PacketId>,
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

impl Network {
    /// Two chains without a channel.
    pub fn new() -> Self {
        Network {
            home: Chain::new("home"),
            dex: Chain::new("dex"),
            log: VecDeque::new(),
            seen: BTreeMap::new(),
            order: VecDeque::new(),
        }
    }

    /// The chain of this side.
    pub fn chain(&self, side: Side) -> &Chain {
        match side {
            Side::Home => &self.home,
            Side::Dex => &self.dex,
        }
    }

    /// The chain of this side, to be changed directly.
    pub fn chain_mut(&mut self, side: Side) -> &mut Chain {
        match side {
            Side::Home => &mut self.home,
            Side::Dex => &mut self.dex,
        }
    }

    /// Opens a transfer channel between `home` and `dex` ids, e.g. `channel-0`; also reopens
    /// a closed one.
    pub fn open_channel(&mut self, home: &str, dex: &str) -> Result<()> {
        self.set_channel(home, dex, true)
    }

    /// Closes both ends: transfers, deliveries and acknowledgements fail until it is
    /// reopened, as with an expired client; timeouts go on.
    pub fn close_channel(&mut self, home: &str, dex: &str) -> Result<()> {
        self.set_channel(home, dex, false)
    }

    fn set_channel(&mut self, home: &str, dex: &str, open: bool) -> Result<()> {
        let (home_view, dex_view) = (self.home.view(), self.dex.view());
        ibc::set_channel(self.home.app.storage_mut(), home, dex, open, dex_view)?;
        ibc::set_channel(self.dex.app.storage_mut(), dex, home, open, home_view)?;
        Ok(())
    }

    /// Moves both chains on.
    pub fn advance(&mut self, seconds: u64) {
        self.home.advance(seconds);
        self.dex.advance(seconds);
    }

    /// All packets that their source chain has not completed: home's first, by channel
    /// and sequence.
    pub fn pending(&self) -> Result<Vec<Pending>> {
        let mut pending = vec![];
        for from in [Side::Home, Side::Dex] {
            for packet in ibc::packets(self.chain(from).app.storage())? {
                let id = PacketId::new(from, packet.src.channel_id.clone(), packet.sequence);
                let stage = match self.written_ack(from, &packet)? {
                    Some(ack) => Stage::Received(ack),
                    None if self.chain(from.other()).view().elapsed(&packet.timeout) => {
                        Stage::Expired
                    }
                    None => Stage::Sent,
                };
                pending.push(Pending { id, packet, stage });
            }
        }
        Ok(pending)
    }

    /// Delivers a packet, again if it was delivered before (which does nothing).
    ///
    /// # Errors
    /// Unknown packet, elapsed timeout, closed channel.
    pub fn deliver(&mut self, id: &PacketId) -> Result<Relayed<Receipt>> {
        let (packet, _) = self.find(id)?;
        let result = self.submit(id.from.other(), packet, RelayStep::Receive);
        self.note(LogEntry::Deliver(id.clone(), text(&result)));
        result
    }

    /// Relays a packet's acknowledgement back, again if that was done before (which does
    /// nothing).
    ///
    /// # Errors
    /// Unknown packet, not received, closed channel.
    pub fn acknowledge(&mut self, id: &PacketId) -> Result<Relayed<Settlement>> {
        let (packet, ack) = self.find(id)?;
        let ack = ack.ok_or_else(|| anyhow!("packet {id} was not received"))?;
        let result = self.submit(id.from, packet, RelayStep::Acknowledge { ack });
        self.note(LogEntry::Acknowledge(id.clone(), text(&result)));
        result
    }

    /// Times a packet out.
    ///
    /// # Errors
    /// Unknown packet, received, or its timeout has not elapsed on the other chain.
    pub fn timeout(&mut self, id: &PacketId) -> Result<Relayed<Settlement>> {
        let (packet, ack) = self.find(id)?;
        let received = ack.is_some();
        let result = self.submit(id.from, packet, RelayStep::Timeout { received });
        self.note(LogEntry::Timeout(id.clone(), text(&result)));
        result
    }

    /// Loses a relay attempt: only the log tells.
    pub fn drop_attempt(&mut self, id: &PacketId) {
        self.note(LogEntry::Drop(id.clone()));
    }

    /// What the relayer did, oldest first; the last 4,096 entries.
    pub fn log(&self) -> impl Iterator<Item = &LogEntry> {
        self.log.iter()
    }

    /// The acknowledgement that the other chain wrote for a packet.
    fn written_ack(&self, from: Side, packet: &IbcPacket) -> Result<Option<Binary>> {
        let there = self.chain(from.other()).app.storage();
        Ok(ibc::ack(there, &packet.dest.channel_id, packet.sequence)?)
    }

    /// A packet from the source chain's storage, or from memory once completed there.
    fn find(&mut self, id: &PacketId) -> Result<(IbcPacket, Option<Binary>)> {
        let stored = ibc::packet(self.chain(id.from).app.storage(), &id.channel, id.sequence)?;
        match stored {
            Some(packet) => {
                let ack = self.written_ack(id.from, &packet)?;
                let entry = (packet, ack);
                if self.seen.insert(id.clone(), entry.clone()).is_none() {
                    self.order.push_back(id.clone());
                    if self.order.len() > KEPT {
                        if let Some(oldest) = self.order.pop_front() {
                            self.seen.remove(&oldest);
                        }
                    }
                }
                Ok(entry)
            }
            None => self
                .seen
                .get(id)
                .cloned()
                .ok_or_else(|| anyhow!("no packet {id}")),
        }
    }

    fn submit<T: DeserializeOwned>(
        &mut self,
        side: Side,
        packet: IbcPacket,
        step: RelayStep,
    ) -> Result<Relayed<T>> {
        let msg = RelayMsg {
            packet,
            counterparty: self.chain(side.other()).view(),
            step,
        };
        let response = self.chain_mut(side).relay(&msg)?;
        let data = response.data.unwrap_or_default();
        Ok(Relayed {
            outcome: from_json(data)?,
            events: response.events,
        })
    }

    fn note(&mut self, entry: LogEntry) {
        if self.log.len() == KEPT {
            self.log.pop_front();
        }
        self.log.push_back(entry);
    }
}

/// A result as the log keeps it.
fn text<T: Clone>(result: &Result<Relayed<T>>) -> Result<T, String> {
    match result {
        Ok(relayed) => Ok(relayed.outcome.clone()),
        Err(error) => Err(format!("{error:#}")),
    }
}
