//! Flags of `qerun deploy`.

use std::path::PathBuf;

use clap::Args;

use crate::DeploymentArgs;

/// Flags of `qerun deploy`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DeployArgs {
    /// The plan, its nodes and the state file.
    #[command(flatten)]
    pub deployment: DeploymentArgs,
    /// Folder of the contracts' wasm and checksums.txt
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    pub artifacts: PathBuf,
    /// No progress and no summary, errors only
    #[arg(long)]
    pub quiet: bool,
}
