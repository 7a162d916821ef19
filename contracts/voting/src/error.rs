//! Refusals, each with the figures behind it. Amounts are in the token's smallest units, times in Unix seconds,
//! durations in seconds.

use cosmwasm_std::{Addr, Decimal, OverflowError, StdError, Uint128};
use cw2::ContractVersion;
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, ParameterError, PauseError};
use qerun_math::MathError;

/// Why voting refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// Funds were attached.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// Stake or power beyond 128 bits; not reached with a supply below 3.4e37 units.
    #[error(transparent)]
    Math(#[from] MathError),
    /// As `Math`.
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Pause(#[from] PauseError),
    /// The token does not answer `token_info`.
    #[error("{token} is no cw20 token")]
    NotCw20 { token: Addr },
    /// `received` is the contract that sent `receive`.
    #[error("the staked token is {expected}, not {received}")]
    WrongToken { received: Addr, expected: Addr },
    #[error("stake is not compounded here: tokens cannot be given to the stakers")]
    FundRefused {},
    #[error("the amount is zero")]
    ZeroAmount {},
    #[error("there is no tier {tier}, the last is {last}")]
    UnknownTier { tier: u32, last: usize },
    #[error("tier {tier} holds {staked}, not {amount}: name another tier with unstake_from")]
    NotEnoughStaked {
        tier: u32,
        staked: Uint128,
        amount: Uint128,
    },
    #[error("tier {to} is not above tier {from}: moving down means unstaking")]
    NotHigherTier { from: u32, to: u32 },
    #[error("{max} claims are outstanding already: claim what has matured first")]
    TooManyClaims { max: usize },
    #[error("nothing to claim yet")]
    NothingToClaim {},
    #[error("staking is paused until {until}")]
    Paused { until: u64 },
    #[error("staking is not paused")]
    NotPaused {},
    #[error("unbonding in blocks ({blocks}) is not supported: give a time")]
    HeightDuration { blocks: u64 },
    /// For no unbonding send null, not zero.
    #[error("the unstaking duration is zero")]
    ZeroDuration {},
    /// The bounds follow from the floor, the other tiers, the multiplier, and how far one update may move it.
    #[error("unbonding of tier {tier}: {unbonding} s, must be {min} to {max} s")]
    TierUnbonding {
        tier: usize,
        unbonding: u64,
        min: u64,
        max: u64,
    },
    /// The bounds follow from the other tiers, and how far a new one may exceed the last.
    #[error("multiplier of tier {tier}: {multiplier}, must be {min} to {max}")]
    TierMultiplier {
        tier: usize,
        multiplier: Decimal,
        min: Decimal,
        max: Decimal,
    },
    #[error("the active threshold is above 0 and at most 1, not {percent}")]
    ActivePercentage { percent: Decimal },
    #[error("the active threshold is 1 to {supply}, not {count}")]
    ActiveCount { count: Uint128, supply: Uint128 },
    #[error("{hook} is a hook already")]
    DuplicateHook { hook: Addr },
    #[error("{hook} is no hook")]
    UnknownHook { hook: String },
    #[error("there are {max} hooks already")]
    TooManyHooks { max: usize },
    #[error("perk id {id:?} is not 1 to {max} of a-z 0-9 . _ -")]
    PerkId { id: String, max: usize },
    #[error("perk {id} is named twice")]
    DuplicatePerk { id: String },
    #[error("there is no perk {id:?}")]
    UnknownPerk { id: String },
    #[error("there are {max} perks already")]
    TooManyPerks { max: usize },
    /// `error` is as the chain tells it: of a contract's own error codespace and code; `codespace: sdk, code: 11` means
    /// that `hook_gas` was used up.
    #[error("{receiver} could not be told of the new power ({error}): until it is repaired or its hook removed, nobody stakes or raises")]
    HookRefused { receiver: String, error: String },
    #[error("too many calls are nested for the chain to run hooks: stake through fewer")]
    CallDepth {},
    #[error("unknown reply {id}")]
    UnknownReply { id: u64 },
    /// `found` is what stands under `qerun_contract_info`.
    #[error("this is the state of {found:?}, not of {expected}")]
    WrongContract {
        found: Option<ContractVersion>,
        expected: &'static str,
    },
    /// `found` is newer than this code, or no version.
    #[error("version {found} cannot be migrated to {expected}")]
    WrongVersion {
        found: String,
        expected: &'static str,
    },
}
