//! The oracle's hourly average, as the contract keeps it: in quarters of an hour of the clock, with prices that change
//! every ten minutes.

use crate::STEP;

/// Prices that an average can reach back to, the one before the present first.
pub(crate) const REACH: usize = 8;
/// After so many steps the quarters of an hour lie to the steps as before: half an hour.
const PHASES: u64 = 3;
/// Seconds of a slot, as in the contract (`history.rs`).
const SLOT: u64 = 900;
/// Full slots of the average.
const SLOTS: u64 = 4;

/// How much each of the last prices counts in the average, by the phase of the step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Average([[f64; REACH]; PHASES as usize]);

impl Average {
    /// For a path that begins at `start`, Unix seconds.
    pub fn new(start: u64) -> Self {
        let mut weights = [[0.0; REACH]; PHASES as usize];
        for (phase, weights) in weights.iter_mut().enumerate() {
            let now = start + (phase as u64 + PHASES) * STEP;
            for (back, weight) in weights.iter_mut().enumerate() {
                *weight = weight_of(now % SLOT, back as u64);
            }
        }
        Average(weights)
    }

    /// The weights at step `step`, counted from 0: of the price that the step before published, and those before it. They
    /// add up to 1.
    pub fn weights(&self, step: u32) -> &[f64; REACH] {
        // The step's prices are published at its end.
        let phase = (u64::from(step) + 1) % PHASES;
        let [first, second, third] = &self.0;
        match phase {
            0 => first,
            1 => second,
            _ => third,
        }
    }
}

/// The part of an hour for which the price counts that held from `back + 1` steps ago until `back` steps ago, at a moment
/// that is `into` seconds into its slot. The present slot and the three before it count in full. Of the oldest slot the
/// part counts that is left of an hour, at the slot's own average.
fn weight_of(into: u64, back: u64) -> f64 {
    let (from, to) = (back * STEP, (back + 1) * STEP);
    let overlap = |newest: u64, oldest: u64| to.min(oldest).saturating_sub(from.max(newest)) as f64;
    let full = into + (SLOTS - 1) * SLOT;
    let oldest = (SLOT - into) as f64 / SLOT as f64;
    let seconds = overlap(0, full) + overlap(full, full + SLOT) * oldest;
    seconds / (SLOTS * SLOT) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_a_full_quarter_the_last_hour_counts_evenly() {
        let weights = Average::new(0);
        let sixth = 1.0 / 6.0;
        for (back, weight) in weights.weights(2).iter().enumerate() {
            let expected = if back < 6 { sixth } else { 0.0 };
            assert!((weight - expected).abs() < 1e-15, "{weights:?}");
        }
    }

    #[test]
    fn elsewhere_the_oldest_slot_counts_with_its_own_average() {
        for (start, step) in [(0, 0), (0, 1), (600, 0), (1_200, 1)] {
            let average = Average::new(start);
            let now = (start + (step + 1) * STEP) % SLOT;
            if now == 0 {
                continue;
            }
            let weights = average.weights(step as u32);
            let expected = [600.0, 600.0, 600.0, 600.0, 600.0, 400.0, 200.0, 0.0];
            for (weight, expected) in weights.iter().zip(expected) {
                assert!((weight * 3_600.0 - expected).abs() < 1e-9, "{weights:?}");
            }
        }
    }

    #[test]
    fn the_weights_are_a_whole_at_any_second() {
        for start in 0..1_800 {
            for step in 0..3 {
                let sum: f64 = Average::new(start).weights(step).iter().sum();
                assert!((sum - 1.0).abs() < 1e-12, "{start} {step}: {sum}");
            }
        }
    }
}
