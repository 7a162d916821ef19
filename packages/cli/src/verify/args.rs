//! Flags of `qerun verify`.

use std::path::PathBuf;

use clap::Args;

use crate::NodeArgs;

/// Flags of `qerun verify`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct VerifyArgs {
    /// What was to be deployed where, TOML
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// Other nodes than the plan's.
    #[command(flatten)]
    pub nodes: NodeArgs,
    /// The deployment's state; by default the plan's name with .state.json
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// The timelock's address, instead of a state
    #[arg(long, value_name = "ADDRESS", conflicts_with = "state")]
    pub root: Option<String>,
    /// Folder with the checksums.txt of the contracts
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    pub artifacts: PathBuf,
}
