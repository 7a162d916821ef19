//! A plan read from its file and checked whole before anything is sent.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::dry_run;
use crate::nodes::Nodes;
use crate::plan::{
    deployers, findings, line_and_column, mnemonic_at, public_findings, redact_message, Finding,
    KeySource, PlanFile,
};

/// Longest plan, bytes.
const LONGEST: u64 = 4 << 20;

/// Why a plan is not used.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum PlanError {
    #[error("cannot read the plan {}: {source}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{}: {reason}", path.display())]
    Parse {
        path: PathBuf,
        /// Values that could be a mnemonic are left out.
        reason: String,
    },
    #[error(
        "{}: line {line} begins what looks like a mnemonic, so the plan is not read; words belong in a file or an \
         environment variable that it names: {{ file = {{ path = \"..\" }} }} or {{ env = {{ name = \"..\" }} }}",
        path.display()
    )]
    Words {
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    #[error("cannot read the logo {}: {source}", path.display())]
    Logo {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("the plan {} is refused: {}", path.display(), list(findings))]
    Refused {
        path: PathBuf,
        findings: Vec<Finding>,
    },
}

fn list(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(|f| format!("\n  {f}")).collect();
    lines.concat()
}

/// The message of toml without the quoted line, which may contain a mnemonic.
fn reason(text: &str, error: &toml::de::Error) -> String {
    let message = redact_message(&error.message().replace('\n', ", "));
    match error.span() {
        Some(span) => {
            let (line, column) = line_and_column(text, span.start);
            format!("line {line}, column {column}: {message}")
        }
        None => message,
    }
}

/// A plan that has passed every check.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan(PlanFile);

impl Deref for Plan {
    type Target = PlanFile;
    fn deref(&self) -> &PlanFile {
        &self.0
    }
}

impl Plan {
    /// Reads and checks a plan. Paths of key files are relative to it.
    ///
    /// # Errors
    /// [`PlanError`], with every finding at once.
    pub fn load(path: &Path) -> Result<Self, PlanError> {
        Self::load_with(path, &Nodes::default())
    }

    /// The same, with other nodes than the file names.
    ///
    /// # Errors
    /// [`PlanError`], with every finding at once.
    pub fn load_with(path: &Path, nodes: &Nodes) -> Result<Self, PlanError> {
        let mut file = Self::read(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for key in [&mut file.key.home, &mut file.key.dex] {
            if let KeySource::File { path, .. } = key {
                *path = folder.join(&*path);
            }
        }
        nodes.replace(&mut file);
        Self::check(file).map_err(|findings| PlanError::Refused {
            path: path.to_owned(),
            findings: findings.into_iter().map(|f| nodes.name(f)).collect(),
        })
    }

    /// Reads a plan and the logos that it names without checking it, as one that is still being written.
    ///
    /// # Errors
    /// [`PlanError`], but for findings.
    pub fn read(path: &Path) -> Result<PlanFile, PlanError> {
        let text =
            qerun_files::read_to_string(path, LONGEST).map_err(|source| PlanError::Read {
                path: path.to_owned(),
                source,
            })?;
        if let Some(line) = mnemonic_at(&text) {
            let path = path.to_owned();
            return Err(PlanError::Words { path, line });
        }
        let mut file = PlanFile::from_toml(&text).map_err(|error| PlanError::Parse {
            path: path.to_owned(),
            reason: reason(&text, &error),
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let unread = |(path, source)| PlanError::Logo { path, source };
        file.read_logos(folder).map_err(unread)?;
        Ok(file)
    }

    /// Checks a plan whole.
    ///
    /// # Errors
    /// Every finding.
    pub fn check(file: PlanFile) -> Result<Self, Vec<Finding>> {
        let mut findings = findings(&file);
        let plan = Plan(file);
        if plan.is_public() {
            findings.extend(public_findings(&plan));
        }
        // The contracts are asked last: a plan with other errors may not give messages that can be written.
        if findings.is_empty() {
            findings.extend(dry_run::findings(&plan));
        }
        if findings.is_empty() {
            return Ok(plan);
        }
        let redacted = |finding: Finding| Finding {
            problem: finding.problem.redacted(),
            ..finding
        };
        Err(findings.into_iter().map(redacted).collect())
    }

    /// Where the plan gives a role or QER to one of its deployers.
    #[must_use]
    pub fn left_with(&self, home: &str, dex: &str) -> Vec<Finding> {
        deployers(self, home, dex)
    }
}
