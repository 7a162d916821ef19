//! Why a proposal is not made.

use std::path::PathBuf;

use thiserror::Error;

use crate::deploy::StateError;
use qerun_chain::ChainError;
use qerun_deployment::PlanError;

/// Why there is no proposal.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ProposeError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error("{} does not know where {name} is; deploy first, or name another state with --state", path.display())]
    NotDeployed { path: PathBuf, name: &'static str },
    #[error("--message {given}: write CONTRACT=JSON or CONTRACT=@FILE")]
    Shape { given: String },
    #[error(
        "--message {given}: `{name}` is none of this deployment's contracts ({names}), and no address that begins with \
         {prefix}1"
    )]
    Contract {
        given: String,
        name: String,
        names: String,
        prefix: String,
    },
    #[error("--message {given}: `{coin}` is no coin; write an amount in smallest units and stable, eth or a denom")]
    Coin { given: String, coin: String },
    #[error("--message {given}: cannot read {}: {source}", path.display())]
    File {
        given: String,
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("--message {given}: {reason}")]
    Message { given: String, reason: String },
    #[error("the timelock would refuse it: {reason}")]
    Refused { reason: String },
    #[error("the proposal has {size} bytes, the DAO takes {most}: shorten it, or make two of it")]
    TooLarge { size: usize, most: usize },
    #[error("{flag} is empty")]
    Empty { flag: &'static str },
    #[error("--allowance {allowance}: with the vote it is {ahead} s ahead, the timelock takes {most} s at most")]
    TooFar {
        allowance: u64,
        ahead: u64,
        most: u64,
    },
    #[error("--page {page}: an address begins with https:// or http://")]
    Page { page: String },
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error("the timelock {timelock} belongs to the DAO {found}, the state says {wanted}")]
    OtherDao {
        timelock: String,
        found: String,
        wanted: String,
    },
    #[error("cannot write the message: {0}")]
    Json(#[from] cosmwasm_std::StdError),
}
