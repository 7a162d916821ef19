//! What can go wrong with a node, told apart by what helps.
//!
//! [`qerun_chain::ChainError`] is what the client says. It names whole addresses, and the paths of many hold keys; it cannot
//! be cloned or compared either. `LiveNode` turns one into the other, and nothing else in this crate sees it.

use thiserror::Error;

/// Why a node did not do what was asked. A node is named by host and port alone.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum NodeError {
    #[error("{node} does not answer: {reason}")]
    Unreachable { node: String, reason: String },
    #[error("{node} answers what cannot be read: {reason}")]
    Unreadable { node: String, reason: String },
    #[error("{node} is a node of {found}, not of {wanted}")]
    WrongChain {
        node: String,
        found: String,
        wanted: String,
    },
    #[error("{node} is behind: its block {height} is {age} s old")]
    Behind { node: String, height: u64, age: u64 },
    #[error("{node} is catching up, at block {height}")]
    CatchingUp { node: String, height: u64 },
    #[error(
        "{node} is ahead: its block {height} is of {ahead} s from now by this machine's clock"
    )]
    Ahead {
        node: String,
        height: u64,
        ahead: u64,
    },
    #[error("{node} tells of a block {height}, beyond what a transaction can name")]
    Height { node: String, height: u64 },
    /// It took a transaction of which no block knows, while there were blocks.
    #[error("{node} took a transaction that came into no block")]
    TookNothing { node: String },
    #[error("the mempool of {node} is full")]
    MempoolFull { node: String },
    /// A contract or module of the chain refuses the question.
    #[error("the chain does not answer: {log}")]
    Query { log: String },
    #[error("the chain would refuse it: {log}")]
    Simulation { log: String },
    #[error("the account's sequence has moved: {log}")]
    Sequence { log: String },
    #[error("refused with {codespace} {code}: {log}")]
    Refused {
        codespace: String,
        code: u32,
        log: String,
    },
    /// It is in a block, and has changed nothing but the fee.
    #[error("transaction {hash} failed with {codespace} {code}: {log}")]
    Failed {
        hash: String,
        codespace: String,
        code: u32,
        log: String,
    },
    #[error("{address} has never received a coin on {chain_id}")]
    NoAccount { address: String, chain_id: String },
    #[error("cannot build the transaction: {reason}")]
    Build { reason: String },
    #[error("{contract} answers in an unexpected shape: {reason}")]
    Shape { contract: String, reason: String },
}

impl NodeError {
    /// Whether another node may do better.
    #[must_use]
    pub fn is_the_nodes(&self) -> bool {
        matches!(
            self,
            NodeError::Unreachable { .. }
                | NodeError::Unreadable { .. }
                | NodeError::WrongChain { .. }
                | NodeError::Behind { .. }
                | NodeError::CatchingUp { .. }
                | NodeError::Ahead { .. }
                | NodeError::Height { .. }
                | NodeError::TookNothing { .. }
                | NodeError::MempoolFull { .. }
        )
    }

    /// Its name in metrics.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            NodeError::Unreachable { .. } => "unreachable",
            NodeError::Unreadable { .. } => "unreadable",
            NodeError::WrongChain { .. } => "wrong_chain",
            NodeError::Behind { .. } => "behind",
            NodeError::CatchingUp { .. } => "catching_up",
            NodeError::Ahead { .. } => "ahead",
            NodeError::Height { .. } => "height",
            NodeError::TookNothing { .. } => "took_nothing",
            NodeError::MempoolFull { .. } => "mempool_full",
            NodeError::Query { .. } => "query",
            NodeError::Simulation { .. } => "simulation",
            NodeError::Sequence { .. } => "sequence",
            NodeError::Refused { .. } => "refused",
            NodeError::Failed { .. } => "failed",
            NodeError::NoAccount { .. } => "no_account",
            NodeError::Build { .. } => "build",
            NodeError::Shape { .. } => "shape",
        }
    }
}
