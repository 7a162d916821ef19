//! Jump diffusion of QER and ETH.

use rand::Rng;
use rand_distr::StandardNormal;
use serde::{Deserialize, Serialize};

use super::{waiting_time, DayPrices};
use crate::error::{ensure_within, SimulateError};
use crate::random::{fill_normal, Generator};
use crate::STEPS_PER_YEAR;

/// Merton's jump diffusion of two assets, correlated. Without drift the expected price is today's, jumps apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diffusion {
    /// Of QER.
    pub qer: Moves,
    /// Of ETH.
    pub eth: Moves,
    /// Correlation of their steps.
    pub correlation: f64,
    /// Jumps of QER.
    pub jumps: Jumps,
}

/// A Brownian motion.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moves {
    /// Growth of the expected price in a year, continuous.
    pub drift: f64,
    /// Standard deviation of the logarithm in a year.
    pub volatility: f64,
}

/// Jumps within one step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jumps {
    /// How many a year, on average.
    pub per_year: f64,
    /// Mean of the logarithm.
    pub mean: f64,
    /// Standard deviation of the logarithm.
    pub deviation: f64,
    /// By what part of it ETH's logarithm jumps with it.
    pub eth_part: f64,
}

impl Default for Diffusion {
    /// QER 130 % a year with ten jumps of -5 % +- 10 %, ETH 80 %, correlation 0.6.
    fn default() -> Self {
        Diffusion {
            qer: Moves {
                drift: 0.0,
                volatility: 1.3,
            },
            eth: Moves {
                drift: 0.0,
                volatility: 0.8,
            },
            correlation: 0.6,
            jumps: Jumps {
                per_year: 10.0,
                mean: -0.05,
                deviation: 0.10,
                eth_part: 0.5,
            },
        }
    }
}

impl Diffusion {
    pub(super) fn ensure_valid(&self) -> Result<(), SimulateError> {
        for moves in [&self.qer, &self.eth] {
            ensure_within("diffusion.drift", moves.drift, -10.0, 10.0)?;
            ensure_within("diffusion.volatility", moves.volatility, 0.0, 20.0)?;
        }
        ensure_within("diffusion.correlation", self.correlation, -1.0, 1.0)?;
        ensure_within("jumps.per_year", self.jumps.per_year, 0.0, 10_000.0)?;
        ensure_within("jumps.mean", self.jumps.mean, -5.0, 5.0)?;
        ensure_within("jumps.deviation", self.jumps.deviation, 0.0, 5.0)?;
        ensure_within("jumps.eth_part", self.jumps.eth_part, -5.0, 5.0)
    }
}

/// The diffusion of one path after the other.
#[derive(Clone, Debug)]
pub(super) struct DiffusionOnPath {
    rule: Diffusion,
    /// What a step adds to each logarithm, besides chance.
    drift: (f64, f64),
    /// What chance adds: QER by its own, ETH by that of QER and by its own.
    qer: f64,
    eth: (f64, f64),
    /// The logarithms now.
    level: (f64, f64),
    /// When the next jump comes, in steps.
    next: f64,
}

impl DiffusionOnPath {
    pub fn new(rule: &Diffusion) -> Self {
        let step = 1.0 / STEPS_PER_YEAR;
        let drift = |moves: &Moves| (moves.drift - moves.volatility.powi(2) / 2.0) * step;
        let own = (1.0 - rule.correlation.powi(2)).max(0.0).sqrt();
        let eth = rule.eth.volatility * step.sqrt();
        DiffusionOnPath {
            rule: *rule,
            drift: (drift(&rule.qer), drift(&rule.eth)),
            qer: rule.qer.volatility * step.sqrt(),
            eth: (eth * rule.correlation, eth * own),
            level: (0.0, 0.0),
            next: 0.0,
        }
    }

    pub fn begin(&mut self, random: &mut Generator) {
        self.level = (0.0, 0.0);
        self.next = waiting_time(self.rule.jumps.per_year / STEPS_PER_YEAR, random);
    }

    pub fn day(
        &mut self,
        first: u32,
        day: &mut DayPrices,
        steps: &mut Generator,
        jumps: &mut Generator,
    ) {
        // Their places hold the deviates first.
        fill_normal(steps, day.qer);
        fill_normal(steps, day.eth);
        let (mut qer, mut eth) = self.level;
        let prices = day.qer.iter_mut().zip(day.eth.iter_mut());
        for (q, e) in prices {
            let (own, other) = (*q, *e);
            qer += self.drift.0 + self.qer * own;
            eth += self.drift.1 + self.eth.0 * own + self.eth.1 * other;
            *q = qer;
            *e = eth;
        }
        self.level = (qer, eth);
        self.jump(first, day, jumps);
    }

    /// Adds the jumps of a day to the steps from theirs on.
    fn jump(&mut self, first: u32, day: &mut DayPrices, random: &mut Generator) {
        let rule = self.rule.jumps;
        while self.next < f64::from(first) + day.qer.len() as f64 {
            let at = (self.next - f64::from(first)).max(0.0) as usize;
            let jump = rule.mean + rule.deviation * random.sample::<f64, _>(StandardNormal);
            for (q, e) in day.qer.iter_mut().zip(day.eth.iter_mut()).skip(at) {
                *q += jump;
                *e += jump * rule.eth_part;
            }
            self.level.0 += jump;
            self.level.1 += jump * rule.eth_part;
            self.next += waiting_time(rule.per_year / STEPS_PER_YEAR, random);
        }
    }
}
