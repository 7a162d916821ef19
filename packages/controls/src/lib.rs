//! What several contracts do alike, written once: the pause of an effect, and who may set it off.
//!
//! Contracts keep the records in storage of their own and turn the errors into theirs where a figure is
//! missing that only they know (which action, which asset).

mod guardian;
mod pause;

pub use guardian::{ensure_guardian_or_owner, NotGuardian};
pub use pause::{Pause, PauseError, MAX_PAUSE, MIN_COOL_DOWN};
