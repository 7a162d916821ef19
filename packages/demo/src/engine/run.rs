//! One run, hour by hour.

use anyhow::{bail, Context, Result};
use cosmwasm_std::{Event, Uint128};
use qerun_testing::suite::InvariantChecker;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::calendar::date;
use super::downturn::DownturnTally;
use super::environment::Environment;
use super::faulty_relayer::{FaultyRelayer, ROUNDS};
use super::governance_run::GovernanceRun;
use super::options::RunOptions;
use super::overdue::Overdue;
use super::tally::{PriceSnapshot, Tally};
use crate::crowd::CrowdPlan;
use crate::keepers::QerMarket;
use crate::prices::{HourPrice, PricePath};
use crate::report::DayRow;

/// The stream of the seed's generator for the DEX; price path, crowd and relayer have their own.
const DEX_STREAM: u64 = 4;
const HOUR: u64 = 3_600;
/// Hour of the day at which people react to health and rates, after the plan's other steps.
const EVENING: u32 = 23;
/// Hours between two rounds of collecting what borrowers are owed.
const COLLECT_EVERY: u32 = 6;
/// Hours after the last day, first with new orders and then without, within which every packet must be answered.
const DRAIN_HOURS: u32 = 48;

/// The state of a run.
pub(super) struct Run<'a> {
    pub(super) prices: &'a PricePath,
    pub(super) plan: &'a CrowdPlan,
    pub(super) options: RunOptions,
    pub(super) environment: Environment,
    pub(super) tally: Tally,
    pub(super) relayer: FaultyRelayer,
    /// Decides what other traders do on the DEX.
    pub(super) dex_rng: ChaCha20Rng,
    pub(super) invariants: InvariantChecker,
    pub(super) days: Vec<DayRow>,
    pub(super) now: PriceSnapshot,
    pub(super) governance: GovernanceRun,
    /// Where keepers trade QER in this hour.
    pub(super) qer_market: QerMarket,
    /// Time under water.
    pub(super) downturn: DownturnTally,
    /// Debt that liquidators had repaid at the last close.
    pub(super) repaid_before: Uint128,
    /// Who has been liquidatable for how long.
    pub(super) overdue: Overdue,
    /// Full hours since the first close.
    pub(super) hours_run: u64,
    /// Block time at the first close.
    pub(super) start: u64,
    /// Block time of the current full hour.
    clock: u64,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        prices: &'a PricePath,
        plan: &'a CrowdPlan,
        options: &RunOptions,
    ) -> Result<Self> {
        let seed = options.seed;
        let environment = Environment::build(prices, plan, options.min_insurance)?;
        let quotes = environment.suite.quotes;
        let mut dex_rng = ChaCha20Rng::seed_from_u64(seed);
        dex_rng.set_stream(DEX_STREAM);
        Ok(Run {
            dex_rng,
            relayer: FaultyRelayer::new(seed, environment.setup.plan.route.timeout),
            clock: environment.suite.net.home.now(),
            start: environment.suite.net.home.now(),
            governance: GovernanceRun::default(),
            downturn: DownturnTally::default(),
            repaid_before: Uint128::zero(),
            overdue: Overdue::default(),
            hours_run: 0,
            qer_market: QerMarket::new(quotes.depth),
            now: PriceSnapshot {
                date: String::new(),
                eth: quotes.eth,
                usdc: quotes.stable,
            },
            options: *options,
            prices,
            plan,
            environment,
            tally: Tally::default(),
            invariants: InvariantChecker::default(),
            days: Vec::new(),
        })
    }

    /// What happens at the full hour, in this order: prices, arbitrage, people, keepers, governance.
    pub(super) fn hour(&mut self, hour: &HourPrice) -> Result<()> {
        self.begin(hour)?;
        if hour.hour == 0 {
            self.relayer.new_day();
            self.fund_insurance()?;
        }
        if self.hours_run == 0 {
            self.open_phases()?;
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
        self.measure_downturn()?;
        self.run_keepers()?;
        self.run_liquidators()?;
        self.run_buyers()?;
        self.large_buyer()?;
        self.govern(hour)?;
        self.hours_run += 1;
        Ok(())
    }

    fn begin(&mut self, hour: &HourPrice) -> Result<()> {
        self.now = PriceSnapshot {
            date: date(self.prices, hour),
            eth: hour.eth,
            usdc: hour.usdc,
        };
        let quotes = self.environment.quotes(hour);
        self.qer_market = QerMarket::new(quotes.depth);
        self.environment
            .suite
            .publish(quotes)
            .context("publishing prices")?;
        self.arbitrage()
    }

    /// The relayer's rounds until the next full hour.
    pub(super) fn relay_until_next(&mut self, hour: &HourPrice) -> Result<()> {
        if !self.relayer.is_down(hour.hour) {
            for offset in ROUNDS {
                self.advance_to(self.clock + offset);
                self.relayer.round(&mut self.environment.suite.net)?;
            }
        }
        self.clock += HOUR;
        self.advance_to(self.clock);
        Ok(())
    }

    /// Ends every purchase in flight after the last day; the relayer has no faults now. Orders that the DEX has
    /// refused for [`DRAIN_HOURS`] are sent no more, since waiting longer would not buy them, and the report says so.
    pub(super) fn drain(&mut self, hour: &HourPrice) -> Result<()> {
        for round in 0..2 * DRAIN_HOURS {
            self.begin(hour)?;
            let sending = round < DRAIN_HOURS;
            if sending {
                self.run_keepers()?;
            }
            for offset in ROUNDS {
                self.advance_to(self.clock + offset);
                self.relayer
                    .fault_free_round(&mut self.environment.suite.net)?;
            }
            self.clock += HOUR;
            self.advance_to(self.clock);
            let backing = self.environment.suite.backing()?;
            let batch = self.environment.suite.state()?.batch;
            let drained =
                backing.in_flight.is_zero() && self.environment.suite.net.pending()?.is_empty();
            let waits = backing.waiting + batch.user_in + batch.protocol_in;
            if drained && (waits.is_zero() || !sending) {
                if !waits.is_zero() {
                    self.tally.limit(self.why_purchases_wait()?);
                }
                self.begin(hour)?;
                return self.collect_owed();
            }
        }
        bail!("after {DRAIN_HOURS} hours without faults and as many without new orders something is still in flight")
    }

    fn advance_to(&mut self, time: u64) {
        let net = &mut self.environment.suite.net;
        let seconds = time.saturating_sub(net.home.now());
        if seconds > 0 {
            net.advance(seconds);
        }
    }

    pub(super) fn record(&mut self, events: &[Event]) -> Result<()> {
        self.tally.add(events, &self.now)
    }

    pub(super) fn check_invariants(&mut self) -> Result<()> {
        self.invariants.check(&self.environment.suite)
    }

    pub(super) fn end_of_day(&mut self, hour: &HourPrice) -> Result<()> {
        self.check_invariants()?;
        self.ensure_raid_failed()?;
        self.record_perks()?;
        let mut row = self.day_row(hour)?;
        row.downturn = self.downturn_day();
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
