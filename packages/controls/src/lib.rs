//! What several contracts do alike, written once: the pause of an effect, who may send a message, and how parameters
//! move.
//!
//! Contracts keep the records in storage of their own and turn the errors into theirs where a figure is
//! missing that only they know (which action, which asset).

mod access;
mod parameter;
mod pause;

pub use access::{ensure_guardian_or_owner, ensure_sender, AccessError};
pub use parameter::{
    ensure_cool_down, ensure_step, ensure_within, ready_at, Figure, ParameterError,
};
pub use pause::{Pause, PauseError, MAX_PAUSE, MIN_COOL_DOWN};
