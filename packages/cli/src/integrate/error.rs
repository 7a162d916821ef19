//! Why `qerun integrate` writes nothing.

use std::path::PathBuf;

use qerun_deployment::PlanError;
use thiserror::Error;

use crate::deploy::StateError;

/// Why there are no files for integrators.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum IntegrateError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error("there is no state {}: `qerun deploy` writes it; name another one with --state", path.display())]
    NoState { path: PathBuf },
    #[error("{} is of an unfinished deployment: let `qerun deploy` finish it", path.display())]
    Unfinished { path: PathBuf },
    #[error("{} is of {what} {found}, the plan says {wanted}", path.display())]
    OtherDeployment {
        path: PathBuf,
        what: &'static str,
        found: String,
        wanted: String,
    },
    #[error("the plan does not say what wallets need: {}", list(missing))]
    Missing { missing: Vec<Missing> },
    #[error("cannot write {}: {source}", path.display())]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
}

/// A field that the plan leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field} is missing: {why}")]
pub struct Missing {
    /// As the plan names it.
    pub field: String,
    /// Who needs it.
    pub why: &'static str,
}

fn list(missing: &[Missing]) -> String {
    let lines: Vec<String> = missing.iter().map(|one| format!("\n  {one}")).collect();
    lines.concat()
}
