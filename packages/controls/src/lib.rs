//! What several contracts do alike, written once.
//!
//! | rule | function or type |
//! |---|---|
//! | an effect is paused for a time, and stays open for as long afterwards | [`Pause`] |
//! | only the holder of a role may send a message | [`ensure_sender`], [`ensure_guardian_or_owner`] |
//! | a parameter, the length of a list or of a text is within bounds in code | [`ensure_within`] |
//! | one update moves a parameter by a step at most | [`ensure_step`] |
//! | parameters change once in a while | [`ensure_cool_down`], [`ready_at`] |
//! | an id has certain letters and a length | [`is_id`] |
//! | a list names nothing twice | [`first_repeated`] |
//! | long lists are answered in pages | [`page_length`] |
//! | code is put only on an instance whose records it reads | [`migrate`] |
//!
//! Contracts keep the records in storage of their own and turn the errors into theirs where a figure is
//! missing that only they know (which action, which asset).

mod access;
mod id;
mod list;
mod migration;
mod parameter;
mod pause;

pub use access::{ensure_guardian_or_owner, ensure_sender, AccessError};
pub use id::is_id;
pub use list::{first_repeated, page_length, page_length_up_to, DEFAULT_LIMIT, MAX_LIMIT};
pub use migration::{migrate, MigrationError};
pub use parameter::{
    ensure_cool_down, ensure_step, ensure_within, ready_at, Figure, ParameterError,
};
pub use pause::{Pause, PauseError, MAX_PAUSE, MIN_COOL_DOWN};
pub use semver::Version;
