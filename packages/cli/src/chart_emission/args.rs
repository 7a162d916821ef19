//! Flags of `qerun chart-emission`.

use std::path::PathBuf;

use clap::Args;

/// Flags of `qerun chart-emission`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ChartEmissionArgs {
    /// The plan, TOML
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// The picture, SVG; what is there is replaced
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}
