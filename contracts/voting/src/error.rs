use cosmwasm_std::{Addr, Decimal, OverflowError, StdError, Uint128};
use cw2::ContractVersion;
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, PauseError};
use qerun_math::MathError;

/// Why voting refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, addresses, encoding.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Refused by the two-step ownership.
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
    /// Only the DAO may.
    #[error("{sender} is not the DAO")]
    NotDao {
        /// Who sent it.
        sender: Addr,
    },
    /// Neither guardian nor owner.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A pause cannot start: too long, or one runs or cools down.
    #[error(transparent)]
    PauseRefused(#[from] PauseError),
    /// The token does not answer `token_info`.
    #[error("{token} is no cw20 token")]
    NotCw20 {
        /// As given.
        token: Addr,
    },
    /// Tokens of another contract.
    #[error("{received} is staked by nobody here, {expected} is")]
    WrongToken {
        /// Who called `receive`.
        received: Addr,
        /// The staked token.
        expected: Addr,
    },
    /// cw20-stake's `fund`.
    #[error("stake is not compounded here: tokens cannot be given to the stakers")]
    FundRefused {},
    /// An amount of zero.
    #[error("the amount is zero")]
    ZeroAmount {},
    /// No such tier.
    #[error("there is no tier {tier}, the last is {last}")]
    UnknownTier {
        /// As given.
        tier: u32,
        /// The highest.
        last: usize,
    },
    /// More than the tier holds.
    #[error("tier {tier} holds {staked}, not {amount}: name another tier with unstake_from")]
    NotEnoughStaked {
        /// The tier.
        tier: u32,
        /// Stake there.
        staked: Uint128,
        /// As given.
        amount: Uint128,
    },
    /// Raising to the same tier or down.
    #[error("tier {to} is not above tier {from}: moving down means unstaking")]
    NotHigherTier {
        /// Present tier.
        from: u32,
        /// As given.
        to: u32,
    },
    /// Claims of an address are bounded.
    #[error("{max} claims are outstanding already: claim what has matured first")]
    TooManyClaims {
        /// The bound.
        max: usize,
    },
    /// Nothing matured.
    #[error("nothing to claim yet")]
    NothingToClaim {},
    /// Staking is paused.
    #[error("staking is paused until {until}")]
    Paused {
        /// Seconds.
        until: u64,
    },
    /// No pause to end.
    #[error("staking is not paused")]
    NotPaused {},
    /// Not yet again.
    #[error("{what} again from {ready_at} on")]
    CoolDown {
        /// What has to wait.
        what: &'static str,
        /// Seconds.
        ready_at: u64,
    },
    /// Unbonding counts seconds.
    #[error("unbonding in blocks ({blocks}) is not supported: give a time")]
    HeightDuration {
        /// As given.
        blocks: u64,
    },
    /// A duration of zero; none is null.
    #[error("the unstaking duration is zero")]
    ZeroDuration {},
    /// Too few or too many tiers, one removed, or two added at once.
    #[error("{count} tiers, must be {min} to {max}")]
    TierCount {
        /// As given.
        count: usize,
        /// Least: those there are.
        min: usize,
        /// Greatest.
        max: usize,
    },
    /// Unbonding outside its bounds.
    #[error("unbonding of tier {tier}: {unbonding} s, must be {min} to {max} s")]
    TierUnbonding {
        /// The tier.
        tier: usize,
        /// As given.
        unbonding: u64,
        /// Least: the floor, above the tier below, as before, or what its multiplier asks for.
        min: u64,
        /// Greatest: the bound, the greatest step, or as before.
        max: u64,
    },
    /// Multiplier outside its bounds.
    #[error("multiplier of tier {tier}: {multiplier}, must be {min} to {max}")]
    TierMultiplier {
        /// The tier.
        tier: usize,
        /// As given.
        multiplier: Decimal,
        /// Least: that of the tier below, or as before.
        min: Decimal,
        /// Greatest: the bound, the greatest step, or as before.
        max: Decimal,
    },
    /// A floor of unbonding above every bound.
    #[error("the floor of unbonding is {floor} s, at most {max} s")]
    UnbondingFloor {
        /// As given.
        floor: u64,
        /// Greatest.
        max: u64,
    },
    /// A parameter outside its bounds or beyond its step.
    #[error("{parameter}: {value}, must be {min} to {max}")]
    ParameterOutOfRange {
        /// Which one.
        parameter: &'static str,
        /// As given.
        value: u64,
        /// Least now.
        min: u64,
        /// Greatest now.
        max: u64,
    },
    /// Not above 0 and at most 1.
    #[error("the active threshold is above 0 and at most 1, not {percent}")]
    ActivePercentage {
        /// As given.
        percent: Decimal,
    },
    /// Zero, or more than there is.
    #[error("the active threshold is 1 to {supply}, not {count}")]
    ActiveCount {
        /// As given.
        count: Uint128,
        /// The token's supply.
        supply: Uint128,
    },
    /// Named already.
    #[error("{hook} is a hook already")]
    DuplicateHook {
        /// The contract.
        hook: Addr,
    },
    /// Not named.
    #[error("{hook} is no hook")]
    UnknownHook {
        /// The contract.
        hook: String,
    },
    /// Hooks are bounded.
    #[error("there are {max} hooks already")]
    TooManyHooks {
        /// The bound.
        max: usize,
    },
    /// Malformed id.
    #[error("perk id {id:?} is not 1 to {max} of a-z 0-9 . _ -")]
    PerkId {
        /// As given.
        id: String,
        /// Longest.
        max: usize,
    },
    /// Text too long.
    #[error("the text of a perk has {length} bytes, at most {max}")]
    PerkText {
        /// As given.
        length: usize,
        /// Longest.
        max: usize,
    },
    /// Named twice in one message.
    #[error("perk {id} is named twice")]
    DuplicatePerk {
        /// The id.
        id: String,
    },
    /// No such perk.
    #[error("there is no perk {id:?}")]
    UnknownPerk {
        /// As given.
        id: String,
    },
    /// Perks are bounded.
    #[error("there are {max} perks already")]
    TooManyPerks {
        /// The bound.
        max: usize,
    },
    /// A gain of power of which a hook receiver was not told.
    #[error("{receiver} could not be told of the new power ({error}): until it is repaired or its hook removed, nobody stakes or raises")]
    HookRefused {
        /// The receiver.
        receiver: String,
        /// As the chain told it: for a contract's own error its codespace and code; `codespace: sdk, code: 11` is out of
        /// `hook_gas`.
        error: String,
    },
    /// No hook receiver could be told.
    #[error("no room for hooks in the chain's call depth: stake through fewer nested calls")]
    CallDepth {},
    /// A reply to nothing that was sent.
    #[error("unknown reply {id}")]
    UnknownReply {
        /// Its id.
        id: u64,
    },
    /// Migration from another contract.
    #[error("this is the state of {found:?}, not of {expected}")]
    WrongContract {
        /// The own record found, if any.
        found: Option<ContractVersion>,
        /// This crate.
        expected: &'static str,
    },
    /// Migration from a newer version, or from one that is no version.
    #[error("version {found} cannot be migrated to {expected}")]
    WrongVersion {
        /// As stored.
        found: String,
        /// This code's.
        expected: &'static str,
    },
}
