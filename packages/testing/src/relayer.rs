//! Two chains and a relayer under the test's control.
//!
//! Nothing is relayed unless asked for, so any interleaving can be made: deliver in any
//! order, twice, late or never.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use anyhow::{anyhow, bail, Result};
use cosmwasm_std::{from_json, Binary, Coin, Event, IbcPacket, Uint128};
use rand::seq::SliceRandom;
use rand::Rng;
use serde::de::DeserializeOwned;

use crate::chain::Chain;
use crate::ibc::{self, Receipt, RelayMsg, RelayStep, Settlement, TransferData};

/// Completed packets and log entries that are kept.
const KEPT: usize = 4_096;

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
    /// Its id.
    pub id: PacketId,
    /// The packet.
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
    /// What became of it.
    pub outcome: T,
    /// Events of the callback.
    pub events: Vec<Event>,
}

/// One line of the relayer's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEntry {
    /// A delivery.
    Deliver(PacketId, Result<Receipt, String>),
    /// An acknowledgement.
    Acknowledge(PacketId, Result<Settlement, String>),
    /// A timeout.
    Timeout(PacketId, Result<Settlement, String>),
    /// A relay attempt that was lost.
    Drop(PacketId),
}

/// Fault probabilities of [`Network::relay_random`], each from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// The attempt is lost; a later step may try again.
    pub drop: f64,
    /// The step is executed twice.
    pub duplicate: f64,
    /// Some other packet than the oldest is taken.
    pub reorder: f64,
    /// Before the step the chains move on by up to `max_delay` seconds.
    pub delay: f64,
    /// See `delay`.
    pub max_delay: u64,
}

impl Default for Faults {
    /// Each fault in one step of five, delays of up to 20 minutes.
    fn default() -> Self {
        Faults {
            drop: 0.2,
            duplicate: 0.2,
            reorder: 0.2,
            delay: 0.2,
            max_delay: 1_200,
        }
    }
}

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

    /// A chain.
    pub fn chain(&self, side: Side) -> &Chain {
        match side {
            Side::Home => &self.home,
            Side::Dex => &self.dex,
        }
    }

    /// A chain.
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

    /// Takes a packet one step further: delivers, acknowledges or times it out.
    pub fn step(&mut self, pending: &Pending) -> Result<()> {
        match pending.stage {
            Stage::Sent => self.deliver(&pending.id).map(drop),
            Stage::Received(_) => self.acknowledge(&pending.id).map(drop),
            Stage::Expired => self.timeout(&pending.id).map(drop),
        }
    }

    /// Relays until nothing moves any more, packets sent by callbacks included. Returns the
    /// number of steps. Packets of a closed channel stay.
    ///
    /// # Errors
    /// Not quiet after 10,000 steps: contracts play ping-pong.
    pub fn relay_all(&mut self) -> Result<usize> {
        let mut steps = 0;
        loop {
            let before = steps;
            for pending in self.pending()? {
                if self.step(&pending).is_ok() {
                    steps += 1;
                }
            }
            if steps == before {
                return Ok(steps);
            }
            if steps > 10_000 {
                bail!("the network does not become quiet");
            }
        }
    }

    /// Takes up to `steps` relay steps with faults. The same generator state gives the
    /// same run.
    pub fn relay_random(
        &mut self,
        rng: &mut impl Rng,
        steps: usize,
        faults: &Faults,
    ) -> Result<()> {
        for _ in 0..steps {
            if rng.gen_bool(faults.delay) {
                let seconds = rng.gen_range(0..=faults.max_delay);
                self.advance(seconds);
            }
            let pending = self.pending()?;
            let chosen = if rng.gen_bool(faults.reorder) {
                pending.choose(rng)
            } else {
                pending.first()
            };
            let Some(chosen) = chosen else {
                return Ok(());
            };
            if rng.gen_bool(faults.drop) {
                self.drop_attempt(&chosen.id);
                continue;
            }
            // A step may fail on a closed channel; the log tells.
            let _ = self.step(chosen);
            if rng.gen_bool(faults.duplicate) {
                let _ = self.step(chosen);
            }
        }
        Ok(())
    }

    /// What the relayer did, oldest first; the last 4,096 entries.
    pub fn log(&self) -> impl Iterator<Item = &LogEntry> {
        self.log.iter()
    }

    /// Checks for every channel and denom that escrow on one chain equals the vouchers on
    /// the other plus what is on the way. Nothing may be sent to escrow accounts by hand.
    ///
    /// # Errors
    /// The first denom that does not add up.
    pub fn check_conservation(&self) -> Result<()> {
        let pending = self.pending()?;
        for side in [Side::Home, Side::Dex] {
            let (here, there) = (self.chain(side), self.chain(side.other()));
            for id in ibc::channels(here.app.storage())? {
                let far = ibc::channel(here.app.storage(), &id)?.counterparty;
                #[allow(deprecated)]
                let escrowed = here.app.wrap().query_all_balances(here.escrow(&id)?)?;
                for Coin { denom, amount, .. } in escrowed {
                    let path = ibc::full_path(here.app.storage(), &denom)?;
                    let voucher_path = format!("{}/{far}/{path}", ibc::PORT);
                    let voucher = ibc::voucher_denom(&far, &path);
                    let mut expected = there.supply(&voucher)?;
                    for item in &pending {
                        let settled = match &item.stage {
                            Stage::Received(ack) => ibc::is_success(ack)?,
                            _ => false,
                        };
                        let data = item.data()?;
                        let out =
                            item.id.from == side && item.id.channel == id && data.denom == path;
                        let back = item.id.from == side.other()
                            && item.id.channel == far
                            && data.denom == voucher_path;
                        if !settled && (out || back) {
                            expected += data.amount;
                        }
                    }
                    if amount != expected {
                        bail!(
                            "{side:?} {id}: {amount} {denom} in escrow, {expected} vouchers and in flight"
                        );
                    }
                }
            }
        }
        Ok(())
    }

    /// The total supply of a base denom of `side` that is not in escrow there, plus its
    /// vouchers over a channel: what holders can spend.
    pub fn circulating(&self, side: Side, denom: &str, channel: &str) -> Result<Uint128> {
        let here = self.chain(side);
        let far = ibc::channel(here.app.storage(), channel)?.counterparty;
        let path = ibc::full_path(here.app.storage(), denom)?;
        let vouchers = self
            .chain(side.other())
            .supply(&ibc::voucher_denom(&far, &path))?;
        let escrow = here.balance(&here.escrow(channel)?, denom)?;
        Ok(here.supply(denom)? - escrow + vouchers)
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
