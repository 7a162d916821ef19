//! The net's relayer, controlled through `scripts/localnet`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{ensure, Context, Result};

/// The net's relayer.
pub struct Relayer {
    script: PathBuf,
    state: PathBuf,
    /// The first of the net's ports.
    port: u16,
}

impl Relayer {
    /// The relayer of the net that these endpoints describe.
    ///
    /// # Errors
    /// The path leads nowhere.
    pub fn new(endpoints: &Path, home_rpc: &str) -> Result<Self> {
        let port = home_rpc.rsplit(':').next().unwrap_or_default();
        let port: u16 = port.parse().with_context(|| home_rpc.to_owned())?;
        let endpoints = endpoints.canonicalize().context("endpoints")?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Ok(Relayer {
            script: root.join("scripts/localnet"),
            port: port.saturating_sub(1),
            state: endpoints.parent().map(Path::to_owned).unwrap_or_default(),
        })
    }

    /// Stops it gracefully.
    ///
    /// # Errors
    /// The script's.
    pub fn stop(&self) -> Result<()> {
        self.control("stop")
    }

    /// Kills it at once (SIGKILL).
    ///
    /// # Errors
    /// The script's.
    pub fn kill(&self) -> Result<()> {
        self.control("kill")
    }

    /// Starts it; it first relays the packets that wait.
    ///
    /// # Errors
    /// The script's.
    pub fn start(&self) -> Result<()> {
        self.control("start")
    }

    fn control(&self, word: &str) -> Result<()> {
        let run = Command::new(&self.script)
            .args(["relayer", word])
            .env("QERUN_LOCALNET_DIR", &self.state)
            .env("QERUN_LOCALNET_PORT", self.port.to_string())
            .output()
            .with_context(|| self.script.display().to_string())?;
        let words = String::from_utf8_lossy(&run.stderr);
        ensure!(
            run.status.success(),
            "scripts/localnet relayer {word}: {words}"
        );
        Ok(())
    }
}
