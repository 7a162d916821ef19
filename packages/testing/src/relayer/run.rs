//! Relaying of many packets: all of them, or some with faults.

use anyhow::{bail, Result};
use rand::seq::SliceRandom;
use rand::Rng;

use super::{Network, Pending, Stage};

/// Fault probabilities of [`Network::relay_random`], each from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// The attempt is lost; a later step may try again.
    pub drop: f64,
    /// The step is executed twice.
    pub duplicate: f64,
    /// Some other packet than the oldest is taken.
    pub reorder: f64,
    /// Before the step the chains move on by up to `max_delay` seconds.
    pub delay: f64,
    /// See `delay`.
    pub max_delay: u64,
}

impl Default for Faults {
    /// Each fault in one step of five, delays of up to 20 minutes.
    fn default() -> Self {
        Faults {
            drop: 0.2,
            duplicate: 0.2,
            reorder: 0.2,
            delay: 0.2,
            max_delay: 1_200,
        }
    }
}

impl Network {
    /// Takes a packet one step further: delivers, acknowledges or times it out.
    pub fn step(&mut self, pending: &Pending) -> Result<()> {
        match pending.stage {
            Stage::Sent => self.deliver(&pending.id).map(drop),
            Stage::Received(_) => self.acknowledge(&pending.id).map(drop),
            Stage::Expired => self.timeout(&pending.id).map(drop),
        }
    }

    /// Relays until nothing moves any more, packets sent by callbacks included. Returns the
    /// number of steps. Packets of a closed channel stay.
    ///
    /// # Errors
    /// Not quiet after 10,000 steps: contracts play ping-pong.
    pub fn relay_all(&mut self) -> Result<usize> {
        let mut steps = 0;
        loop {
            let before = steps;
            for pending in self.pending()? {
                if self.step(&pending).is_ok() {
                    steps += 1;
                }
            }
            if steps == before {
                return Ok(steps);
            }
            if steps > 10_000 {
                bail!("the network does not become quiet");
            }
        }
    }

    /// Takes up to `steps` relay steps with faults. The same generator state gives the
    /// same run.
    pub fn relay_random(
        &mut self,
        rng: &mut impl Rng,
        steps: usize,
        faults: &Faults,
    ) -> Result<()> {
        for _ in 0..steps {
            if rng.gen_bool(faults.delay) {
                let seconds = rng.gen_range(0..=faults.max_delay);
                self.advance(seconds);
            }
            let pending = self.pending()?;
            let chosen = if rng.gen_bool(faults.reorder) {
                pending.choose(rng)
            } else {
                pending.first()
            };
            let Some(chosen) = chosen else {
                return Ok(());
            };
            if rng.gen_bool(faults.drop) {
                self.drop_attempt(&chosen.id);
                continue;
            }
            // A step may fail on a closed channel; the log tells.
            let _ = self.step(chosen);
            if rng.gen_bool(faults.duplicate) {
                let _ = self.step(chosen);
            }
        }
        Ok(())
    }
}
