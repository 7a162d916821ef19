//! One run under way, hour by hour.

use anyhow::{bail, Context, Result};
use cosmwasm_std::Event;
use qerun_testing::suite::Watch;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::carrier::{Carrier, ROUNDS};
use super::chapter::Chapter;
use super::date;
use super::scene::Scene;
use super::tally::{Sent, Tally};
use crate::crowd::CrowdPlan;
use crate::prices::{HourPrice, PricePath};
use crate::report::DayRow;

/// The stream of the seed's generator for the DEX; price path, crowd and relayer have their own.
const DEX_STREAM: u64 = 4;
const HOUR: u64 = 3_600;
/// Hour of the day at which the borrowers look at their health, after the plan's other steps.
const EVENING: u32 = 23;
/// Every so many hours someone collects for all borrowers who are owed something.
const COLLECT_EVERY: u32 = 6;
/// Hours after the last day within which everything in flight must have landed.
const LANDING: u32 = 48;

/// A run under way.
pub(super) struct Run<'a> {
    pub(super) prices: &'a PricePath,
    pub(super) plan: &'a CrowdPlan,
    pub(super) scene: Scene,
    pub(super) tally: Tally,
    pub(super) carrier: Carrier,
    /// Draws of the DEX's other traders.
    pub(super) dex_rng: ChaCha20Rng,
    pub(super) watch: Watch,
    pub(super) days: Vec<DayRow>,
    pub(super) now: Sent,
    pub(super) chapter: Chapter,
    /// Block time at the first close.
    pub(super) start: u64,
    /// Block time of the hour that runs.
    clock: u64,
}

impl<'a> Run<'a> {
    pub(super) fn new(prices: &'a PricePath, plan: &'a CrowdPlan, seed: u64) -> Result<Self> {
        let scene = Scene::build(prices, plan)?;
        let quotes = scene.suite.quotes;
        let mut dex_rng = ChaCha20Rng::seed_from_u64(seed);
        dex_rng.set_stream(DEX_STREAM);
        Ok(Run {
            dex_rng,
            carrier: Carrier::new(seed, scene.setup.timeout),
            clock: scene.suite.net.home.now(),
            start: scene.suite.net.home.now(),
            chapter: Chapter::default(),
            now: Sent {
                date: String::new(),
                eth: quotes.eth,
                usdc: quotes.stable,
            },
            prices,
            plan,
            scene,
            tally: Tally::default(),
            watch: Watch::default(),
            days: Vec::new(),
        })
    }

    /// Prices, arbitrage, people, keepers, governance: all at the full hour.
    pub(super) fn hour(&mut self, hour: &HourPrice) -> Result<()> {
        self.begin(hour)?;
        if hour.hour == 0 {
            self.carrier.new_day();
            self.fund_insurance()?;
        }
        let plan = self.plan;
        let steps = plan.days.get(hour.day).map_or(&[][..], Vec::as_slice);
        for step in steps.iter().filter(|step| step.hour == hour.hour) {
            self.act(step.actor, &step.action)?;
        }
        if hour.hour == EVENING {
            self.react()?;
        }
        if hour.hour.is_multiple_of(COLLECT_EVERY) {
            self.collect_owed()?;
        }
        self.keep()?;
        self.large_buyer()?;
        self.govern(hour)
    }

    fn begin(&mut self, hour: &HourPrice) -> Result<()> {
        self.now = Sent {
            date: date(self.prices, hour),
            eth: hour.eth,
            usdc: hour.usdc,
        };
        let quotes = self.scene.quotes(hour);
        self.scene
            .suite
            .publish(quotes)
            .context("publishing prices")?;
        self.arbitrage()
    }

    /// The relayer's rounds until the next full hour.
    pub(super) fn between(&mut self, hour: &HourPrice) -> Result<()> {
        if !self.carrier.is_down(hour.hour) {
            for offset in ROUNDS {
                self.advance_to(self.clock + offset);
                self.carrier.round(&mut self.scene.suite.net)?;
            }
        }
        self.clock += HOUR;
        self.advance_to(self.clock);
        Ok(())
    }

    /// After the last day everything in flight lands: the relayer works without faults. What the DEX refuses for so long
    /// will not be bought by waiting longer: it is sent no more, and the report says that it waits.
    pub(super) fn land(&mut self, hour: &HourPrice) -> Result<()> {
        for round in 0..2 * LANDING {
            self.begin(hour)?;
            let sending = round < LANDING;
            if sending {
                self.keep()?;
            }
            for offset in ROUNDS {
                self.advance_to(self.clock + offset);
                self.carrier.calm_round(&mut self.scene.suite.net)?;
            }
            self.clock += HOUR;
            self.advance_to(self.clock);
            let backing = self.scene.suite.backing()?;
            let batch = self.scene.suite.state()?.batch;
            let landed = backing.in_flight.is_zero() && self.scene.suite.net.pending()?.is_empty();
            let waits = backing.waiting + batch.user + batch.protocol;
            if landed && (waits.is_zero() || !sending) {
                if !waits.is_zero() {
                    self.tally.limit(self.why_purchases_wait()?);
                }
                self.begin(hour)?;
                return self.collect_owed();
            }
        }
        bail!("after {LANDING} hours without faults and as many without new orders something is still in flight")
    }

    fn advance_to(&mut self, time: u64) {
        let net = &mut self.scene.suite.net;
        let seconds = time.saturating_sub(net.home.now());
        if seconds > 0 {
            net.advance(seconds);
        }
    }

    pub(super) fn book(&mut self, events: &[Event]) -> Result<()> {
        self.tally.read(events, &self.now)
    }

    pub(super) fn end_of_day(&mut self, hour: &HourPrice) -> Result<()> {
        self.watch.check(&self.scene.suite)?;
        self.check_raid()?;
        self.note_perks()?;
        let row = self.day_row(hour)?;
        self.days.push(row);
        Ok(())
    }

    pub(super) fn message(&self) -> String {
        let borrowers = self.days.last().map_or(0, |day| day.market.open_positions);
        format!(
            "{}, {borrowers} loans, {} orders",
            self.now.date,
            self.tally.orders.len()
        )
    }
}
