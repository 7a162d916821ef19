//! A path that is given step by step.

use serde::{Deserialize, Serialize};

use super::DayPrices;
use crate::book::Book;
use crate::error::SimulateError;

/// Prices after each step of ten minutes, USD. The prices before the first step are the book's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// Of QER, before the impact of what is sold on the path.
    pub qer: Vec<f64>,
    /// Of ETH.
    pub eth: Vec<f64>,
    /// Of the stablecoin; a dollar throughout if it is empty.
    pub stable: Vec<f64>,
}

impl Replay {
    pub(super) fn ensure_valid(&self, steps: usize) -> Result<(), SimulateError> {
        let expected = self.qer.len();
        if expected < steps {
            return Err(SimulateError::PathTooShort {
                steps: expected,
                needed: steps,
            });
        }
        for (name, prices) in [("ETH", &self.eth), ("the stablecoin", &self.stable)] {
            let len = prices.len();
            if len != expected && !(name == "the stablecoin" && prices.is_empty()) {
                return Err(SimulateError::Lengths {
                    name,
                    len,
                    expected,
                });
            }
        }
        for (name, prices) in [
            ("replay.qer", &self.qer),
            ("replay.eth", &self.eth),
            ("replay.stable", &self.stable),
        ] {
            for (at, &value) in prices.iter().enumerate() {
                if !(value > 0.0 && value.is_finite()) {
                    return Err(SimulateError::NotAPrice { name, at, value });
                }
            }
        }
        Ok(())
    }
}

/// The logarithms of a replayed path.
#[derive(Clone, Debug)]
pub(super) struct ReplayOnPath {
    qer: Vec<f64>,
    eth: Vec<f64>,
    stable: Vec<f64>,
}

impl ReplayOnPath {
    pub fn new(replay: &Replay, book: &Book) -> Self {
        let relative = |prices: &[f64], start: f64| {
            let logarithm = |price: &f64| (price / start).ln();
            prices.iter().map(logarithm).collect()
        };
        ReplayOnPath {
            qer: relative(&replay.qer, book.qer),
            eth: relative(&replay.eth, book.eth),
            stable: relative(&replay.stable, 1.0),
        }
    }

    pub fn has_stable(&self) -> bool {
        !self.stable.is_empty()
    }

    pub fn day(&self, first: u32, day: &mut DayPrices) {
        let copy = |from: &[f64], to: &mut [f64]| {
            let rest = from.get(first as usize..).unwrap_or_default();
            for (to, from) in to.iter_mut().zip(rest) {
                *to = *from;
            }
        };
        copy(&self.qer, day.qer);
        copy(&self.eth, day.eth);
        copy(&self.stable, day.stable);
    }
}
