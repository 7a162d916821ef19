//! What can go wrong between us and a chain.

use std::path::PathBuf;

use thiserror::Error;

/// A question that was not answered, or a transaction that did not go through.
#[derive(Debug, Error)]
pub enum ChainError {
    /// The node does not answer.
    #[error("{url} does not answer: {reason}")]
    Unreachable {
        /// The node.
        url: String,
        /// Why.
        reason: String,
    },
    /// The node answers something that cannot be read.
    #[error("{url} answers to {method} what cannot be read: {reason}")]
    Unreadable {
        /// The node.
        url: String,
        /// What was asked.
        method: String,
        /// Why.
        reason: String,
    },
    /// The node refuses a question.
    #[error("{path}: {log}")]
    Query {
        /// What was asked.
        path: String,
        /// The chain's code.
        code: u32,
        /// The chain's words.
        log: String,
    },
    /// A contract answers in another shape, or a message cannot be written.
    #[error("{contract} answers in an unexpected shape: {source}")]
    Json {
        /// The contract.
        contract: String,
        /// Why.
        source: cosmwasm_std::StdError,
    },
    /// The node is of another chain than the plan says.
    #[error("{url} is a node of {found}, the plan says {wanted}")]
    WrongChain {
        /// The node.
        url: String,
        /// Its chain.
        found: String,
        /// The plan's.
        wanted: String,
    },
    /// The simulation failed: the message would fail on the chain.
    #[error("the chain would refuse it: {log}")]
    Simulation {
        /// The chain's words.
        log: String,
    },
    /// Another transaction of the signer came between.
    #[error("the account's sequence has moved: {log}")]
    Sequence {
        /// The chain's words.
        log: String,
    },
    /// The node did not take the transaction.
    #[error("refused with {codespace} {code}: {log}")]
    Refused {
        /// Whose code.
        codespace: String,
        /// The code.
        code: u32,
        /// The chain's words.
        log: String,
    },
    /// The transaction is in a block and failed.
    #[error("transaction {hash} failed with {codespace} {code}: {log}")]
    Failed {
        /// The transaction.
        hash: String,
        /// Whose code.
        codespace: String,
        /// The code.
        code: u32,
        /// The chain's words.
        log: String,
    },
    /// The transaction was not seen in a block.
    #[error(
        "transaction {hash} is in no block after {seconds} s; run again to see what became of it"
    )]
    Timeout {
        /// The transaction.
        hash: String,
        /// How long we waited.
        seconds: u64,
    },
    /// The account does not exist: it never received a coin.
    #[error("{address} has never received a coin on this chain")]
    NoAccount {
        /// The account.
        address: String,
    },
    /// The account is one for which there is no key.
    #[error("{address} is {what}: nobody has a key for it")]
    Keyless {
        /// The account.
        address: String,
        /// What it is.
        what: &'static str,
    },
    /// The account is of a type that cannot be read.
    #[error("{address} has an account of a type in which no base account of it is found: {kind}")]
    UnknownAccount {
        /// The account.
        address: String,
        /// Its type.
        kind: String,
    },
    /// The chain was opened for reading only.
    #[error("no key to sign with")]
    NoKey,
    /// The transaction could not be built or signed.
    #[error("cannot build the transaction: {reason}")]
    Build {
        /// Why.
        reason: String,
    },
    /// The fee does not fit into 128 bits.
    #[error("gas {gas} with a margin of {margin} at {price} is more than can be counted")]
    Fee {
        /// Gas.
        gas: u64,
        /// The margin.
        margin: String,
        /// Price of a unit.
        price: String,
    },
}

/// A mnemonic that cannot be had.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("cannot read the key file {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file has no such line.
    #[error("{} has no line `{name}: <words>`", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// The environment variable is not set.
    #[error("the environment variable {name} is not set")]
    Env {
        /// Its name.
        name: String,
    },
    /// The words are no mnemonic. They are not repeated here.
    #[error("{origin} holds no mnemonic of 24 English words")]
    Words {
        /// Where they came from.
        origin: String,
    },
    /// The key cannot be derived.
    #[error("no key can be derived from {origin}")]
    Derive {
        /// Where the words came from.
        origin: String,
    },
}
