//! How the demo fails.

use std::path::PathBuf;

use thiserror::Error;

use crate::prices::PriceFileError;
use crate::ArgsError;

/// Any failure of the demo.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum DemoError {
    #[error(transparent)]
    Args(#[from] ArgsError),
    #[error(transparent)]
    Prices(#[from] PriceFileError),
    #[error("cannot write {}: {source}", path.display())]
    Output {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("day {day} ({date}): the invariant `{name}` does not hold: {detail}")]
    Invariant {
        name: String,
        /// From 1.
        day: usize,
        date: String,
        detail: String,
    },
    #[error("{0:#}")]
    Run(anyhow::Error),
    #[error("cannot draw the chart `{chart}`: {reason}")]
    Chart { chart: &'static str, reason: String },
    #[error("cannot write the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl DemoError {
    /// Whether flags or input are to blame, and nothing has run.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        matches!(self, Self::Args(_) | Self::Prices(_) | Self::Output { .. })
    }
}
