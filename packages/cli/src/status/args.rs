//! Flags of `qerun status`.

use clap::Args;

use crate::DeploymentArgs;

/// Flags of `qerun status`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct StatusArgs {
    /// The plan, its nodes and the state file.
    #[command(flatten)]
    pub deployment: DeploymentArgs,
    /// The timelock's address, instead of a state
    #[arg(long, value_name = "ADDRESS", conflicts_with = "state")]
    pub root: Option<String>,
}
