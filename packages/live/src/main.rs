//! Qerun on two live chains: what the in-process tests cannot show.
//!
//! Each command makes its own deployment on the running local net (`scripts/localnet up`), and ends with an error at
//! the first thing that is not as it should be.

mod crash;
mod distribution;
mod e2e;
mod gas;
mod keeper;
mod load;
mod net;
mod ops;
mod wallet;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::net::Paths;

/// Tests on two live chains with a relayer.
#[derive(Parser)]
struct Cli {
    /// The plan that the run changes as it needs.
    #[arg(long, global = true, default_value = "deploy/localnet.toml")]
    plan: PathBuf,
    /// The wasm, with checksums.txt.
    #[arg(long, global = true, default_value = "artifacts")]
    artifacts: PathBuf,
    /// The endpoints file of `scripts/localnet up`; by default in QERUN_LOCALNET_DIR or the cache.
    #[arg(long, global = true)]
    endpoints: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The supply: an airdrop, rewards, vesting.
    Distribution(distribution::Args),
    /// Flows with faults, checked to the unit on both chains.
    E2e(e2e::Args),
    /// Gas of every user operation.
    Gas(gas::Args),
    /// Two keepers while prices fall, one killed, a node restarted, a provider that hangs.
    Keeper(keeper::Args),
    /// Many users at once, and an outage of the relayer.
    Load(load::Args),
    /// Every message signed as wallets sign it.
    Wallet(wallet::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let paths = Paths {
        plan: cli.plan,
        artifacts: cli.artifacts,
        endpoints: cli.endpoints.unwrap_or_else(net::endpoints_path),
    };
    let result = match cli.command {
        Command::Distribution(args) => distribution::run(&paths, &args),
        Command::E2e(args) => e2e::run(&paths, &args),
        Command::Gas(args) => gas::run(&paths, &args),
        Command::Keeper(args) => keeper::run(&paths, &args),
        Command::Load(args) => load::run(&paths, &args),
        Command::Wallet(args) => wallet::run(&paths, &args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
