//! The library behind the `qerun` program, so that tests can reach its parts.
//!
//! `deploy` carries out a plan, `verify` audits the result, `status` shows it, `propose` makes proposals, `airdrop` the tree
//! of an airdrop, `integrate` writes what wallets and pages need, `chart_emission` draws when the
//! supply comes out, `keeper` runs the keeper of qerun-keeper, `simulate` runs crashes. `args` and `error` are the command line.
//! The plan is in qerun-deployment, the client of the
//! chains in qerun-chain, the demo in qerun-demo.

pub mod airdrop;
pub mod args;
pub mod chart_emission;
pub mod deploy;
mod deployment_args;
pub mod error;
pub mod integrate;
pub mod keeper;
pub mod propose;
pub mod simulate;
pub mod status;
pub mod verify;

pub use self::deployment_args::{DeploymentArgs, NodeArgs};
