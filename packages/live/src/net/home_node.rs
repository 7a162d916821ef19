//! The only node of the protocol's chain, controlled through `scripts/localnet`.

use anyhow::Result;

use super::script::Script;

/// The node. While it is down the chain stands still.
pub struct HomeNode(pub(super) Script);

impl HomeNode {
    /// Kills it at once (SIGKILL).
    ///
    /// # Errors
    /// The script's.
    pub fn kill(&self) -> Result<()> {
        self.0.run(&["node", "home", "kill"])
    }

    /// Starts it and waits until it has blocks.
    ///
    /// # Errors
    /// The script's.
    pub fn start(&self) -> Result<()> {
        self.0.run(&["node", "home", "start"])
    }
}
