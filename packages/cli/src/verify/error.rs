//! Why `verify` or `status` ends without an answer.

use std::path::PathBuf;

use thiserror::Error;

use super::Role;
use crate::deploy::{ArtifactError, StateError};
use qerun_chain::ChainError;
use qerun_deployment::PlanError;

/// Why there is no clean audit.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum VerifyError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error("{} knows no timelock; deploy first, or name it with --root", path.display())]
    NoRoot { path: PathBuf },
    #[error("no {role} is to be found from the timelock {root}")]
    Missing { role: Role, root: String },
    #[error("the deployment has {findings} failed checks")]
    Failed { findings: usize },
}
