//! The net's relayer, controlled through `scripts/localnet`.

use anyhow::Result;

use super::script::Script;

/// The net's relayer.
pub struct Relayer(pub(super) Script);

impl Relayer {
    /// Stops it gracefully.
    ///
    /// # Errors
    /// The script's.
    pub fn stop(&self) -> Result<()> {
        self.0.run(&["relayer", "stop"])
    }

    /// Kills it at once (SIGKILL).
    ///
    /// # Errors
    /// The script's.
    pub fn kill(&self) -> Result<()> {
        self.0.run(&["relayer", "kill"])
    }

    /// Starts it; it first relays the packets that wait.
    ///
    /// # Errors
    /// The script's.
    pub fn start(&self) -> Result<()> {
        self.0.run(&["relayer", "start"])
    }
}
