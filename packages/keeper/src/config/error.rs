//! Why a configuration is not used.

use std::path::PathBuf;

use qerun_chain::KeyError;
use thiserror::Error;

use super::Problem;

/// Why a configuration is not used.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ConfigError {
    #[error("cannot read the configuration {}: {source}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Values that could be a mnemonic are left out.
    #[error("{}: {reason}", path.display())]
    Parse { path: PathBuf, reason: String },
    #[error(
        "{}: line {line} begins what looks like a mnemonic, so the configuration is not read; words belong in a file or \
         an environment variable that it names",
        path.display()
    )]
    Words { path: PathBuf, line: usize },
    #[error("the configuration {} is refused: {}", path.display(), list(problems))]
    Refused {
        path: PathBuf,
        problems: Vec<Problem>,
    },
    #[error("cannot look at {}: {source}", path.display())]
    KeyFile {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is no file", path.display())]
    NoFile { path: PathBuf },
    #[error(
        "{} has the mode {mode:o}: others than its owner may use it; chmod 600 it",
        path.display()
    )]
    ReadableByOthers { path: PathBuf, mode: u32 },
    #[error("the value of a header cannot be read from {origin}: {reason}")]
    Header { origin: String, reason: String },
    #[error(transparent)]
    Key(#[from] KeyError),
}

fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|p| format!("\n  {p}")).collect();
    lines.concat()
}
