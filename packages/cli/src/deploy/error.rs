//! How a deployment stops.

use std::path::PathBuf;

use thiserror::Error;

use super::{Side, Step};
use crate::chain::{ChainError, KeyError};
use crate::plan::{Finding, PlanError};

/// Wasm that cannot be had.
#[derive(Debug, Error)]
pub enum ArtifactError {
    /// A file cannot be read.
    #[error("cannot read {} (scripts/build-wasm all writes it): {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line of the list is none of sha256sum's.
    #[error("{}: `{line}` is no checksum and file", path.display())]
    Line {
        /// The list.
        path: PathBuf,
        /// The line.
        line: String,
    },
    /// A contract is not in the list.
    #[error("{} has no {name}.wasm (scripts/build-wasm all builds it)", folder.display())]
    Unlisted {
        /// The folder.
        folder: PathBuf,
        /// The contract.
        name: String,
    },
    /// A file is not the listed one.
    #[error("{} is {found}, the list says {wanted}", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
        /// Its checksum.
        found: String,
        /// The list's.
        wanted: String,
    },
}

/// A state file that cannot be used.
#[derive(Debug, Error)]
pub enum StateError {
    /// It cannot be read or written.
    #[error("cannot {verb} the state {}: {source}", path.display())]
    Io {
        /// What was tried.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no state.
    #[error("{} is no state of a deployment: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// It is of another deployment.
    #[error("the state is of {what} {found}, this is {wanted}; name another one with --state")]
    Other {
        /// What differs.
        what: &'static str,
        /// The state's.
        found: String,
        /// This run's.
        wanted: String,
    },
    /// It remembers something that the chain does not have.
    #[error("the state remembers {what}, which {chain} does not have: was the chain reset? Name another state with --state, or delete it")]
    Gone {
        /// What.
        what: String,
        /// The chain.
        chain: String,
    },
}

/// Why a deployment stopped.
#[derive(Debug, Error)]
pub enum DeployError {
    /// The plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The plan gives the deployer something.
    #[error("the plan is refused: {}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    LeftWithDeployer {
        /// What.
        findings: Vec<Finding>,
    },
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The wasm.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    /// The state file.
    #[error(transparent)]
    State(#[from] StateError),
    /// A chain, outside of a step.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// A step.
    #[error("{step}: {source}")]
    Step {
        /// Which.
        step: Step,
        /// Why.
        source: ChainError,
    },
    /// A step was sent and its effect is not there.
    #[error("{step}: the transaction went well, but what it should have made is not there")]
    NotThere {
        /// Which.
        step: Step,
    },
    /// A contract is at the address that is ours, and is another one.
    #[error("{step}: at {address} is a contract whose {what} is {found}, not {wanted}")]
    Alien {
        /// Which.
        step: Step,
        /// Where.
        address: String,
        /// What differs.
        what: &'static str,
        /// The chain's.
        found: String,
        /// Ours.
        wanted: String,
    },
    /// The channel of the plan cannot be used.
    #[error("the channel {channel} of the {side} chain {reason}")]
    Channel {
        /// Which chain.
        side: Side,
        /// The channel.
        channel: String,
        /// Why.
        reason: String,
    },
    /// A message could not be written as JSON.
    #[error("{step}: {source}")]
    Json {
        /// Which.
        step: Step,
        /// Why.
        source: cosmwasm_std::StdError,
    },
}
