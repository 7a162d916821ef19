//! Whether the keeper does its work, task by task.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::node::now;
use crate::task::TaskName;

/// Failures in a row from which a task is not well.
const FAILURES: u32 = 3;
/// A task that has not ended a round for this many intervals, and three minutes besides, hangs; after a failure it may wait
/// before.
const INTERVALS: u32 = 3;
const SLACK: Duration = Duration::from_secs(180);

/// Whether the keeper does its work.
pub struct Health {
    tasks: Mutex<BTreeMap<TaskName, State>>,
    /// The longest wait after failures.
    longest_wait: Duration,
}

#[derive(Clone, Debug)]
struct State {
    interval: Duration,
    failures: u32,
    error: Option<String>,
    last_success: u64,
    last_end: u64,
}

/// What the page says of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskHealth {
    /// Whether it does its work.
    pub healthy: bool,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure, if the last round failed.
    pub error: Option<String>,
    /// When a round last went well, Unix seconds; zero if none has.
    pub last_success: u64,
}

/// What the page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether every task does its work.
    pub healthy: bool,
    /// By the name of the task.
    pub tasks: BTreeMap<&'static str, TaskHealth>,
}

impl Health {
    /// These tasks run from now on, with these intervals and at most this wait after failures.
    #[must_use]
    pub fn new(
        tasks: impl IntoIterator<Item = (TaskName, Duration)>,
        longest_wait: Duration,
    ) -> Self {
        let begin = now();
        let state = |interval| State {
            interval,
            failures: 0,
            error: None,
            last_success: 0,
            last_end: begin,
        };
        let tasks = tasks
            .into_iter()
            .map(|(name, interval)| (name, state(interval)));
        Health {
            tasks: Mutex::new(tasks.collect()),
            longest_wait,
        }
    }

    /// A round went well.
    pub fn succeeded(&self, task: TaskName) {
        self.change(task, |state| {
            state.failures = 0;
            state.error = None;
            state.last_success = now();
        });
    }

    /// A round failed.
    pub fn failed(&self, task: TaskName, error: &str) {
        self.change(task, |state| {
            state.failures = state.failures.saturating_add(1);
            state.error = Some(error.to_owned());
        });
    }

    fn change(&self, task: TaskName, change: impl FnOnce(&mut State)) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = tasks.get_mut(&task) {
            change(state);
            state.last_end = now();
        }
    }

    /// What the page says at a time, Unix seconds.
    #[must_use]
    pub fn report(&self, now: u64) -> Report {
        let tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let tasks: BTreeMap<_, _> = tasks
            .iter()
            .map(|(name, state)| (name.as_str(), state.health(now, self.longest_wait)))
            .collect();
        Report {
            healthy: tasks.values().all(|task| task.healthy),
            tasks,
        }
    }
}

impl State {
    fn health(&self, now: u64, longest_wait: Duration) -> TaskHealth {
        // After failures the wait is another one.
        let wait = match self.failures {
            0 => Duration::ZERO,
            _ => longest_wait,
        };
        let longest = self
            .interval
            .saturating_mul(INTERVALS)
            .saturating_add(SLACK)
            .saturating_add(wait);
        let hangs = now.saturating_sub(self.last_end) > longest.as_secs();
        TaskHealth {
            healthy: self.failures < FAILURES && !hangs,
            failures: self.failures,
            error: self.error.clone(),
            last_success: self.last_success,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_or_silence_are_unhealthy() {
        let interval = Duration::from_secs(10);
        let tasks = [(TaskName::Poke, interval), (TaskName::Flush, interval)];
        let health = Health::new(tasks, Duration::from_secs(100));
        let start = now();
        assert!(health.report(start).healthy);
        for _ in 0..2 {
            health.failed(TaskName::Poke, "down");
        }
        assert!(health.report(start).healthy);
        health.failed(TaskName::Poke, "down");
        let report = health.report(start);
        assert!(!report.healthy);
        let poke = report.tasks.get("poke").cloned();
        assert!(poke
            .is_some_and(|t| !t.healthy && t.failures == 3 && t.error.as_deref() == Some("down")));
        assert!(report.tasks.get("flush").is_some_and(|t| t.healthy));
        health.succeeded(TaskName::Poke);
        assert!(health.report(start).healthy);
        assert!(health.report(start + 209).healthy);
        assert!(!health.report(start + 220).healthy);
        // One that hangs after its first failure has failed only once, and is not well for all that.
        health.failed(TaskName::Poke, "down");
        health.failed(TaskName::Flush, "down");
        assert!(health.report(start + 309).healthy);
        assert!(!health.report(start + 320).healthy);
    }
}
