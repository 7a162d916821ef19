//! The end of the program: one switch that every wait looks at.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A switch that is thrown once. Its clones are the same switch.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Throws the switch and wakes whoever waits.
    pub fn stop(&self) {
        let (stopped, wakes) = &*self.0;
        *stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        wakes.notify_all();
    }

    /// Whether it has been thrown.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        *self.0 .0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits so long, or until the switch is thrown. Tells whether it has been.
    pub fn wait(&self, longest: Duration) -> bool {
        let (stopped, wakes) = &*self.0;
        let mut guard = stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let started = Instant::now();
        while !*guard {
            let Some(left) = longest.checked_sub(started.elapsed()) else {
                break;
            };
            if left.is_zero() {
                break;
            }
            guard = match wakes.wait_timeout(guard, left) {
                Ok((guard, _)) => guard,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        *guard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopping_ends_every_wait() {
        let stop = Stop::default();
        assert!(!stop.wait(Duration::from_millis(1)));
        let other = stop.clone();
        let waiter = std::thread::spawn(move || other.wait(Duration::from_secs(3_600)));
        stop.stop();
        assert!(waiter.join().is_ok_and(|stopped| stopped));
        assert!(stop.is_stopped() && stop.wait(Duration::from_secs(3_600)));
    }
}
