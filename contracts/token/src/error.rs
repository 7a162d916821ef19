use cosmwasm_std::{Addr, CheckedMultiplyRatioError, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;

/// Why the token refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, addresses, encoding.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Refused by cw20-base: balances, allowances, minter, marketing.
    #[error(transparent)]
    Cw20(#[from] cw20_base::ContractError),
    /// Refused by the two-step ownership.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// Funds were attached.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// A sum exceeds 128 bits.
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    /// A share of the supply exceeds 128 bits.
    #[error(transparent)]
    Ratio(#[from] CheckedMultiplyRatioError),
    /// The initial balances add up to more than 128 bits.
    #[error("the initial balances exceed 2^128 - 1")]
    SupplyOverflow {},
    /// The allowance would exceed 128 bits.
    #[error("allowance of {spender} would exceed 2^128 - 1: {current} + {added}")]
    AllowanceOverflow {
        /// The spender.
        spender: String,
        /// Allowance so far.
        current: Uint128,
        /// Asked for besides.
        added: Uint128,
    },
    /// The yearly bound asked for at instantiation is above the hard maximum.
    #[error("yearly mint bound of {bps} basis points is above the maximum of {max}")]
    MintBoundTooHigh {
        /// Asked for.
        bps: u16,
        /// Hard maximum.
        max: u16,
    },
    /// Minting was to go to somebody else than the owner.
    #[error(
        "only the contract's owner (the timelock) can be the minter: {minter} is not the owner"
    )]
    MinterNotOwner {
        /// The address that is not the owner.
        minter: String,
    },
    /// The mint exceeds what is left of this year's bound.
    #[error(
        "cannot mint {amount}: {left} left of this year's bound of {bps} basis points of supply"
    )]
    MintBoundExceeded {
        /// Asked for.
        amount: Uint128,
        /// Left in this year.
        left: Uint128,
        /// The bound.
        bps: u16,
    },
    /// The sender is not a named burner.
    #[error("only burners named by governance can burn: {address} is none")]
    NotBurner {
        /// The sender.
        address: Addr,
    },
    /// The burner is named already.
    #[error("{address} is a burner already")]
    AlreadyBurner {
        /// The burner.
        address: Addr,
    },
    /// A marketing text or URL is too long.
    #[error("{field}: {length} bytes, at most {max} are taken")]
    TextTooLong {
        /// `project`, `description`, `marketing` or `logo url`.
        field: &'static str,
        /// Its length, bytes.
        length: usize,
        /// Longest, bytes.
        max: usize,
    },
    /// The list is full.
    #[error("no more than {max} burners")]
    TooManyBurners {
        /// The limit.
        max: u32,
    },
}
