//! Refusals, each with the figures behind it.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use cw_utils::PaymentError;
use qerun_messages::timelock::{Class, Phase, Signatory, Stage};

/// Why the timelock refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, addresses, encoding.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Funds were attached.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// A sum exceeds its type.
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    /// The sender has not the role that the message is for.
    #[error("{sender} is not {role}")]
    Unauthorized {
        /// The sender.
        sender: Addr,
        /// Who may.
        role: &'static str,
    },
    /// One address in two roles that must not meet.
    #[error("{address} cannot be {first} and {second}")]
    SameRole {
        /// The address.
        address: Addr,
        /// One role.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// The timelock was named where another contract is needed.
    #[error("{field} cannot be the timelock itself")]
    NotItself {
        /// Which field.
        field: &'static str,
    },
    /// A number is out of its bounds.
    #[error("{name} is {value}, must be from {min} to {max}")]
    OutOfBounds {
        /// Which number.
        name: &'static str,
        /// What was given.
        value: Uint128,
        /// At least.
        min: Uint128,
        /// At most.
        max: Uint128,
    },
    /// A class asks for less than a milder one.
    #[error("the {name} of the {class:?} class is below that of the class before")]
    MilderThanBefore {
        /// Floor, delay or bond.
        name: &'static str,
        /// The stricter class.
        class: Class,
    },
    /// A delay, bond or window would move too far at once.
    #[error("{name} would be {value}, one step reaches {min} ..= {max}")]
    AmountStep {
        /// Which.
        name: &'static str,
        /// What was given.
        value: Uint128,
        /// At least.
        min: Uint128,
        /// At most.
        max: Uint128,
    },
    /// Delays, bonds and windows were changed less than a day ago.
    #[error("delays, bonds and windows may change again from {ready_at}")]
    CoolDown {
        /// Unix seconds.
        ready_at: u64,
    },
    /// A delay floor only ever rises.
    #[error("floor of the {class:?} class cannot go from {old} down to {new}")]
    FloorLowered {
        /// The class.
        class: Class,
        /// Seconds now.
        old: u64,
        /// Seconds asked for.
        new: u64,
    },
    /// The dates of the stages are not in order or too far away.
    #[error("the stages must begin at {now} < shared {shared_at} < community {community_at} <= {latest}")]
    StageDates {
        /// Now.
        now: u64,
        /// Asked for.
        shared_at: u64,
        /// Asked for.
        community_at: u64,
        /// At the latest.
        latest: u64,
    },
    /// Too few or too many messages in an operation.
    #[error("{count} messages, must be 1 to {max}")]
    MessageCount {
        /// What was given.
        count: usize,
        /// At most.
        max: usize,
    },
    /// Text missing or too long.
    #[error("text has {length} bytes, must be 1 to {max}")]
    TextLength {
        /// What was given.
        length: usize,
        /// At most.
        max: usize,
    },
    /// Operation too large.
    #[error("operation has {size} bytes, at most {max}")]
    TooLarge {
        /// What was given.
        size: usize,
        /// At most.
        max: usize,
    },
    /// Too many or too few entries.
    #[error("{count} {name}, must be {min} to {max}")]
    EntryCount {
        /// Of what.
        name: &'static str,
        /// What was given.
        count: usize,
        /// At least.
        min: usize,
        /// At most.
        max: usize,
    },
    /// No such operation.
    #[error("there is no operation {id}")]
    UnknownOperation {
        /// Its id.
        id: u64,
    },
    /// The operation is past what the message does.
    #[error("operation {id} is {phase:?}")]
    WrongPhase {
        /// The operation.
        id: u64,
        /// Where it is.
        phase: Phase,
    },
    /// The operation's time is over.
    #[error("operation {id} expired at {expired_at}")]
    Expired {
        /// The operation.
        id: u64,
        /// Since when.
        expired_at: u64,
    },
    /// The operation's time is not over.
    #[error("operation {id} does not expire before {expires_at}")]
    NotExpired {
        /// The operation.
        id: u64,
        /// When it will.
        expires_at: u64,
    },
    /// The last second at which it might be queued is over.
    #[error("it was to be queued until {not_after}, now it is {now}")]
    TooLate {
        /// The last second.
        not_after: u64,
        /// Now.
        now: u64,
    },
    /// The last second at which it may be queued is too far away.
    #[error("not_after is {not_after}, at most {latest}")]
    TooFarAhead {
        /// What was given.
        not_after: u64,
        /// At most.
        latest: u64,
    },
    /// The guardian may still forfeit the bond of a cancelled operation.
    #[error("the bond of operation {id} may be forfeited until {ready_at}")]
    BondForfeitable {
        /// The operation.
        id: u64,
        /// When it would have been ready.
        ready_at: u64,
    },
    /// The delay is not over.
    #[error("operation {id} is not ready before {ready_at}")]
    NotReady {
        /// The operation.
        id: u64,
        /// When it will be.
        ready_at: u64,
    },
    /// Too late for a veto.
    #[error("the delay of operation {id} was over at {ready_at}")]
    DelayOver {
        /// The operation.
        id: u64,
        /// When.
        ready_at: u64,
    },
    /// The guardian cannot veto its own replacement.
    #[error("operation {id} only replaces the guardian and cannot be vetoed")]
    VetoProof {
        /// The operation.
        id: u64,
    },
    /// Somebody must sign before the execution.
    #[error("operation {id} needs the signature of the {signatory:?}")]
    MissingSignature {
        /// The operation.
        id: u64,
        /// Who.
        signatory: Signatory,
    },
    /// Signed before.
    #[error("operation {id} has the signature of the {signatory:?}")]
    AlreadySigned {
        /// The operation.
        id: u64,
        /// Who.
        signatory: Signatory,
    },
    /// The bond is not the amount asked for.
    #[error("the bond of operation {id} is {bond}, not {sent}")]
    WrongBond {
        /// The operation.
        id: u64,
        /// Asked for.
        bond: Uint128,
        /// Sent.
        sent: Uint128,
    },
    /// A cw20 that is not the bond token.
    #[error("bonds are posted in {token}, not in {sent}")]
    WrongToken {
        /// QER.
        token: Addr,
        /// What was sent.
        sent: Addr,
    },
    /// The timelock would hold less than the bonds that it keeps.
    #[error("{held} of bonds are kept, but the balance is {balance}")]
    BondsNotCovered {
        /// Bonds kept.
        held: Uint128,
        /// Balance.
        balance: Uint128,
    },
    /// An allowance would let its spender take bonds at any time.
    #[error("nobody is allowed to spend the QER kept here: bonds are among it")]
    BondTokenAllowance {},
    /// Stages only advance.
    #[error("stage is {now:?}, {asked:?} is not later")]
    StageNotLater {
        /// The stage now.
        now: Stage,
        /// Asked for.
        asked: Stage,
    },
    /// The steward is gone.
    #[error("there is no steward any more")]
    NoSteward {},
    /// A class that the registry cannot set.
    #[error("the class of {key} is not set by the registry")]
    FixedClass {
        /// The message key.
        key: String,
    },
    /// Not a message key or a name.
    #[error("{key:?} is not a {name}")]
    InvalidKey {
        /// What was meant.
        name: &'static str,
        /// What was given.
        key: String,
    },
    /// Set twice in one message.
    #[error("{key} is set twice")]
    Duplicate {
        /// What.
        key: String,
    },
    /// A pause's message cannot be read.
    #[error("the {name} message is not a JSON object with one key")]
    InvalidMessage {
        /// Which one.
        name: &'static str,
    },
    /// Neither `pause` nor `halt`, nor, to end it, `unpause` or `resume`; or to the bond token.
    #[error("{contract} cannot be paused by {key}")]
    NoPause {
        /// The contract that would get it.
        contract: Addr,
        /// The message's key.
        key: String,
    },
    /// A pause's message lacks a field, or has one that is unknown or of another type.
    #[error("the {name} message {key} does not have exactly its fields")]
    InvalidFields {
        /// Which one.
        name: &'static str,
        /// Its key.
        key: String,
    },
    /// The pausing message lasts longer or shorter than the rule says.
    #[error("the message pauses for {message} s, the rule says {rule} s")]
    PauseLength {
        /// Seconds of the message.
        message: u64,
        /// Seconds of the rule.
        rule: u64,
    },
    /// The ending message ends something else than the pausing one stops.
    #[error("the ending message is not the counterpart of the pausing one")]
    NotCounterpart {},
    /// A halt lasts until it is ended.
    #[error("a halt needs its ending message, or it would never end")]
    HaltWithoutEnd {},
    /// No such spending limit.
    #[error("there is no spending limit for {key}")]
    UnknownLimit {
        /// The key of the asset.
        key: String,
    },
    /// No such pause.
    #[error("there is no pause {id}")]
    UnknownPause {
        /// Its name.
        id: String,
    },
    /// What it stops is stopped, or was not long ago, by whatever rule or operation.
    #[error("pause {id} cannot be used before {ready_at}: {effect} is paused or was not long ago")]
    PauseCoolDown {
        /// Its name.
        id: String,
        /// What is stopped.
        effect: String,
        /// When it can, at the earliest.
        ready_at: u64,
    },
    /// What it stops is halted, and nobody has ended that.
    #[error("pause {id} cannot be used while {by} halts {effect}")]
    EffectHalted {
        /// Its name.
        id: String,
        /// What is stopped.
        effect: String,
        /// The rule whose halt it is.
        by: String,
    },
    /// The pause runs.
    #[error("pause {id} runs until {until}")]
    PauseRunning {
        /// Its name.
        id: String,
        /// Until when.
        until: u64,
    },
    /// The pause needs no ending message, or had it.
    #[error("pause {id} has nothing to end")]
    NothingToEnd {
        /// Its name.
        id: String,
    },
}
