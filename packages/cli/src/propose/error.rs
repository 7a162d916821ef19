//! How a proposal is not made.

use std::path::PathBuf;

use thiserror::Error;

use crate::deploy::StateError;
use qerun_chain::ChainError;
use qerun_deployment::PlanError;

/// Why there is no proposal.
#[derive(Debug, Error)]
pub enum ProposeError {
    /// The plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The state file.
    #[error(transparent)]
    State(#[from] StateError),
    /// The state does not say where everything is.
    #[error("{} does not know where {name} is; deploy first, or name another state with --state", path.display())]
    NotDeployed {
        /// The state file.
        path: PathBuf,
        /// The contract.
        name: &'static str,
    },
    /// A message without its contract, or without itself.
    #[error("--message {given}: write CONTRACT=JSON or CONTRACT=@FILE")]
    Shape {
        /// What was given.
        given: String,
    },
    /// A contract that is none.
    #[error(
        "--message {given}: `{name}` is none of token, voting, timelock, oracle, market and reserve, and no address \
         that begins with {prefix}1"
    )]
    Contract {
        /// The message's name in other errors.
        given: String,
        /// What was given.
        name: String,
        /// The chain's prefix.
        prefix: String,
    },
    /// Coins that are none.
    #[error("--message {given}: `{coin}` is no coin; write an amount in smallest units and stable, eth or a denom")]
    Coin {
        /// The message's name in other errors.
        given: String,
        /// What was given.
        coin: String,
    },
    /// A file with a message.
    #[error("--message {given}: cannot read {}: {source}", path.display())]
    File {
        /// The message's name in other errors.
        given: String,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The contract does not know such a message.
    #[error("--message {given}: {reason}")]
    Message {
        /// The message's name in other errors.
        given: String,
        /// Why.
        reason: String,
    },
    /// The timelock would not take the operation.
    #[error("the timelock would refuse it: {reason}")]
    Refused {
        /// Its words.
        reason: String,
    },
    /// The proposal module would not take the proposal.
    #[error("the proposal has {size} bytes, the DAO takes {most}: shorten it, or make two of it")]
    TooLarge {
        /// As JSON.
        size: usize,
        /// The proposal module's limit, less what it adds.
        most: usize,
    },
    /// A text is missing.
    #[error("{flag} is empty")]
    Empty {
        /// Which.
        flag: &'static str,
    },
    /// The timelock takes nothing that may be queued so late.
    #[error("--allowance {allowance}: with the vote it is {ahead} s ahead, the timelock takes {most} s at most")]
    TooFar {
        /// As given.
        allowance: u64,
        /// The vote and the allowance, seconds.
        ahead: u64,
        /// The timelock's bound.
        most: u64,
    },
    /// The page's address is none.
    #[error("--page {page}: an address begins with https:// or http://")]
    Page {
        /// As given.
        page: String,
    },
    /// The chain.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The timelock on the chain is another DAO's.
    #[error("the timelock {timelock} belongs to the DAO {found}, the state says {wanted}")]
    OtherDao {
        /// The timelock.
        timelock: String,
        /// Its DAO.
        found: String,
        /// The state's.
        wanted: String,
    },
    /// JSON that cannot be written.
    #[error("cannot write the message: {0}")]
    Json(#[from] cosmwasm_std::StdError),
}
