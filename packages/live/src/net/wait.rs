//! Waiting for what another chain, a relayer or time brings.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{bail, Result};

/// Looks twice a second until there is something.
///
/// # Errors
/// Nothing after so many seconds, or the look's own error.
pub fn until<T>(
    seconds: u64,
    what: &str,
    mut look: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    look_every(Duration::from_millis(500), seconds, what, &mut look)
}

/// As [`until`], looking as often as it can.
///
/// # Errors
/// See [`until`].
pub fn soon<T>(seconds: u64, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    look_every(Duration::from_millis(50), seconds, what, &mut look)
}

fn look_every<T>(
    pause: Duration,
    seconds: u64,
    what: &str,
    look: &mut dyn FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if start.elapsed() > Duration::from_secs(seconds) {
            bail!("{what}: not within {seconds} s");
        }
        sleep(pause);
    }
}

/// As [`until`], for something that is so or not.
///
/// # Errors
/// Not so after so many seconds.
pub fn within(seconds: u64, what: &str, mut look: impl FnMut() -> Result<bool>) -> Result<()> {
    until(seconds, what, || Ok(look()?.then_some(())))
}
