//! How the demo fails.

use std::path::PathBuf;

use thiserror::Error;

use crate::prices::PriceFileError;
use crate::ArgsError;

/// Any failure of the demo.
#[derive(Debug, Error)]
pub enum DemoError {
    /// Flags that do not go together.
    #[error(transparent)]
    Args(#[from] ArgsError),
    /// The price file.
    #[error(transparent)]
    Prices(#[from] PriceFileError),
    /// The output folder or a file in it cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Output {
        /// What was to be written.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// An invariant of the design does not hold.
    #[error("day {day} ({date}): the invariant `{name}` does not hold: {detail}")]
    Invariant {
        /// Its name.
        name: String,
        /// Day of the run, from 1.
        day: usize,
        /// The same day as a date.
        date: String,
        /// Both sides of what should be equal or ordered.
        detail: String,
    },
    /// The run could not go on.
    #[error("{0:#}")]
    Run(anyhow::Error),
    /// The report could not be drawn.
    #[error("cannot draw the chart `{chart}`: {reason}")]
    Chart {
        /// Which one.
        chart: &'static str,
        /// The backend's words.
        reason: String,
    },
    /// The report could not be written as JSON.
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
