//! One thread for each task, so that one that fails or waits never stops the others.

use std::any::Any;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use tracing::{debug, info, warn};

use super::{with_jitter, BackOff, Context, Round, Task, TaskError};
use crate::config::BackOffConfig;
use crate::observe::Health;
use crate::sender::SendError;

/// Starts a task's thread. It ends when the switch is thrown.
///
/// # Errors
/// The system gives no thread.
pub fn start(
    mut task: Box<dyn Task>,
    context: Context,
    health: Arc<Health>,
    back_off: BackOffConfig,
) -> std::io::Result<JoinHandle<()>> {
    let thread = Builder::new().name(task.name().to_string());
    thread.spawn(move || run_until_stopped(task.as_mut(), &context, &health, back_off))
}

/// Runs the rounds of a task until the switch is thrown.
pub fn run_until_stopped(
    task: &mut dyn Task,
    context: &Context,
    health: &Health,
    back_off: BackOffConfig,
) {
    let (name, mut back_off) = (task.name(), BackOff::new(back_off));
    context.metrics.runs(name, task.interval());
    while !context.stop.is_stopped() {
        // A task keeps nothing that an interrupted round could leave half done but caches.
        let caught = catch_unwind(AssertUnwindSafe(|| task.round(context)));
        let result = caught.unwrap_or_else(|panic| Err(panicked(panic.as_ref())));
        let wait = match result {
            Ok(round) => {
                tell(name, &round);
                back_off.succeeded();
                context
                    .metrics
                    .round(name, if round.is_idle() { "idle" } else { "done" });
                health.succeeded(name);
                task.interval()
            }
            Err(TaskError::Send(SendError::Stopped)) if context.stop.is_stopped() => break,
            Err(error) => {
                let wait = back_off.failed();
                warn!(task = %name, %error, failures = back_off.failures(), "round failed");
                context.metrics.round(name, "failed");
                health.failed(name, &error.to_string());
                wait
            }
        };
        context.stop.wait(with_jitter(wait));
    }
    debug!(task = %name, "ended");
}

fn tell(name: super::TaskName, round: &Round) {
    let Round {
        done,
        lost,
        refused,
    } = *round;
    match round.is_idle() {
        true => debug!(task = %name, "nothing to do"),
        false => info!(task = %name, done, lost, refused, "round"),
    }
}

fn panicked(panic: &(dyn Any + Send)) -> TaskError {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    TaskError::Panicked {
        what: text.unwrap_or("unknown").to_owned(),
    }
}
