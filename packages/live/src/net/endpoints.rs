//! The file that `scripts/localnet up` writes about the net.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use qerun_deployment::plan::Both;
use serde::Deserialize;

/// The fields of the file that are needed here.
#[derive(Deserialize)]
pub struct Endpoints {
    pub chains: Both<Chain>,
    pub keys: BTreeMap<String, Key>,
}

#[derive(Deserialize)]
pub struct Chain {
    /// URL of the node's RPC.
    pub rpc: String,
    /// Its end of the channel.
    pub channel: String,
}

#[derive(Deserialize)]
pub struct Key {
    pub mnemonic_file: PathBuf,
}

impl Endpoints {
    /// Reads the file.
    ///
    /// # Errors
    /// The file is missing because no net was started, or cannot be read.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{}: run scripts/localnet up first", path.display()))?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }
}

/// Where `scripts/localnet up` writes the file, by the same environment variables.
#[must_use]
pub fn endpoints_path() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = || {
        variable("QERUN_CACHE").unwrap_or_else(|| {
            let home = || variable("HOME").unwrap_or_default().join(".cache");
            variable("XDG_CACHE_HOME")
                .unwrap_or_else(home)
                .join("qerun")
        })
    };
    variable("QERUN_LOCALNET_DIR")
        .unwrap_or_else(|| cache().join("localnet/state"))
        .join("endpoints.json")
}
