//! Why a report cannot be written.

use std::path::PathBuf;

use thiserror::Error;

/// Any failure of a report.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ReportError {
    #[error("cannot draw the chart `{chart}`: {reason}")]
    Chart { chart: String, reason: String },
    #[error("cannot write the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("cannot write {}: {source}", path.display())]
    Output {
        path: PathBuf,
        source: std::io::Error,
    },
}
