//! The relayer, by the scripts that people use.

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
    /// That of the net whose endpoints these are.
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

    /// Ends it in good order.
    ///
    /// # Errors
    /// The script's.
    pub fn stop(&self) -> Result<()> {
        self.say("stop")
    }

    /// Ends it at once (SIGKILL).
    ///
    /// # Errors
    /// The script's.
    pub fn kill(&self) -> Result<()> {
        self.say("kill")
    }

    /// Starts it; it clears what waits.
    ///
    /// # Errors
    /// The script's.
    pub fn start(&self) -> Result<()> {
        self.say("start")
    }

    fn say(&self, word: &str) -> Result<()> {
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
