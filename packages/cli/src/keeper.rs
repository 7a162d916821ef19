//! `qerun keeper`: keeps a deployment healthy until it is stopped.

use std::path::PathBuf;

use clap::Args;
use qerun_keeper::config::Config;
use qerun_keeper::KeeperError;

/// Flags of `qerun keeper`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct KeeperArgs {
    /// Chains, keys and tasks, TOML; deploy/keeper.example.toml is one
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
    /// Read, decide and simulate, but send nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Runs the command until SIGTERM or SIGINT.
///
/// # Errors
/// [`KeeperError`]: it could not start.
pub fn run(args: &KeeperArgs) -> Result<(), KeeperError> {
    let config = Config::load(&args.config)?;
    qerun_keeper::run(&config, args.dry_run)
}
