//! Flags of `qerun airdrop`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Flags of `qerun airdrop`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AirdropArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: AirdropCommand,
}

/// What can be done with a list.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum AirdropCommand {
    /// Make root and proofs from a CSV of addresses and amounts; show what the plan must say
    Tree(TreeArgs),
    /// Show the message by which an address claims
    Proof(ProofArgs),
}

/// Flags of `qerun airdrop tree`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct TreeArgs {
    /// The deployment's plan, TOML: its chain, its name and its supply; it need not have an [airdrop] yet
    #[arg(long, value_name = "FILE")]
    pub plan: PathBuf,
    /// The list: a line `address,amount`, then one for each account, amounts in smallest units
    #[arg(long, value_name = "FILE")]
    pub csv: PathBuf,
    /// Folder for airdrop.json and proofs.jsonl
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Flags of `qerun airdrop proof`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ProofArgs {
    /// Folder to which `qerun airdrop tree` wrote
    #[arg(long, value_name = "DIR", default_value = "airdrop")]
    pub dir: PathBuf,
    /// Whoever claims
    #[arg(long, value_name = "ADDRESS")]
    pub address: String,
}
