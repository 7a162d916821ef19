//! This machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// This machine's time, Unix seconds.
#[must_use]
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map(|since| since.as_secs()).unwrap_or_default()
}
