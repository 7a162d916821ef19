//! `feed`: asks providers for prices and submits their median.

mod decide;
mod fetch;
mod figure;
mod reading;
mod round;
mod submit;

pub use self::decide::{decide, Decision, Memory};
pub use self::fetch::Source;
pub use self::figure::{figure, time};
pub use self::reading::{read, Miss, Reading};

use std::collections::BTreeMap;
use std::time::Duration;

use crate::config::{ConfigError, FeedConfig};
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Feeds.
pub struct Feed {
    config: FeedConfig,
    /// Where each provider of each asset is asked, in their order.
    sources: Vec<Vec<Source>>,
    /// By asset.
    memory: BTreeMap<String, Memory>,
}

impl Feed {
    /// With this configuration.
    ///
    /// # Errors
    /// [`ConfigError`]: the value of a header cannot be read.
    pub fn new(config: &FeedConfig) -> Result<Self, ConfigError> {
        let sources = config.assets.iter().map(|asset| {
            let sources = asset.providers.iter().map(Source::of);
            sources.collect::<Result<Vec<_>, _>>()
        });
        Ok(Feed {
            sources: sources.collect::<Result<_, _>>()?,
            config: config.clone(),
            memory: BTreeMap::new(),
        })
    }
}

impl Task for Feed {
    fn name(&self) -> TaskName {
        TaskName::Feed
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        round::run(self, context)
    }
}
