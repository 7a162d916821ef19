//! Prices of a day and of as much before it as the oracle looks back to.

use crate::oracle::REACH;
use crate::process::{DayPrices, Prices};
use crate::{STEP, STEPS_PER_DAY};

/// Impact below this has healed.
const HEALED: f64 = 1e-9;

/// Logarithms of market prices relative to the start, and what sales have done to that of QER.
#[derive(Clone, Debug)]
pub(super) struct History {
    /// Steps before the day that are kept.
    reach: usize,
    /// By how many steps the oracle's mid is behind.
    delay: usize,
    /// What is left of an impact after a step.
    healing: f64,
    /// QER, after the impact of all sales so far.
    qer: Vec<f64>,
    eth: Vec<f64>,
    stable: Vec<f64>,
    has_stable: bool,
    greatest_stable: f64,
    /// Impact at the end of the day that heals.
    impact: f64,
    /// Impact that stays.
    lasting: f64,
}

/// The lowest of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lowest {
    /// Price in the market.
    pub market: f64,
    /// Mid of the oracle.
    pub mid: f64,
}

/// What the oracle publishes, as ratios to the price at the start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub mid: f64,
    pub average: f64,
}

impl History {
    pub fn new(delay: usize, half_life: f64) -> Self {
        let reach = delay + REACH;
        let room = || vec![0.0; reach + STEPS_PER_DAY];
        History {
            reach,
            delay,
            healing: (-(STEP as f64) / half_life).exp2(),
            qer: room(),
            eth: room(),
            stable: room(),
            has_stable: false,
            greatest_stable: 0.0,
            impact: 0.0,
            lasting: 0.0,
        }
    }

    /// The prices before a path are those at its start.
    pub fn begin(&mut self) {
        for prices in [&mut self.qer, &mut self.eth, &mut self.stable] {
            prices.fill(0.0);
        }
        self.greatest_stable = 0.0;
        self.impact = 0.0;
        self.lasting = 0.0;
    }

    /// Moves on by a day, which begins with step `first`.
    pub fn next_day(&mut self, prices: &mut Prices, first: u32) {
        self.has_stable = prices.has_stable();
        for prices in [&mut self.qer, &mut self.eth, &mut self.stable] {
            prices.copy_within(STEPS_PER_DAY.., 0);
        }
        let reach = self.reach;
        let (Some(qer), Some(eth), Some(stable)) = (
            self.qer.get_mut(reach..),
            self.eth.get_mut(reach..),
            self.stable.get_mut(reach..),
        ) else {
            return;
        };
        let day = DayPrices {
            qer: &mut *qer,
            eth,
            stable,
        };
        prices.day(first, day);
        if self.impact > 0.0 || self.lasting > 0.0 {
            for price in qer {
                self.impact *= self.healing;
                *price -= self.impact + self.lasting;
            }
            if self.impact < HEALED {
                self.impact = 0.0;
            }
        }
        if self.has_stable {
            self.greatest_stable = self.stable.iter().copied().fold(0.0, f64::max);
        }
    }

    /// Lowers QER's price from the step after `at` on, by logarithms: `healing` of it heals, `lasting` stays.
    pub fn press(&mut self, at: usize, healing: f64, lasting: f64) {
        let (mut left, after) = (healing, self.reach + at + 1);
        for price in self.qer.iter_mut().skip(after) {
            left *= self.healing;
            *price -= left + lasting;
        }
        self.impact += left;
        self.lasting += lasting;
    }

    /// The lowest of the first `count` steps of the day.
    pub fn lowest(&self, count: usize) -> Lowest {
        let of = |from: usize| minimum(self.qer.get(from..from + count));
        let market = of(self.reach);
        let mid = match self.delay {
            0 => market,
            delay => of(self.reach - delay),
        };
        Lowest { market, mid }
    }

    /// The greatest logarithm of the stablecoin's price of the day and before, at least zero.
    pub fn greatest_stable(&self) -> f64 {
        self.greatest_stable
    }

    /// QER in the market and at the oracle, at a step of the day.
    pub fn market_and_mid(&self, at: usize) -> (f64, f64) {
        let at = self.reach + at;
        (get(&self.qer, at), get(&self.qer, at - self.delay))
    }

    /// ETH in the market.
    pub fn market_eth(&self, at: usize) -> f64 {
        get(&self.eth, self.reach + at)
    }

    /// The stablecoin in the market.
    pub fn market_stable(&self, at: usize) -> f64 {
        get(&self.stable, self.reach + at)
    }

    /// ETH's mid at the oracle, as a ratio to the price at the start.
    pub fn mid_eth(&self, at: usize) -> f64 {
        get(&self.eth, self.reach + at - self.delay).exp()
    }

    /// The weighted mean of the logarithms of QER's prices: at most the logarithm of their average.
    pub fn mean_log(&self, at: usize, weights: &[f64; REACH]) -> f64 {
        let now = self.reach + at - self.delay;
        let before = self.qer.get(now - REACH..now).unwrap_or_default();
        let terms = before.iter().rev().zip(weights);
        terms.map(|(price, weight)| price * weight).sum()
    }

    /// QER at the oracle.
    pub fn oracle_qer(&self, at: usize, weights: &[f64; REACH]) -> Record {
        self.record(&self.qer, at, weights)
    }

    /// ETH at the oracle.
    pub fn oracle_eth(&self, at: usize, weights: &[f64; REACH]) -> Record {
        self.record(&self.eth, at, weights)
    }

    /// The stablecoin at the oracle.
    pub fn oracle_stable(&self, at: usize, weights: &[f64; REACH]) -> Record {
        if self.has_stable {
            return self.record(&self.stable, at, weights);
        }
        Record {
            mid: 1.0,
            average: 1.0,
        }
    }

    fn record(&self, prices: &[f64], at: usize, weights: &[f64; REACH]) -> Record {
        let now = self.reach + at - self.delay;
        let before = prices.get(now - REACH..now).unwrap_or_default();
        let terms = before.iter().rev().zip(weights);
        // Mostly the oldest does not count.
        let average = terms
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(price, weight)| price.exp() * weight);
        Record {
            mid: get(prices, now).exp(),
            average: average.sum(),
        }
    }
}

fn get(prices: &[f64], at: usize) -> f64 {
    prices.get(at).copied().unwrap_or_default()
}

/// Eight at a time, so that it is done in vectors.
fn minimum(prices: Option<&[f64]>) -> f64 {
    let prices = prices.unwrap_or_default();
    let mut lanes = [f64::INFINITY; 8];
    let chunks = prices.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, price) in lanes.iter_mut().zip(chunk) {
            *lane = if *price < *lane { *price } else { *lane };
        }
    }
    let all = lanes.iter().chain(rest).copied();
    all.fold(f64::INFINITY, f64::min)
}
