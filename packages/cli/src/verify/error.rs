//! How an audit or a glance ends without an answer.

use std::path::PathBuf;

use thiserror::Error;

use super::Role;
use crate::deploy::{ArtifactError, StateError};
use qerun_chain::ChainError;
use qerun_deployment::PlanError;

/// Why there is no clean audit.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// The plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The list of checksums.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    /// The state file.
    #[error(transparent)]
    State(#[from] StateError),
    /// A chain.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Nobody says where the timelock is.
    #[error("{} knows no timelock; deploy first, or name it with --root", path.display())]
    NoRoot {
        /// The state file.
        path: PathBuf,
    },
    /// A contract that should be there is not.
    #[error("no {role} is to be found from the timelock {root}")]
    Missing {
        /// Which.
        role: Role,
        /// The timelock.
        root: String,
    },
    /// Something is wrong with the deployment.
    #[error("the deployment has {findings} failed checks")]
    Failed {
        /// How many.
        findings: usize,
    },
}
