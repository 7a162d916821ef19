//! When prices fall. The oracle's hour of an average is made of slots of 15 minutes, and its first price counts from the
//! beginning of its slot. So that averages follow within minutes, the first price comes early in a slot.

use anyhow::Result;

use super::Crash;
use crate::net::within;

/// The slots of the oracle's average, seconds.
const SLOT: u64 = 900;
/// The first seconds of a slot, in which the first price may come: later ones would make the averages take longer than the
/// wait for the next slot. The vote that opens borrowing comes after it.
const EARLY: u64 = 200;

/// What is done once, as soon as a slot has begun.
pub struct Once<'a> {
    crash: &'a Crash,
    run: Option<Box<dyn FnOnce() -> Result<()> + 'a>>,
}

impl<'a> Once<'a> {
    /// Nothing is done yet.
    pub fn new(crash: &'a Crash, run: impl FnOnce() -> Result<()> + 'a) -> Self {
        let run = Some(Box::new(run) as Box<_>);
        Once { crash, run }
    }

    /// Does it if a slot has just begun and it has not been done.
    ///
    /// # Errors
    /// Those of what is done.
    pub fn when_due(&mut self) -> Result<()> {
        if self.run.is_some() && self.crash.is_early()? {
            if let Some(run) = self.run.take() {
                run()?;
            }
        }
        Ok(())
    }

    /// Does it with the next slot, unless it was done.
    ///
    /// # Errors
    /// See [`Self::when_due`].
    pub fn finish(mut self) -> Result<()> {
        if self.run.is_some() {
            within(SLOT, "a slot of the average begins", || {
                self.crash.is_early()
            })?;
        }
        self.when_due()
    }
}

impl Crash {
    fn is_early(&self) -> Result<bool> {
        Ok(self.net.home.time()? % SLOT < EARLY)
    }
}
