//! Everything that can go wrong. Amounts in smallest units, times in Unix seconds.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, MigrationError, ParameterError};
use qerun_math::MathError;
use thiserror::Error;

/// Why emissions refused.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// A hook of a contract that announces no stream's powers.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The number of streams or of points, a time, or a rate.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// None for schedules within the bounds.
    #[error(transparent)]
    Math(#[from] MathError),
    /// As `Math`.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    #[error("stream id {id:?} is not 1 to {max} of a-z 0-9 . _ -")]
    StreamId { id: String, max: usize },
    #[error("stream {id} is named twice")]
    DuplicateStream { id: String },
    /// `point` counts from 1; before the first are 0 seconds and nothing.
    #[error("stream {id}, point {point}: {after} s after the start is not after {before} s")]
    PointTime {
        id: String,
        point: usize,
        after: u64,
        before: u64,
    },
    /// As `PointTime`.
    #[error("stream {id}, point {point}: {released} is not above {before}")]
    PointAmount {
        id: String,
        point: usize,
        released: Uint128,
        before: Uint128,
    },
    /// As `PointTime`.
    #[error("stream {id}, point {point}: more comes out a second than before it")]
    Steeper { id: String, point: usize },
    #[error("stream {id} ended at {end}, now is {now}")]
    Ended { id: String, end: u64, now: u64 },
    /// It has no record of how many distributions it has.
    #[error("{address} is no dao-rewards-distributor")]
    NotDistributor { address: Addr },
    #[error("there is no stream {id:?}")]
    UnknownStream { id: String },
    #[error("nothing of stream {id} is due now")]
    NothingDue { id: String },
    #[error("{power} of power in all is too little for stream {id}: {least} at least")]
    TooLittlePower {
        id: String,
        power: Uint128,
        least: Uint128,
    },
    #[error("stream {id} ends at {end}, now is {now}: until then nothing is returned")]
    NotEnded { id: String, end: u64, now: u64 },
    #[error("what was withheld of stream {id}, {amount}, was returned already")]
    Returned { id: String, amount: Uint128 },
    #[error("nothing was withheld of stream {id}")]
    NothingWithheld { id: String },
}
