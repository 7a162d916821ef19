//! Why `qerun airdrop` ends without an answer.

use std::path::PathBuf;

use cosmwasm_std::Uint128;
use qerun_deployment::PlanError;
use thiserror::Error;

/// Lines that an error lists; more are counted.
const LISTED: usize = 20;

/// Why there is no tree or no proof.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum AirdropError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error("cannot {verb} {}: {source}", path.display())]
    Io {
        verb: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("the list {} is refused: {}", path.display(), list(problems))]
    List {
        path: PathBuf,
        problems: Vec<LineError>,
    },
    /// Of the files that `tree` wrote.
    #[error("{}, line {line}: {reason}", path.display())]
    Json {
        path: PathBuf,
        line: usize,
        reason: String,
    },
    #[error("{address} is not in {}: the list gives it nothing", path.display())]
    NotListed { address: String, path: PathBuf },
    #[error(
        "the proof of {address} does not lead to the root {root}: the files are not of one tree"
    )]
    OtherRoot { address: String, root: String },
}

fn list(problems: &[LineError]) -> String {
    let listed = problems.iter().take(LISTED);
    let mut lines: Vec<String> = listed.map(|one| format!("\n  {one}")).collect();
    if let Some(more) = problems.len().checked_sub(LISTED).filter(|n| *n > 0) {
        lines.push(format!("\n  and {more} more"));
    }
    lines.concat()
}

/// What is wrong with a line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct LineError {
    /// Counted from 1, the header.
    pub line: usize,
    /// Why it is refused.
    pub problem: LineProblem,
}

/// What can be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum LineProblem {
    #[error("is no UTF-8 text")]
    NotText,
    #[error("`{found:.80}` is not the header `address,amount`")]
    Header { found: String },
    #[error("the list has no entries")]
    NoEntries,
    #[error("is the first one above {most} entries")]
    TooMany { most: u32 },
    #[error("is empty")]
    Empty,
    #[error("has {found} fields, not 2")]
    Fields { found: usize },
    #[error("`{address:.80}` is written in capitals: write it as the chain does")]
    Capitals { address: String },
    #[error("`{address:.80}` is no address with the prefix `{prefix}`")]
    Address { address: String, prefix: String },
    #[error("{address} is in line {before} already")]
    Twice { address: String, before: usize },
    #[error("`{amount:.80}` is no whole number of smallest units")]
    Amount { amount: String },
    #[error("the amount is zero")]
    Zero,
    #[error("with this line the sum is above {most}, the community's part of the supply")]
    Sum { most: Uint128 },
}
