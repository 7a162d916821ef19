//! The run itself: both chains, the crowd's steps, the relayer, and the checks after every day.

mod act;
mod carrier;
mod daily;
mod keeper;
mod scene;
mod summary;
mod tally;

use anyhow::{bail, Context, Result};
use cosmwasm_std::Event;
use qerun_testing::suite::{Broken, Watch};
use qerun_testing::Suite;

use self::carrier::{Carrier, ROUNDS};
use self::scene::Scene;
use self::tally::{Sent, Tally};
use crate::demo::crowd::CrowdPlan;
use crate::demo::progress::Progress;
use crate::error::CliError;
use crate::prices::hourly::HOURS_PER_DAY;
use crate::prices::{HourPrice, PricePath};
use crate::report::{DayRow, DemoReport};

const HOUR: u64 = 3_600;
/// Hour of the day at which the borrowers look at their health, after the plan's other steps.
const EVENING: u32 = 23;
/// Every so many hours someone collects for all borrowers who are owed something.
const COLLECT_EVERY: u32 = 6;
/// Hours after the last day within which everything in flight must have landed.
const LANDING: u32 = 48;

/// Lives through the prices day by day.
///
/// # Errors
/// A failed invariant, or a step that should have worked.
pub fn run(
    prices: &PricePath,
    plan: &CrowdPlan,
    seed: u64,
    progress: &Progress,
) -> Result<DemoReport, CliError> {
    run_with(prices, plan, seed, progress, &mut |_, _| {})
}

/// The same with a look at both chains (day from 1) before each day's check, so that a test can spoil something.
///
/// # Errors
/// As [`run`].
#[doc(hidden)]
pub fn run_with(
    prices: &PricePath,
    plan: &CrowdPlan,
    seed: u64,
    progress: &Progress,
    before_check: &mut dyn FnMut(usize, &mut Suite),
) -> Result<DemoReport, CliError> {
    let mut run = Run::new(prices, plan, seed).map_err(CliError::Run)?;
    let mut hours = prices.hourly();
    // The plan has steps for the hours after the last close; the prices stand still then.
    if let Some(last) = hours.last().cloned() {
        hours.extend((1..HOURS_PER_DAY).map(|hour| HourPrice {
            hour,
            ..last.clone()
        }));
    }
    for hour in &hours {
        let at = |error: anyhow::Error| {
            CliError::day_failed(hour.day + 1, run_date(prices, hour), error)
        };
        run.hour(hour).map_err(at)?;
        let last_day = hour.day + 1 == prices.days.len();
        if hour.hour == 0 && !last_day {
            before_check(hour.day + 1, &mut run.scene.suite);
            run.end_of_day(hour).map_err(at)?;
            progress.day(run.message());
        }
        run.between(hour).map_err(at)?;
    }
    if let Some(hour) = hours.last() {
        let at = |error: anyhow::Error| {
            CliError::day_failed(hour.day + 1, run_date(prices, hour), error)
        };
        run.land(hour).map_err(at)?;
        before_check(hour.day + 1, &mut run.scene.suite);
        run.end_of_day(hour).map_err(at)?;
        progress.day(run.message());
    }
    run.report(seed).map_err(CliError::Run)
}

fn run_date(prices: &PricePath, hour: &HourPrice) -> String {
    let day = prices.days.get(hour.day);
    day.map(|day| day.date.to_string()).unwrap_or_default()
}

/// A run under way.
struct Run<'a> {
    prices: &'a PricePath,
    plan: &'a CrowdPlan,
    scene: Scene,
    tally: Tally,
    carrier: Carrier,
    watch: Watch,
    days: Vec<DayRow>,
    now: Sent,
    /// Block time of the hour that runs.
    clock: u64,
}

impl<'a> Run<'a> {
    fn new(prices: &'a PricePath, plan: &'a CrowdPlan, seed: u64) -> Result<Self> {
        let scene = Scene::build(prices, plan)?;
        let quotes = scene.suite.quotes;
        Ok(Run {
            carrier: Carrier::new(seed, scene.setup.timeout),
            clock: scene.suite.net.home.now(),
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

    /// Prices, arbitrage, people, keepers: all at the full hour.
    fn hour(&mut self, hour: &HourPrice) -> Result<()> {
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
        if hour.hour % COLLECT_EVERY == 0 {
            self.collect_owed()?;
        }
        self.keep()
    }

    fn begin(&mut self, hour: &HourPrice) -> Result<()> {
        self.now = Sent {
            date: run_date(self.prices, hour),
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
    fn between(&mut self, hour: &HourPrice) -> Result<()> {
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

    /// After the last day everything in flight lands: the relayer works without faults.
    fn land(&mut self, hour: &HourPrice) -> Result<()> {
        for _ in 0..LANDING {
            self.begin(hour)?;
            self.keep()?;
            for offset in ROUNDS {
                self.advance_to(self.clock + offset);
                self.carrier.calm_round(&mut self.scene.suite.net)?;
            }
            self.clock += HOUR;
            self.advance_to(self.clock);
            let backing = self.scene.suite.backing()?;
            let batch = self.scene.suite.state()?.batch;
            let open = backing.in_flight + backing.waiting + batch.user + batch.protocol;
            if open.is_zero() && self.scene.suite.net.pending()?.is_empty() {
                self.begin(hour)?;
                return self.collect_owed();
            }
        }
        bail!("after {LANDING} hours without faults something is still in flight")
    }

    fn advance_to(&mut self, time: u64) {
        let net = &mut self.scene.suite.net;
        let seconds = time.saturating_sub(net.home.now());
        if seconds > 0 {
            net.advance(seconds);
        }
    }

    fn book(&mut self, events: &[Event]) -> Result<()> {
        self.tally.read(events, &self.now)
    }

    fn end_of_day(&mut self, hour: &HourPrice) -> Result<()> {
        self.watch.check(&self.scene.suite)?;
        let row = self.day_row(hour)?;
        self.days.push(row);
        Ok(())
    }

    fn message(&self) -> String {
        let borrowers = self.days.last().map_or(0, |day| day.market.open_positions);
        format!(
            "{}, {borrowers} loans, {} orders",
            self.now.date,
            self.tally.orders.len()
        )
    }
}

impl CliError {
    /// A failure on a day of the run; a broken invariant keeps its name and figures.
    #[must_use]
    pub fn day_failed(day: usize, date: String, error: anyhow::Error) -> Self {
        match error.downcast::<Broken>() {
            Ok(Broken { name, detail }) => Self::Invariant {
                name: name.to_owned(),
                day,
                date,
                detail,
            },
            Err(other) => Self::Run(other.context(format!("day {day} ({date})"))),
        }
    }
}
