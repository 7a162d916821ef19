//! Flags of `qerun integrate`.

use std::path::PathBuf;

use clap::Args;

use crate::DeploymentArgs;

/// Flags of `qerun integrate`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct IntegrateArgs {
    /// The plan, its nodes and the state file.
    #[command(flatten)]
    pub deployment: DeploymentArgs,
    /// Folder for the files; those of an earlier run are replaced
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
