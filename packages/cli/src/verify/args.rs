//! Flags of `qerun verify`.

use std::path::PathBuf;

use clap::Args;

use crate::DeploymentArgs;

/// Flags of `qerun verify`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct VerifyArgs {
    /// The plan, its nodes and the state file.
    #[command(flatten)]
    pub deployment: DeploymentArgs,
    /// The timelock's address, instead of a state
    #[arg(long, value_name = "ADDRESS", conflicts_with = "state")]
    pub root: Option<String>,
    /// Folder with the checksums.txt of the contracts
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    pub artifacts: PathBuf,
}
