//! Why a deployment stops.

use std::path::PathBuf;

use thiserror::Error;

use super::{Side, Step};
use qerun_chain::{ChainError, KeyError};
use qerun_deployment::address::AddressError;
use qerun_deployment::plan::Finding;
use qerun_deployment::PlanError;

/// Differences that an error lists; more are counted.
const LISTED: usize = 12;

/// A field of a message that has two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The step or contract, and the path of the field in its message.
    pub field: String,
    /// The earlier plan's value or the chain's, JSON.
    pub found: String,
    /// The plan's value, JSON.
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
#[allow(missing_docs)] // the messages say it
pub enum ArtifactError {
    #[error("cannot read {} (scripts/build-wasm all writes it): {source}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}: `{line}` is no checksum and file", path.display())]
    Line { path: PathBuf, line: String },
    #[error("{} has no {name}.wasm (scripts/build-wasm all builds it)", folder.display())]
    Unlisted { folder: PathBuf, name: String },
    #[error("{} is {found}, the list says {wanted}", path.display())]
    Changed {
        path: PathBuf,
        found: String,
        wanted: String,
    },
}

/// A state file that cannot be used.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum StateError {
    #[error("cannot {verb} the state {}: {source}", path.display())]
    Io {
        verb: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is no state of a deployment: {source}", path.display())]
    Json {
        path: PathBuf,
        source: serde_json::Error,
    },
    #[error("the state is of {what} {found}, this is {wanted}; name another one with --state")]
    Other {
        what: &'static str,
        found: String,
        wanted: String,
    },
    /// The plan was edited since, so that something else would be sent.
    #[error(
        "the plan has changed since this deployment began (it was {found:.12}, now {wanted:.12}): {}. Continue with the \
         original plan, or name another state with --state; what is on the chains is compared with the plan either way",
        list(differences, "when it began", "now")
    )]
    Plan {
        found: String,
        wanted: String,
        differences: Vec<Difference>,
    },
    #[error(
        "the state remembers {what} as {found}, the chain says {wanted}: the file was changed or is another deployment's; \
         delete it, and everything is found again"
    )]
    Tampered {
        what: String,
        found: String,
        wanted: String,
    },
    #[error("the state remembers {what}, which {chain} does not have: was the chain reset? Name another state with --state, or delete it")]
    Gone { what: String, chain: String },
}

/// Why a deployment stopped.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum DeployError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The plan gives the deployer something.
    #[error("the plan is refused: {}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    LeftWithDeployer { findings: Vec<Finding> },
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error("{step}: {source}")]
    Step { step: Step, source: ChainError },
    /// A transaction was not sent or failed; `steps` are what it was to do.
    #[error("{steps}: {source}")]
    Sending { steps: String, source: ChainError },
    /// A step was sent and its effect is not there.
    #[error("{step}: the transaction went well, but what it should have made is not there")]
    NotThere { step: Step },
    /// The predicted address is taken.
    #[error("{step}: at {address} is a contract whose {what} is {found}, not {wanted}")]
    OtherContract {
        step: Step,
        address: String,
        what: &'static str,
        found: String,
        wanted: String,
    },
    #[error(
        "the contracts on the chain are another plan's: {}. Go on with that plan, or give this one another name",
        list(differences, "on the chain", "in the plan")
    )]
    OtherPlan { differences: Vec<Difference> },
    #[error("the channel {channel} of the {side} chain {reason}")]
    Channel {
        side: Side,
        channel: String,
        reason: String,
    },
    #[error("{step}: {source}")]
    Json {
        step: Step,
        source: cosmwasm_std::StdError,
    },
}
