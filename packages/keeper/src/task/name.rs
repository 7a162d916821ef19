//! Names of tasks.

use std::fmt;

/// A task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the configuration's words
pub enum TaskName {
    Feed,
    Poke,
    Liquidate,
    Flush,
    Sync,
    Retry,
    Collect,
    Execute,
    Release,
    Storefront,
    Watch,
}

impl TaskName {
    /// As in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TaskName::Feed => "feed",
            TaskName::Poke => "poke",
            TaskName::Liquidate => "liquidate",
            TaskName::Flush => "flush",
            TaskName::Sync => "sync",
            TaskName::Retry => "retry",
            TaskName::Collect => "collect",
            TaskName::Execute => "execute",
            TaskName::Release => "release",
            TaskName::Storefront => "storefront",
            TaskName::Watch => "watch",
        }
    }
}

impl fmt::Display for TaskName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
