//! `scripts/localnet`, which starts and stops the net's programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{ensure, Context, Result};

/// The script, for the net that runs.
#[derive(Clone)]
pub struct Script {
    script: PathBuf,
    state: PathBuf,
    /// The first of the net's ports.
    port: u16,
}

impl Script {
    /// For the net that these endpoints describe.
    ///
    /// # Errors
    /// The path leads nowhere.
    pub fn new(endpoints: &Path, home_rpc: &str) -> Result<Self> {
        let port = home_rpc.rsplit(':').next().unwrap_or_default();
        let port: u16 = port.parse().with_context(|| home_rpc.to_owned())?;
        let endpoints = endpoints.canonicalize().context("endpoints")?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Ok(Script {
            script: root.join("scripts/localnet"),
            port: port.saturating_sub(1),
            state: endpoints.parent().map(Path::to_owned).unwrap_or_default(),
        })
    }

    /// Runs it with these words.
    ///
    /// # Errors
    /// The script's.
    pub fn run(&self, words: &[&str]) -> Result<()> {
        let run = Command::new(&self.script)
            .args(words)
            .env("QERUN_LOCALNET_DIR", &self.state)
            .env("QERUN_LOCALNET_PORT", self.port.to_string())
            .output()
            .with_context(|| self.script.display().to_string())?;
        let told = String::from_utf8_lossy(&run.stderr);
        let words = words.join(" ");
        ensure!(run.status.success(), "scripts/localnet {words}: {told}");
        Ok(())
    }
}
