//! The tasks. Each has a pure part, which decides from what was read, and a thin one, which reads and sends.

mod call;
pub mod collect;
mod cursor;
pub mod execute;
pub mod feed;
pub mod flush;
pub mod liquidate;
pub mod poke;
mod prices;
pub mod release;
pub mod retry;
pub mod storefront;
pub mod sync;
mod watch;

pub use self::collect::Collect;
pub use self::cursor::Cursor;
pub use self::execute::Execute;
pub use self::feed::Feed;
pub use self::flush::Flush;
pub use self::liquidate::Liquidate;
pub use self::poke::Poke;
pub use self::release::Release;
pub use self::retry::Retry;
pub use self::storefront::Storefront;
pub use self::sync::Sync;
pub use self::watch::Watch;

use crate::config::TaskConfigs;
use crate::task::{Task, TaskName};
use crate::KeeperError;

/// The tasks that are switched on.
///
/// # Errors
/// [`KeeperError::Config`]: the value of a provider's header cannot be read. [`KeeperError::NoTask`].
pub fn switched_on(configs: &TaskConfigs) -> Result<Vec<Box<dyn Task>>, KeeperError> {
    let mut tasks: Vec<Box<dyn Task>> = Vec::new();
    if let Some(config) = configs.feed.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Feed::new(config)?));
    }
    if let Some(config) = configs.poke.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Poke::new(config.clone())));
    }
    if let Some(config) = configs.liquidate.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Liquidate::new(config.clone())));
    }
    if let Some(config) = configs.flush.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Flush::new(config.clone())));
    }
    if let Some(config) = configs.sync.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Sync::new(config)));
    }
    if let Some(config) = configs.retry.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Retry::new(config)));
    }
    if let Some(config) = configs.collect.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Collect::new(config.clone())));
    }
    if let Some(config) = configs.execute.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Execute::new(config.clone())));
    }
    if let Some(config) = configs.release.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Release::new(config.clone())));
    }
    if let Some(config) = configs.storefront.as_ref().filter(|c| c.enabled) {
        tasks.push(Box::new(Storefront::new(config.clone())));
    }
    if tasks.is_empty() {
        return Err(KeeperError::NoTask);
    }
    tasks.push(Box::new(Watch));
    Ok(tasks)
}

/// The words by which a task recognises in the chain's error that somebody was faster. They are the contracts'.
#[must_use]
pub fn lost_words(task: TaskName) -> &'static [&'static str] {
    match task {
        TaskName::Liquidate => liquidate::LOST,
        TaskName::Flush => flush::LOST,
        TaskName::Sync => sync::LOST,
        TaskName::Retry => retry::LOST,
        TaskName::Collect => collect::LOST,
        TaskName::Execute => execute::LOST,
        TaskName::Release => release::LOST,
        TaskName::Storefront => storefront::LOST,
        // What these do is never done for good.
        TaskName::Feed | TaskName::Poke | TaskName::Watch => &[],
    }
}
