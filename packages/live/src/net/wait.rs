//! Polling for what another chain, a relayer or time changes.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{bail, Result};

/// Polls twice a second until there is a value.
///
/// # Errors
/// No value after so many seconds, or the error of a poll.
pub fn until<T>(
    seconds: u64,
    what: &str,
    mut poll: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    poll_every(Duration::from_millis(500), seconds, what, &mut poll)
}

/// As [`until`], but polls every 50 ms.
///
/// # Errors
/// See [`until`].
pub fn soon<T>(seconds: u64, what: &str, mut poll: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    poll_every(Duration::from_millis(50), seconds, what, &mut poll)
}

fn poll_every<T>(
    pause: Duration,
    seconds: u64,
    what: &str,
    poll: &mut dyn FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = poll()? {
            return Ok(found);
        }
        if start.elapsed() > Duration::from_secs(seconds) {
            bail!("{what}: not within {seconds} s");
        }
        sleep(pause);
    }
}

/// As [`until`], for a condition.
///
/// # Errors
/// The condition does not hold after so many seconds.
pub fn within(seconds: u64, what: &str, mut poll: impl FnMut() -> Result<bool>) -> Result<()> {
    until(seconds, what, || Ok(poll()?.then_some(())))
}
