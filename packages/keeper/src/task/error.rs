//! Why a round failed.

use qerun_math::MathError;
use thiserror::Error;

use crate::node::NodeError;
use crate::sender::SendError;

/// Why a round failed. The task is tried again after a back-off.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum TaskError {
    #[error(transparent)]
    Node(#[from] NodeError),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error(transparent)]
    Math(#[from] MathError),
    #[error("a message cannot be written: {0}")]
    Message(#[from] cosmwasm_std::StdError),
    /// The others were submitted.
    #[error("no price of {assets}")]
    NoPrice { assets: String },
    #[error("{feeder} is no feeder of {asset}")]
    NotFeeder { feeder: String, asset: String },
    #[error("the oracle has no usable price of {asset}: {reason}")]
    Price { asset: String, reason: String },
    #[error("the program has an error: {what}")]
    Panicked { what: String },
}
