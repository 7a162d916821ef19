//! What can go wrong with a node or a key.

use std::path::PathBuf;

use thiserror::Error;

/// Why a question was not answered or a transaction did not succeed.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum ChainError {
    #[error("{url} does not answer: {reason}")]
    Unreachable { url: String, reason: String },
    #[error("{url} answers to {method} what cannot be read: {reason}")]
    Unreadable {
        url: String,
        method: String,
        reason: String,
    },
    #[error("{path}: {log}")]
    Query {
        path: String,
        code: u32,
        log: String,
    },
    /// A contract answers in another shape, or a message cannot be written.
    #[error("{contract} answers in an unexpected shape: {source}")]
    Json {
        contract: String,
        source: cosmwasm_std::StdError,
    },
    #[error("{url} is a node of {found}, the plan says {wanted}")]
    WrongChain {
        url: String,
        found: String,
        wanted: String,
    },
    /// The simulation failed: the message would fail on the chain.
    #[error("the chain would refuse it: {log}")]
    Simulation { log: String },
    /// Another transaction of the signer came between, so this one was not sent.
    #[error("the account's sequence has moved: {log}")]
    Sequence { log: String },
    #[error("refused with {codespace} {code}: {log}")]
    Refused {
        codespace: String,
        code: u32,
        log: String,
    },
    #[error("transaction {hash} failed with {codespace} {code}: {log}")]
    Failed {
        hash: String,
        codespace: String,
        code: u32,
        log: String,
    },
    /// The transaction was not seen in a block.
    #[error(
        "transaction {hash} is in no block after {seconds} s; run again to see what became of it"
    )]
    Timeout { hash: String, seconds: u64 },
    #[error("{address} has never received a coin on this chain")]
    NoAccount { address: String },
    #[error("{address} is {what}: nobody has a key for it")]
    Keyless { address: String, what: &'static str },
    #[error("{address} has an account of a type in which no base account of it is found: {kind}")]
    UnknownAccount { address: String, kind: String },
    #[error("no key to sign with")]
    NoKey,
    #[error("cannot build the transaction: {reason}")]
    Build { reason: String },
    #[error("gas {gas} with a margin of {margin} at {price} is more than can be counted")]
    Fee {
        gas: u64,
        margin: String,
        price: String,
    },
}

/// A mnemonic that cannot be had.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum KeyError {
    #[error("cannot read the key file {}: {source}", path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} has no line `{name}: <words>`", path.display())]
    Line { path: PathBuf, name: String },
    #[error("the environment variable {name} is not set")]
    Env { name: String },
    /// The words are not repeated in the message.
    #[error("{origin} holds no mnemonic of 24 English words")]
    Words { origin: String },
    #[error("no key can be derived from {origin}")]
    Derive { origin: String },
}
