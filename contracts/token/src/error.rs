use cosmwasm_std::{Addr, CheckedMultiplyRatioError, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::ParameterError;

/// Why the token refuses a message. Amounts are in smallest units.
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    /// Refused by cw20-base: balances, allowances, minter, marketing account.
    #[error(transparent)]
    Cw20(#[from] cw20_base::ContractError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// The yearly mint bound, or the length of a text or URL.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Ratio(#[from] CheckedMultiplyRatioError),

    #[error("the initial balances exceed 2^128 - 1")]
    SupplyOverflow {},
    #[error("allowance of {spender} would exceed 2^128 - 1: {current} + {added}")]
    AllowanceOverflow {
        spender: String,
        current: Uint128,
        added: Uint128,
    },
    #[error(
        "only the contract's owner (the timelock) can be the minter: {minter} is not the owner"
    )]
    MinterNotOwner { minter: String },
    #[error(
        "cannot mint {amount}: {left} left of this year's bound of {bps} basis points of supply"
    )]
    MintBoundExceeded {
        amount: Uint128,
        left: Uint128,
        bps: u16,
    },
    #[error("only burners named by governance can burn: {address} is none")]
    NotBurner { address: Addr },
    #[error("{address} is a burner already")]
    AlreadyBurner { address: Addr },
    #[error("no more than {max} burners")]
    TooManyBurners { max: u32 },
}
