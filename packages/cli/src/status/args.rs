//! Flags of `qerun status`.

use std::path::PathBuf;

use clap::Args;

use crate::NodeArgs;

/// Flags of `qerun status`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct StatusArgs {
    /// What was deployed where, TOML
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
}
