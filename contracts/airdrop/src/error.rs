//! Everything that can go wrong. Amounts in smallest units, times in Unix seconds.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use cw_utils::PaymentError;
use qerun_controls::{MigrationError, ParameterError};
use thiserror::Error;

/// Why the airdrop refused.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// A figure of the configuration, or the length of a proof.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    #[error("a hash has 32 bytes, not {length}")]
    Hash { length: usize },
    #[error("the total is zero")]
    ZeroTotal {},
    #[error("the end {end} has passed, now is {now}")]
    EndPassed { end: u64, now: u64 },
    #[error("claims begin at {start}, now is {now}")]
    NotStarted { start: u64, now: u64 },
    #[error("claims ended at {end}, now is {now}")]
    Ended { end: u64, now: u64 },
    #[error("claims end at {end}, now is {now}: until then nothing is returned")]
    NotEnded { end: u64, now: u64 },
    #[error("{account} has claimed {amount} already")]
    Claimed { account: Addr, amount: Uint128 },
    #[error("the proof does not show that entry {index} gives {account} {amount}")]
    WrongProof {
        account: Addr,
        index: u32,
        amount: Uint128,
    },
    /// The list's entries are more than the total that was announced.
    #[error("{amount} is more than the {left} that are left of the total: the list exceeds it")]
    AboveTotal { amount: Uint128, left: Uint128 },
    #[error("the rest, {amount}, was returned already")]
    Returned { amount: Uint128 },
}
