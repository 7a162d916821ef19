//! How `qerun simulate` fails.

use std::path::PathBuf;

use qerun_deployment::PlanError;
use qerun_simulate::history::{HistoryError, HistoryFileError};
use qerun_simulate::report::ReportError;
use qerun_simulate::sweep::SweepError;
use qerun_simulate::SimulateError;
use thiserror::Error;

/// Any failure of `qerun simulate`.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum SimulationError {
    #[error("--process {process} also needs {flag}")]
    Needs {
        process: &'static str,
        flag: &'static str,
    },
    #[error("{flag} only together with {with}")]
    OnlyWith {
        flag: &'static str,
        with: &'static str,
    },
    #[error("--tokens names {token} twice")]
    TokenTwice { token: String },
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    History(#[from] HistoryFileError),
    #[error("{}: {source}", path.display())]
    Tokens { path: PathBuf, source: HistoryError },
    #[error(transparent)]
    Sweep(#[from] SweepError),
    #[error(transparent)]
    Scenario(#[from] SimulateError),
    #[error("cannot write {}: {source}", path.display())]
    Output {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("cannot start the threads: {0}")]
    Threads(String),
    #[error(transparent)]
    Report(#[from] ReportError),
}

impl SimulationError {
    /// Whether flags or input are to blame, and nothing has run.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        !matches!(self, Self::Threads(_) | Self::Report(_))
    }
}
