//! Why there is no picture.

use std::path::PathBuf;

use qerun_deployment::PlanError;
use thiserror::Error;

/// Why there is no picture.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ChartEmissionError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error("cannot draw: {reason}")]
    Draw { reason: String },
    #[error("cannot write {}: {source}", path.display())]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
}
