//! What a task is, and the threads in which tasks run.

mod back_off;
mod context;
mod error;
mod name;
mod round;
mod runner;

pub use self::back_off::{with_jitter, BackOff};
pub use self::context::Context;
pub use self::error::TaskError;
pub use self::name::TaskName;
pub use self::round::Round;
pub use self::runner::{run_until_stopped, start};

use std::time::Duration;

/// Something that the keeper does again and again.
pub trait Task: Send {
    /// Its name in the configuration, in logs and in metrics.
    fn name(&self) -> TaskName;

    /// Time between two rounds, if all goes well.
    fn interval(&self) -> Duration;

    /// Reads, decides, sends, once.
    ///
    /// # Errors
    /// [`TaskError`]; the next round begins after a back-off.
    fn round(&mut self, context: &Context) -> Result<Round, TaskError>;
}
