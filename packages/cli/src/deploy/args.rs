//! Flags of `qerun deploy`.

use std::path::PathBuf;

use clap::Args;

use crate::NodeArgs;

/// Flags of `qerun deploy`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DeployArgs {
    /// What to deploy where, TOML
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// Other nodes than the plan's.
    #[command(flatten)]
    pub nodes: NodeArgs,
    /// What was done so far; by default the plan's name with .state.json
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Folder of the contracts' wasm and checksums.txt
    #[arg(long, value_name = "DIR", default_value = "artifacts")]
    pub artifacts: PathBuf,
    /// No progress and no summary, errors only
    #[arg(long)]
    pub quiet: bool,
}
