//! The pause of one effect: it expires by itself, and leaves the effect open for at least as long afterwards.

use cosmwasm_schema::cw_serde;
use thiserror::Error;

/// Longest pause, seconds: 14 days.
pub const MAX_PAUSE: u64 = 14 * 24 * 3_600;

/// Shortest cool-down, seconds: a day. Without it pauses of a second could follow block on block.
pub const MIN_COOL_DOWN: u64 = 24 * 3_600;

/// The last pause of one effect, as it is stored; the default is "never paused".
///
/// The cool-down counts from the moment at which the pause ended, whoever started it and whoever ended it: guardian and
/// owner share it. An owner that is a timelock sends the guardian's pauses too, so a contract could not tell them apart;
/// and a majority that closes something by one operation after the other is held to the same rule.
#[cw_serde]
#[derive(Copy, Default, Eq)]
pub struct Pause {
    /// When it ends or was ended, Unix seconds; zero if there never was one.
    #[serde(rename = "u")]
    pub until: u64,
    /// Seconds after `until` in which no other may start.
    #[serde(rename = "c")]
    pub cool_down: u64,
}

impl Pause {
    /// Whether the effect is paused at `now`; at `until` itself it no longer is.
    pub fn is_running(&self, now: u64) -> bool {
        now < self.until
    }

    /// From when the next pause may start, Unix seconds; zero if there never was one.
    pub fn ready_at(&self) -> u64 {
        self.until.saturating_add(self.cool_down)
    }

    /// The pause that starts at `now` for `duration` seconds, with a cool-down as long, at least [`MIN_COOL_DOWN`].
    /// Errors: `Duration`, `Running`, `CoolDown`.
    pub fn start(&self, duration: u64, now: u64) -> Result<Pause, PauseError> {
        self.start_with(duration, duration.max(MIN_COOL_DOWN), now)
    }

    /// The same with a cool-down of the caller's. Errors: `Duration`, `Running`, `CoolDown`.
    pub fn start_with(&self, duration: u64, cool_down: u64, now: u64) -> Result<Pause, PauseError> {
        if duration == 0 || duration > MAX_PAUSE {
            let max = MAX_PAUSE;
            return Err(PauseError::Duration { duration, max });
        }
        if self.is_running(now) {
            return Err(PauseError::Running { until: self.until });
        }
        let ready_at = self.ready_at();
        if now < ready_at {
            return Err(PauseError::CoolDown { ready_at });
        }
        Ok(Pause {
            until: now.saturating_add(duration),
            cool_down,
        })
    }

    /// The pause ended at `now`; one that is over already stays as it is. The cool-down counts from now.
    #[must_use]
    pub fn end(&self, now: u64) -> Pause {
        Pause {
            until: self.until.min(now),
            ..*self
        }
    }
}

/// Why a pause cannot start. Durations are seconds, times Unix seconds.
#[derive(Error, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum PauseError {
    #[error("a pause lasts 1 to {max} s, not {duration} s")]
    Duration { duration: u64, max: u64 },
    #[error("already paused until {until}")]
    Running { until: u64 },
    #[error("cannot be paused again before {ready_at}")]
    CoolDown { ready_at: u64 },
}
