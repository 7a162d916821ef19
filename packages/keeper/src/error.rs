//! Why the keeper did not start or ended.

use thiserror::Error;

use crate::config::ConfigError;
use crate::node::NodeError;

/// Why the keeper did not start.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum KeeperError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Node(#[from] NodeError),
    #[error(
        "{one} and {other} tell different contracts of the market {market}: one of them is wrong; leave it out of the \
         configuration"
    )]
    Disagree {
        one: String,
        other: String,
        market: String,
    },
    #[error("the market {market} has no owner, so its timelock is not known")]
    NoOwner { market: String },
    #[error(
        "the reserve buys through Skip: there is no outpost, so the task retry has nothing to do"
    )]
    NoOutpost,
    #[error("no task is switched on")]
    NoTask,
    #[error("cannot listen on {address}: {source}")]
    Listen {
        address: std::net::SocketAddr,
        source: std::io::Error,
    },
    #[error("cannot start a thread: {0}")]
    Thread(std::io::Error),
    #[error("cannot receive signals: {0}")]
    Signals(std::io::Error),
    #[error("cannot make the metrics: {0}")]
    Metrics(#[from] prometheus::Error),
}

impl KeeperError {
    /// Whether the configuration has to be changed, so that trying again is of no use.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        matches!(
            self,
            KeeperError::Config(_) | KeeperError::NoTask | KeeperError::NoOutpost
        )
    }
}
