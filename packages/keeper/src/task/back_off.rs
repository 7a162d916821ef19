//! How long a task waits.

use std::time::Duration;

use rand::Rng;

use crate::config::BackOffConfig;

/// The part of a wait that is left to chance, so that keepers that failed together do not return together.
const JITTER: f64 = 0.25;

/// The wait with up to a quarter of it taken off at random.
#[must_use]
pub fn with_jitter(wait: Duration) -> Duration {
    wait.mul_f64(1.0 - rand::thread_rng().gen_range(0.0..JITTER))
}

/// Waits that double with each failure in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackOff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl BackOff {
    /// None failed yet.
    #[must_use]
    pub fn new(config: BackOffConfig) -> Self {
        BackOff {
            first: Duration::from_secs(config.first),
            longest: Duration::from_secs(config.longest),
            failures: 0,
        }
    }

    /// Failures in a row.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Begins anew.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }

    /// The wait after one more failure, before jitter.
    pub fn failed(&mut self) -> Duration {
        let doubled = 2u32.saturating_pow(self.failures.min(31));
        self.failures = self.failures.saturating_add(1);
        self.first.saturating_mul(doubled).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest_and_begin_anew() {
        let mut back_off = BackOff::new(BackOffConfig {
            first: 3,
            longest: 20,
        });
        let waits: Vec<u64> = (0..5).map(|_| back_off.failed().as_secs()).collect();
        assert_eq!(waits, [3, 6, 12, 20, 20]);
        assert_eq!(back_off.failures(), 5);
        back_off.succeeded();
        assert_eq!(back_off.failed().as_secs(), 3);
        let worn = BackOff {
            failures: u32::MAX,
            ..back_off
        };
        assert_eq!({ worn }.failed().as_secs(), 20);
    }

    #[test]
    fn jitter_takes_off_a_quarter_at_most() {
        let wait = Duration::from_secs(100);
        let found: Vec<Duration> = (0..200).map(|_| with_jitter(wait)).collect();
        assert!(found.iter().all(|w| *w <= wait && w.as_secs() >= 74));
        assert!(found
            .iter()
            .any(|w| *w != found.first().copied().unwrap_or(wait)));
    }
}
