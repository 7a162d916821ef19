//! Samples of the pair, taken beside a run: the oracle counts a pair only when its samples have no gap.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use anyhow::{anyhow, Result};
use cosmwasm_std::Coin;

use super::{Crash, ONE};
use crate::net::Person;

/// Between two samples: more than the twelfth of a window that the oracle demands, less than the quarter after which it
/// begins anew.
const PAUSE: Duration = Duration::from_secs(55);

impl Crash {
    /// Runs something, and pokes the oracle beside it with a key of its own as soon as sampling has begun.
    ///
    /// # Errors
    /// Those of the run, or the oracle's.
    pub fn sampled<T>(&self, run: impl FnOnce() -> Result<T>) -> Result<T> {
        let sampler = self.sampler()?;
        let end = AtomicBool::new(false);
        scope(|scope| {
            let samples = scope.spawn(|| self.sample(&sampler, &end));
            let done = run();
            end.store(true, Ordering::Relaxed);
            let sampled = samples.join().map_err(|_| anyhow!("sampling panicked"))?;
            let done = done?;
            sampled.map(|()| done)
        })
    }

    /// From now on the pair is sampled. Not before the fall: a pair whose samples cover the window counts, and mid would follow
    /// its average, which is slower than the feeders.
    pub(super) fn begin_sampling(&self) {
        self.sampling.store(true, Ordering::Relaxed);
    }

    fn sample(&self, sampler: &Person, end: &AtomicBool) -> Result<()> {
        let mut last: Option<Instant> = None;
        while !end.load(Ordering::Relaxed) {
            let due = last.is_none_or(|last| last.elapsed() >= PAUSE);
            if due && self.sampling.load(Ordering::Relaxed) {
                last = Some(Instant::now());
                self.net.poke(sampler)?;
            }
            sleep(Duration::from_millis(500));
        }
        Ok(())
    }

    /// Someone new, so that no transaction of the run has the same sequence.
    fn sampler(&self) -> Result<Person> {
        let net = &self.net;
        let sampler = Person::derived(&format!("{}-sampler", net.plan.name), &net.plan)?;
        let fees = Coin::new(10 * ONE, net.plan.chain.home.fee_denom.clone());
        let faucet = net.people.get("faucet")?;
        net.home.pay(&faucet.home, sampler.at_home(), &[fees])?;
        Ok(sampler)
    }
}
