//! A relayer with faults: it loses attempts, repeats deliveries, reorders packets, delays some until they expire,
//! and has outages of several hours.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use qerun_testing::ibc::is_success;
use qerun_testing::{Network, PacketId, Pending, Side, Stage};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use crate::report::RelayerStats;

/// The stream of the seed's generator; the price path and the crowd have their own.
const STREAM: u64 = 3;

/// Seconds into the hour at which the relayer looks for packets: four times before a packet sent on the hour
/// expires after 20 minutes, then twice more.
pub const ROUNDS: [u64; 6] = [120, 360, 660, 960, 1_500, 2_700];

/// Chance that an attempt is lost, percent.
const LOST: u32 = 15;
/// Chance that an executed step is executed again, percent.
const REPEATED: u32 = 20;
/// Chance that a round relays the packets in random order, percent.
const SHUFFLED: u32 = 30;
/// Chance that a packet is delayed when it is first seen, percent; and for how long, seconds, from and to.
const DELAYED: u32 = 10;
const DELAY_SECONDS: (u64, u64) = (300, 3_600);
/// Chance that a day has an outage, percent; and how many hours it lasts, from and to.
const OUTAGE: u32 = 12;
const OUTAGE_HOURS: (u32, u32) = (2, 6);

/// The relayer between both chains.
pub struct FaultyRelayer {
    rng: ChaCha20Rng,
    seen: BTreeSet<PacketId>,
    delayed_until: BTreeMap<PacketId, u64>,
    outage: (u32, u32),
    stats: RelayerStats,
    delays: Vec<u64>,
    timeout: u64,
    /// Whether a return of ETH has failed since this was last cleared; the outpost then holds the ETH.
    pub return_failed: bool,
}

impl FaultyRelayer {
    /// A relayer whose faults follow from the seed; packets expire `timeout` seconds after they were sent.
    pub fn new(seed: u64, timeout: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(STREAM);
        Self {
            rng,
            seen: BTreeSet::new(),
            delayed_until: BTreeMap::new(),
            outage: (0, 0),
            stats: RelayerStats::default(),
            delays: Vec::new(),
            timeout,
            return_failed: false,
        }
    }

    /// Draws whether and when the relayer is down on the day that begins.
    pub fn new_day(&mut self) {
        let from = self.rng.gen_range(0..24 - OUTAGE_HOURS.1);
        let hours = self.rng.gen_range(OUTAGE_HOURS.0..=OUTAGE_HOURS.1);
        let down = self.rng.gen_ratio(OUTAGE, 100);
        self.outage = if down { (from, from + hours) } else { (0, 0) };
    }

    /// Whether nothing is relayed in this hour of the day.
    pub fn is_down(&mut self, hour: u32) -> bool {
        let down = (self.outage.0..self.outage.1).contains(&hour);
        self.stats.outage_hours += u64::from(down);
        down
    }

    /// Relays every packet in flight by at most one step.
    pub fn round(&mut self, net: &mut Network) -> Result<()> {
        let mut pending = net.pending()?;
        if pending.is_empty() {
            return Ok(());
        }
        let now = net.home.now();
        self.note_new(&pending, now);
        if self.rng.gen_ratio(SHUFFLED, 100) {
            pending.shuffle(&mut self.rng);
        }
        for packet in &pending {
            if self
                .delayed_until
                .get(&packet.id)
                .is_some_and(|until| *until > now)
            {
                continue;
            }
            if self.rng.gen_ratio(LOST, 100) {
                net.drop_attempt(&packet.id);
                self.stats.lost += 1;
                continue;
            }
            self.step(net, packet)?;
            if self.rng.gen_ratio(REPEATED, 100) {
                net.step(packet).context("a repeated relay step")?;
                self.stats.duplicates += 1;
            }
        }
        Ok(())
    }

    /// One round without faults, for the end of the run.
    pub fn fault_free_round(&mut self, net: &mut Network) -> Result<()> {
        let pending = net.pending()?;
        for packet in &pending {
            if self.seen.insert(packet.id.clone()) {
                self.stats.packets += 1;
            }
            self.step(net, packet)?;
        }
        Ok(())
    }

    /// The statistics so far.
    pub fn stats(&self) -> RelayerStats {
        let count = self.delays.len().max(1) as u64;
        RelayerStats {
            mean_delay_seconds: self.delays.iter().sum::<u64>() / count,
            max_delay_seconds: self.delays.iter().copied().max().unwrap_or(0),
            ..self.stats.clone()
        }
    }

    /// Counts packets seen for the first time and draws which of them are delayed.
    fn note_new(&mut self, pending: &[Pending], now: u64) {
        for packet in pending {
            if !self.seen.insert(packet.id.clone()) {
                continue;
            }
            self.stats.packets += 1;
            if self.rng.gen_ratio(DELAYED, 100) {
                let seconds = self.rng.gen_range(DELAY_SECONDS.0..=DELAY_SECONDS.1);
                self.delayed_until.insert(packet.id.clone(), now + seconds);
                self.stats.delayed += 1;
            }
        }
    }

    fn step(&mut self, net: &mut Network, packet: &Pending) -> Result<()> {
        net.step(packet)
            .with_context(|| format!("relaying packet {}", packet.id))?;
        let good = match &packet.stage {
            // The acknowledgement comes in a later round.
            Stage::Sent => return Ok(()),
            Stage::Received(ack) => is_success(ack)?,
            Stage::Expired => false,
        };
        match (&packet.stage, good) {
            (Stage::Expired, _) => self.stats.timeouts += 1,
            (_, true) => self.stats.acks += 1,
            (_, false) => self.stats.error_acks += 1,
        }
        if !good && packet.id.from == Side::Dex {
            self.return_failed = true;
        }
        let expires = packet.packet.timeout.timestamp().map(|at| at.seconds());
        let sent = expires.unwrap_or_default().saturating_sub(self.timeout);
        self.delays.push(net.home.now().saturating_sub(sent));
        self.delayed_until.remove(&packet.id);
        Ok(())
    }
}
