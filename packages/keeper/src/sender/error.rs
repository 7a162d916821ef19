//! Why a transaction did nothing.

use thiserror::Error;

use crate::node::NodeError;

/// Why a transaction did nothing, as far as is known.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum SendError {
    #[error(transparent)]
    Node(#[from] NodeError),
    /// Somebody else did it first, or the price moved: it was not sent, or cost its gas and no more.
    #[error("somebody was faster: {log}")]
    Lost {
        log: String,
        /// The hash, if it is in a block and cost its gas.
        paid: Option<String>,
    },
    #[error("it would take {gas} gas, the most is {max_gas}")]
    TooMuchGas { gas: u64, max_gas: u64 },
    #[error("transaction {hash} ran out of its {gas} gas")]
    OutOfGas { hash: String, gas: u64 },
    /// It can never run any more.
    #[error("transaction {hash} was in no block up to {until}")]
    Expired { hash: String, until: u64 },
    #[error("what became of transaction {hash} was not told within {seconds} s")]
    Unknown { hash: String, seconds: u64 },
    #[error("the program ends")]
    Stopped,
    /// What became of it is not known.
    #[error("the program has an error: the sender has not answered")]
    Broken,
}

impl SendError {
    /// Whether a contract or the chain has refused it, before or in the block, though nobody was faster.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            SendError::Node(NodeError::Simulation { .. } | NodeError::Failed { .. })
        )
    }

    /// Its name in metrics.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        match self {
            SendError::Node(NodeError::Simulation { .. }) => "refused",
            SendError::Node(NodeError::Failed { .. }) => "failed",
            SendError::Node(_) => "not_sent",
            SendError::Lost { .. } => "lost",
            SendError::TooMuchGas { .. } => "too_much_gas",
            SendError::OutOfGas { .. } => "out_of_gas",
            SendError::Expired { .. } => "expired",
            SendError::Unknown { .. } => "unknown",
            SendError::Stopped => "stopped",
            SendError::Broken => "broken",
        }
    }
}
