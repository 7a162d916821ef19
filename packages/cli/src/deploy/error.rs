//! How a deployment stops.

use std::path::PathBuf;

use thiserror::Error;

use super::{Side, Step};
use qerun_chain::{ChainError, KeyError};
use qerun_deployment::address::AddressError;
use qerun_deployment::plan::Finding;
use qerun_deployment::PlanError;

/// Differences that an error lists; more are counted.
const LISTED: usize = 12;

/// A field of a message of which there are two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Step or contract, and the field of its message.
    pub field: String,
    /// What was or stands, JSON.
    pub found: String,
    /// What the plan says, JSON.
    pub wanted: String,
}

fn list(differences: &[Difference], there: &str, here: &str) -> String {
    let line = |one: &Difference| {
        let Difference {
            field,
            found,
            wanted,
        } = one;
        format!("{field} is {found} {there}, {wanted} {here}")
    };
    let mut lines: Vec<String> = differences.iter().take(LISTED).map(line).collect();
    if let Some(more) = differences.len().checked_sub(LISTED).filter(|n| *n > 0) {
        lines.push(format!("and {more} more"));
    }
    lines.join("; ")
}

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
    /// The plan was edited since, so that something else would be sent.
    #[error(
        "the plan is another one than when this deployment began ({found:.12}, now {wanted:.12}): {}. Go on with the plan \
         as it was, or name another state with --state: what stands on the chains is compared all the same",
        list(differences, "when it began", "now")
    )]
    Plan {
        /// The state's hash.
        found: String,
        /// This plan's.
        wanted: String,
        /// Where.
        differences: Vec<Difference>,
    },
    /// It remembers something that the chain has otherwise.
    #[error(
        "the state remembers {what} as {found}, the chain says {wanted}: the file was changed or is another deployment's; \
         delete it, and everything is found again"
    )]
    Tampered {
        /// What.
        what: String,
        /// The state's.
        found: String,
        /// The chain's.
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
    /// An address cannot be told beforehand.
    #[error(transparent)]
    Address(#[from] AddressError),
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
    /// What stands was made with other messages than the plan's.
    #[error(
        "what stands is another plan's: {}. Go on with that plan, or give this one another name",
        list(differences, "on the chain", "in the plan")
    )]
    OtherPlan {
        /// Where.
        differences: Vec<Difference>,
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
