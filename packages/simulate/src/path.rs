//! One path: prices a day at a time, and step by step through the days in which something may happen.

mod accounts;
mod end;
mod history;
mod liquidate;
mod step;

use crate::book::Account;
use crate::market::{Market, Totals, HEALTHY};
use crate::oracle::Average;
use crate::outcome::Outcome;
use crate::process::Prices;
use crate::random::Streams;
use crate::scenario::{Scenario, ValidScenario};
use crate::seizures::Seizures;
use crate::{STEP, STEPS_PER_DAY};

use self::history::History;
pub use self::step::Step;

/// Runs one path after another in the same memory: nothing is allocated on a path.
#[derive(Debug)]
pub struct Worker<'a> {
    scenario: &'a Scenario,
    prices: Prices,
    average: Average,
    history: History,
    market: Market,
    accounts: Vec<Account>,
    /// Ids of the positions that are liquidated in a step, in that order, and their debt shares per QER.
    ripe: Vec<(u32, f64)>,
    /// Logarithm of the liquidation threshold: a position whose QER is worth less than its debt has a health below it.
    under_water: f64,
    state: State,
}

/// What else changes along a path.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    seizures: Seizures,
    /// The lowest logarithm of QER's price in the market, yesterday and today so far.
    lows: (f64, f64),
    /// The lowest so far.
    lowest: f64,
    /// The lowest logarithm of health so far.
    health: f64,
    /// Whether a position is marked as unhealthy.
    marked: bool,
    /// What the attacker has gained so far.
    attacker: f64,
    outcome: Outcome,
}

impl<'a> Worker<'a> {
    /// A worker for a scenario. Allocates all that its paths need.
    #[must_use]
    pub fn new(scenario: &'a ValidScenario) -> Self {
        let scenario: &Scenario = scenario;
        let room = scenario.book.count();
        Worker {
            scenario,
            prices: Prices::new(&scenario.process, &scenario.book),
            average: Average::new(scenario.start),
            history: History::new(scenario.oracle_delay as usize, scenario.pool.half_life),
            market: Market {
                positions: Vec::with_capacity(room),
                ..Market::default()
            },
            accounts: Vec::with_capacity(room),
            ripe: Vec::with_capacity(room),
            under_water: scenario.rules.liquidation_threshold.ln(),
            state: State::default(),
        }
    }

    /// Runs a path.
    pub fn path(&mut self, seed: u64, index: u64) -> Outcome {
        self.run(seed, index, None)
    }

    /// The same, and shows each step to `see`, after all that happened in it: slower, for pictures and tests.
    pub fn trace(&mut self, seed: u64, index: u64, see: &mut dyn FnMut(&Step)) -> Outcome {
        self.run(seed, index, Some(see))
    }

    fn run(&mut self, seed: u64, index: u64, mut see: Option<&mut dyn FnMut(&Step)>) -> Outcome {
        self.begin(seed, index);
        let mut first = 0;
        while first < self.scenario.steps {
            let count = (self.scenario.steps - first).min(STEPS_PER_DAY as u32);
            self.history.next_day(&mut self.prices, first);
            let lowest = self.history.lowest(count as usize);
            let trigger = self.trigger(first + count);
            let quiet = lowest.mid > trigger && self.market.earmark == 0.0;
            if quiet && see.is_none() && !self.is_attacked(first, count) {
                self.unmark();
                self.note(lowest.market, lowest.mid - trigger);
            } else {
                self.pass(first, count, &mut see);
            }
            self.state.lows = (self.state.lows.1, f64::INFINITY);
            first += count;
        }
        self.end()
    }

    fn begin(&mut self, seed: u64, index: u64) {
        let Scenario { rules, book, .. } = self.scenario;
        let mut streams = Streams::new(seed, index);
        self.draw_accounts(&mut streams.accounts);
        let totals = Totals {
            cash: book.cash,
            insurance: book.insurance,
            own_eth: book.own_eth,
        };
        self.market.open(rules, totals, &self.accounts);
        self.prices.begin(streams);
        self.history.begin();
        self.state = State {
            lows: (0.0, f64::INFINITY),
            lowest: 0.0,
            health: f64::INFINITY,
            ..State::default()
        };
    }

    /// Step by step through a day that may not be quiet.
    fn pass(&mut self, first: u32, count: u32, see: &mut Option<&mut dyn FnMut(&Step)>) {
        let mut trigger = self.trigger(first + count);
        for at in 0..count as usize {
            let step = first + at as u32;
            let (market, mid) = self.history.market_and_mid(at);
            self.note(market, mid - trigger);
            let calm = mid > trigger || self.is_harmless(step, at, mid, trigger);
            if calm && self.market.earmark == 0.0 {
                self.unmark();
            } else {
                self.act(step, at);
                trigger = self.trigger(first + count);
            }
            if self.is_attacked(step, 1) {
                self.dump(at);
            }
            if let Some(see) = see {
                see(&self.seen(step, at));
            }
        }
    }

    /// The mid, as the logarithm of its ratio to the price at the start, below which the least healthy position's health
    /// would be below 1 at the end of so many steps, had the stablecoin its greatest price of the day.
    fn trigger(&self, steps: u32) -> f64 {
        let Scenario { rules, book, .. } = self.scenario;
        let debt = self.market.worst_ratio() * self.market.index_at(seconds(steps));
        (debt / (rules.liquidation_threshold * book.qer)).ln() + self.history.greatest_stable()
    }

    /// Takes a price and the logarithm of a health into the figures of the path.
    fn note(&mut self, market: f64, health: f64) {
        let state = &mut self.state;
        state.lows.1 = state.lows.1.min(market);
        state.lowest = state.lowest.min(market);
        state.health = state.health.min(health);
    }

    /// Every position is healthy again.
    fn unmark(&mut self) {
        if !self.state.marked {
            return;
        }
        self.state.marked = false;
        for position in &mut self.market.positions {
            position.since = HEALTHY;
        }
    }

    fn is_attacked(&self, first: u32, count: u32) -> bool {
        let attack = self.scenario.attack.as_ref();
        attack.is_some_and(|attack| (first..first + count).contains(&attack.step))
    }
}

/// Seconds of the path after so many steps.
fn seconds(steps: u32) -> f64 {
    f64::from(steps) * STEP as f64
}
