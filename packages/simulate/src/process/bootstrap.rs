//! Days of real history, QER's stand-in and ETH together.

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::DayPrices;
use crate::error::{ensure_within, SimulateError};
use crate::random::{fill_normal, Generator};
use crate::STEPS_PER_DAY;

/// Days of history: whole blocks of consecutive days, so that bad days stay together, or the history from its beginning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bootstrap {
    /// Daily closes, in order. Each two that follow one another are a day.
    pub rows: Vec<Row>,
    /// Days of a block; each begins at a random day, and the history's end is followed by its beginning. None: the history
    /// as it was, from its first day on.
    pub block: Option<u32>,
    /// How prices get from one close to the next.
    pub intraday: Intraday,
}

/// Closes of one day, USD.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Of QER or what stands for it.
    pub qer: f64,
    /// Of ETH.
    pub eth: f64,
}

/// How prices get from one close to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Intraday {
    /// A Brownian bridge whose volatility is that of the history's days, times this; 0 is a straight line of logarithms.
    Bridge(f64),
    /// The whole of it in one step, at a random time of the day; QER and ETH together.
    Cliff,
}

impl Bootstrap {
    /// Errors: `Empty`, `NotAPrice`, `OutOfRange`; `PathTooShort` if the history in order has fewer days than the path.
    pub(super) fn ensure_valid(&self, steps: usize) -> Result<(), SimulateError> {
        if self.rows.len() < 2 {
            return Err(SimulateError::Empty {
                name: "bootstrap.rows",
            });
        }
        let history = (self.rows.len() - 1) * STEPS_PER_DAY;
        if self.block.is_none() && history < steps {
            return Err(SimulateError::PathTooShort {
                steps: history,
                needed: steps,
            });
        }
        for (at, row) in self.rows.iter().enumerate() {
            for (name, value) in [("bootstrap.qer", row.qer), ("bootstrap.eth", row.eth)] {
                if !(value > 0.0 && value.is_finite()) {
                    return Err(SimulateError::NotAPrice { name, at, value });
                }
            }
        }
        if let Some(block) = self.block {
            ensure_within("bootstrap.block", block.into(), 1.0, 10_000.0)?;
        }
        match self.intraday {
            Intraday::Bridge(times) => ensure_within("intraday.bridge", times, 0.0, 20.0),
            Intraday::Cliff => Ok(()),
        }
    }
}

/// The days of one path after the other.
#[derive(Clone, Debug)]
pub(super) struct BootstrapOnPath {
    block: Option<u32>,
    intraday: Intraday,
    /// Logarithms by which QER and ETH move in each day of the history.
    days: Vec<(f64, f64)>,
    /// What chance adds in a step of a bridge: QER by its own, ETH by that of QER and by its own.
    qer: f64,
    eth: (f64, f64),
    /// The logarithms now.
    level: (f64, f64),
    /// The next day of the history, and how many of its block are left.
    next: usize,
    left: u32,
}

impl BootstrapOnPath {
    pub fn new(rule: &Bootstrap) -> Self {
        let pairs = rule.rows.iter().zip(rule.rows.iter().skip(1));
        let days: Vec<(f64, f64)> = pairs
            .map(|(from, to)| ((to.qer / from.qer).ln(), (to.eth / from.eth).ln()))
            .collect();
        let (qer, eth, correlation) = moments(&days);
        let times = match rule.intraday {
            Intraday::Bridge(times) => times / (STEPS_PER_DAY as f64).sqrt(),
            Intraday::Cliff => 0.0,
        };
        let own = (1.0 - correlation * correlation).max(0.0).sqrt();
        BootstrapOnPath {
            block: rule.block,
            intraday: rule.intraday,
            days,
            qer: qer * times,
            eth: (eth * times * correlation, eth * times * own),
            level: (0.0, 0.0),
            next: 0,
            left: 0,
        }
    }

    pub fn begin(&mut self) {
        self.level = (0.0, 0.0);
        self.next = 0;
        self.left = if self.block.is_none() { u32::MAX } else { 0 };
    }

    pub fn day(&mut self, day: &mut DayPrices, steps: &mut Generator, days: &mut Generator) {
        let (qer, eth) = self.next_day(days);
        match self.intraday {
            Intraday::Bridge(_) => self.bridge(day, (qer, eth), steps),
            Intraday::Cliff => {
                let cliff = steps.gen_range(0..STEPS_PER_DAY);
                for (at, (q, e)) in day.qer.iter_mut().zip(day.eth.iter_mut()).enumerate() {
                    let part = if at < cliff { 0.0 } else { 1.0 };
                    *q = self.level.0 + qer * part;
                    *e = self.level.1 + eth * part;
                }
            }
        }
        self.level.0 += qer;
        self.level.1 += eth;
    }

    /// By how much the next day moves.
    fn next_day(&mut self, random: &mut Generator) -> (f64, f64) {
        if let (0, Some(block)) = (self.left, self.block) {
            self.next = random.gen_range(0..self.days.len());
            self.left = block;
        }
        let day = self.days.get(self.next).copied().unwrap_or_default();
        self.next = (self.next + 1) % self.days.len();
        self.left -= 1;
        day
    }

    /// A random walk whose end is moved to where the day ends, each step by its part.
    fn bridge(&self, day: &mut DayPrices, end: (f64, f64), random: &mut Generator) {
        let (mut qer, mut eth) = self.level;
        if self.qer > 0.0 {
            // Their places hold the deviates first.
            fill_normal(random, day.qer);
            fill_normal(random, day.eth);
            for (q, e) in day.qer.iter_mut().zip(day.eth.iter_mut()) {
                let (own, other) = (*q, *e);
                qer += self.qer * own;
                eth += self.eth.0 * own + self.eth.1 * other;
                *q = qer;
                *e = eth;
            }
        } else {
            day.qer.fill(qer);
            day.eth.fill(eth);
        }
        let part = 1.0 / day.qer.len() as f64;
        let missing = (
            (self.level.0 + end.0 - qer) * part,
            (self.level.1 + end.1 - eth) * part,
        );
        for (at, (q, e)) in day.qer.iter_mut().zip(day.eth.iter_mut()).enumerate() {
            let steps = at as f64 + 1.0;
            *q += missing.0 * steps;
            *e += missing.1 * steps;
        }
    }
}

/// Standard deviations of both, about zero, and their correlation.
fn moments(days: &[(f64, f64)]) -> (f64, f64, f64) {
    let n = days.len().max(1) as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| days.iter().map(of).sum::<f64>() / n;
    let qer = mean(|(q, _)| q * q).sqrt();
    let eth = mean(|(_, e)| e * e).sqrt();
    let both = mean(|(q, e)| q * e);
    let correlation = if qer * eth > 0.0 {
        both / (qer * eth)
    } else {
        0.0
    };
    (qer, eth, correlation)
}
