//! Joint gaps: QER falls by a large part within one step, and ETH sometimes with it.

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::{waiting_time, DayPrices};
use crate::error::{ensure_within, SimulateError};
use crate::random::Generator;
use crate::STEPS_PER_YEAR;

/// Falls that come like accidents: independent of each other and of everything else. They last.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// How many a year, on average.
    pub per_year: f64,
    /// QER falls by a share that is evenly between these.
    pub qer_fall: (f64, f64),
    /// How often ETH falls with it.
    pub eth_with: f64,
    /// By a share that is evenly between these.
    pub eth_fall: (f64, f64),
}

impl Default for Gaps {
    /// One a year: QER by 30 to 90 %, half of the time ETH by 20 to 60 % with it.
    fn default() -> Self {
        Gaps {
            per_year: 1.0,
            qer_fall: (0.3, 0.9),
            eth_with: 0.5,
            eth_fall: (0.2, 0.6),
        }
    }
}

impl Gaps {
    pub(super) fn ensure_valid(&self) -> Result<(), SimulateError> {
        ensure_within("gaps.per_year", self.per_year, 0.0, 1_000.0)?;
        ensure_within("gaps.qer_fall.0", self.qer_fall.0, 0.0, 0.999)?;
        ensure_within("gaps.qer_fall.1", self.qer_fall.1, self.qer_fall.0, 0.999)?;
        ensure_within("gaps.eth_with", self.eth_with, 0.0, 1.0)?;
        ensure_within("gaps.eth_fall.0", self.eth_fall.0, 0.0, 0.999)?;
        ensure_within("gaps.eth_fall.1", self.eth_fall.1, self.eth_fall.0, 0.999)
    }
}

/// The gaps of one path after the other.
#[derive(Clone, Debug)]
pub(super) struct GapsOnPath {
    rule: Gaps,
    /// When the next one comes, in steps.
    next: f64,
    /// What all gaps so far have done to the logarithms of QER and ETH.
    fallen: (f64, f64),
}

impl GapsOnPath {
    pub fn new(rule: &Gaps) -> Self {
        GapsOnPath {
            rule: *rule,
            next: 0.0,
            fallen: (0.0, 0.0),
        }
    }

    pub fn begin(&mut self, random: &mut Generator) {
        self.fallen = (0.0, 0.0);
        self.next = waiting_time(self.rule.per_year / STEPS_PER_YEAR, random);
    }

    /// Lowers the prices of a day by the gaps before it and in it.
    pub fn day(&mut self, first: u32, day: &mut DayPrices, random: &mut Generator) {
        let (mut from, first) = (0, f64::from(first));
        loop {
            let until = (self.next - first).ceil().max(0.0) as usize;
            let until = until.min(day.qer.len());
            let (qer, eth) = self.fallen;
            if qer != 0.0 || eth != 0.0 {
                let prices = day.qer.iter_mut().zip(day.eth.iter_mut());
                for (q, e) in prices.take(until).skip(from) {
                    *q += qer;
                    *e += eth;
                }
            }
            if until >= day.qer.len() {
                return;
            }
            self.fall(random);
            from = until;
        }
    }

    fn fall(&mut self, random: &mut Generator) {
        let rule = &self.rule;
        let between = |(from, to): (f64, f64), at: f64| from + (to - from) * at;
        // As many numbers for each gap, whatever comes of it.
        let (qer, with, eth): (f64, f64, f64) = random.gen();
        self.fallen.0 += (-between(rule.qer_fall, qer)).ln_1p();
        if with < rule.eth_with {
            self.fallen.1 += (-between(rule.eth_fall, eth)).ln_1p();
        }
        self.next += waiting_time(rule.per_year / STEPS_PER_YEAR, random);
    }
}
