//! The plan of a deployment: a TOML file, typed, checked whole before anything is sent.
//!
//! It speaks as the messages do: times and durations are seconds, amounts are smallest units as text,
//! shares are decimals as text. What is one of our messages' types there is that type here.

mod active;
mod check;
mod decision;
mod file;
mod key_source;
mod nodes;
mod problem;
mod public;
mod words;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use qerun_messages::ibc::denom_of_path;
use thiserror::Error;

pub use self::active::{active_floor, active_stake};
pub use self::decision::{DecisionTime, QUEUE_ALLOWANCE};
pub use self::file::*;
pub use self::key_source::KeySource;
pub use self::nodes::Nodes;
pub use self::problem::{Finding, Problem};
pub use self::words::{shown, HIDDEN};

use crate::dry_run;

/// Why a plan is not used.
#[derive(Debug, Error)]
pub enum PlanError {
    /// It cannot be read.
    #[error("cannot read the plan {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no plan.
    #[error("{}: {reason}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why, without what could be a mnemonic.
        reason: String,
    },
    /// It has words of a key in it.
    #[error(
        "{}: line {line} begins what looks like a mnemonic, so the plan is not read; words belong in a file or an \
         environment variable that it names: {{ file = {{ path = \"..\" }} }} or {{ env = {{ name = \"..\" }} }}",
        path.display()
    )]
    Words {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// It is a plan, but not one to follow.
    #[error("the plan {} is refused: {}", path.display(), list(findings))]
    Refused {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong.
        findings: Vec<Finding>,
    },
}

fn list(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(|f| format!("\n  {f}")).collect();
    lines.concat()
}

/// What toml says, without the line that it would print: words of a key may stand there.
fn reason(text: &str, error: &toml::de::Error) -> String {
    let message = words::redact(&error.message().replace('\n', ", "));
    match error.span() {
        Some(span) => {
            let (line, column) = words::line_and_column(text, span.start);
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
        let text = std::fs::read_to_string(path).map_err(|source| PlanError::Read {
            path: path.to_owned(),
            source,
        })?;
        if let Some(line) = words::mnemonic_at(&text) {
            let path = path.to_owned();
            return Err(PlanError::Words { path, line });
        }
        let mut file: PlanFile = toml::from_str(&text).map_err(|error| PlanError::Parse {
            path: path.to_owned(),
            reason: reason(&text, &error),
        })?;
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

    /// Checks a plan whole.
    ///
    /// # Errors
    /// Every finding.
    pub fn check(file: PlanFile) -> Result<Self, Vec<Finding>> {
        let mut findings = check::findings(&file);
        let plan = Plan(file);
        if plan.is_public() {
            findings.extend(public::findings(&plan));
        }
        // What the contracts themselves say to their first messages; only if those can be written.
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

    /// What the plan would leave with those who sign it.
    #[must_use]
    pub fn left_with(&self, home: &str, dex: &str) -> Vec<Finding> {
        check::deployers(self, home, dex)
    }
}

impl PlanFile {
    /// Whether it is for real money: one of its chains is public.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.chain.home.public || self.chain.dex.public
    }

    /// The stablecoin's bank denom on the DEX chain.
    #[must_use]
    pub fn stable_dex(&self) -> String {
        denom_of_path(&self.assets.stable.path)
    }

    /// ETH's bank denom on the DEX chain.
    #[must_use]
    pub fn eth_dex(&self) -> String {
        denom_of_path(&self.assets.eth.path)
    }

    /// The stablecoin's bank denom on the home chain: the voucher of the route's channel.
    #[must_use]
    pub fn stable_home(&self) -> String {
        self.voucher(&self.assets.stable.path)
    }

    /// ETH's bank denom on the home chain.
    #[must_use]
    pub fn eth_home(&self) -> String {
        self.voucher(&self.assets.eth.path)
    }

    /// The full trace path on the home chain of a coin that has this path on the DEX chain.
    #[must_use]
    pub fn home_path(&self, path: &str) -> String {
        format!("transfer/{}/{path}", self.route.home_channel)
    }

    fn voucher(&self, path: &str) -> String {
        denom_of_path(&self.home_path(path))
    }
}
