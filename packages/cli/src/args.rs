//! The command line.

use clap::{Parser, Subcommand};
#[cfg(feature = "demo")]
use qerun_demo::DemoArgs;

use crate::airdrop::AirdropArgs;
use crate::chart_emission::ChartEmissionArgs;
use crate::deploy::DeployArgs;
use crate::integrate::IntegrateArgs;
use crate::keeper::KeeperArgs;
use crate::propose::ProposeArgs;
use crate::simulate::SimulateArgs;
use crate::status::StatusArgs;
use crate::verify::VerifyArgs;

/// Borrow against a governance token; build an ETH reserve with half of what is borrowed.
#[derive(Debug, Parser)]
#[command(name = "qerun", version, about, long_about = None)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[cfg(feature = "demo")]
    /// Run the whole protocol in one process through a quarter of daily prices, then report.
    Demo(DemoArgs),
    /// Put everything on two chains, as a plan says; go on where an earlier run stopped.
    Deploy(DeployArgs),
    /// Audit a deployment from the chains alone.
    Verify(VerifyArgs),
    /// Show the protocol at a glance.
    Status(StatusArgs),
    /// Make a proposal that the timelock carries out, with class, delay and bond; sign and send nothing.
    Propose(ProposeArgs),
    /// Keep a deployment healthy: feed prices, liquidate, hand over, collect, execute; until it is stopped.
    Keeper(KeeperArgs),
    /// Make the tree of an airdrop from a list, and the message by which an address claims.
    Airdrop(AirdropArgs),
    /// Write what wallets, lists of assets and web pages need of a deployment.
    Integrate(IntegrateArgs),
    /// Draw when the supply of a plan comes out, and show it year by year.
    ChartEmission(ChartEmissionArgs),
    /// Simulate crashes: what they cost, and whom; with --sweep, what safety costs.
    Simulate(Box<SimulateArgs>),
}
