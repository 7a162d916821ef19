//! Refusals, each with the figures behind it. Amounts are in smallest units, times in Unix seconds.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use cw_utils::PaymentError;
use qerun_controls::{AccessError, MigrationError, ParameterError};
use qerun_messages::timelock::{Approver, Class, Phase, Stage};

/// Why the timelock refuses a message.
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    /// Funds were attached.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    #[error("{address} cannot be {first} and {second}")]
    SameRole {
        address: Addr,
        first: &'static str,
        second: &'static str,
    },
    #[error("{field} cannot be the timelock itself")]
    NotItself { field: &'static str },
    /// A class asks for less than a milder one; `name` is floor, delay or bond.
    #[error("the {name} of the {class:?} class is below that of the milder class")]
    MilderThanBefore { name: &'static str, class: Class },
    #[error("floor of the {class:?} class cannot go from {old} down to {new}")]
    FloorLowered { class: Class, old: u64, new: u64 },
    #[error("the stages must begin at {now} < shared {shared_at} < community {community_at} <= {latest}")]
    StageDates {
        now: u64,
        shared_at: u64,
        community_at: u64,
        latest: u64,
    },
    #[error("there is no operation {id}")]
    UnknownOperation { id: u64 },
    /// The operation is not in a phase in which the message does anything.
    #[error("operation {id} is {phase:?}")]
    WrongPhase { id: u64, phase: Phase },
    #[error("operation {id} expired at {expired_at}")]
    Expired { id: u64, expired_at: u64 },
    #[error("operation {id} does not expire before {expires_at}")]
    NotExpired { id: u64, expires_at: u64 },
    #[error("not_after is {not_after}, now is {now}: too late to queue")]
    TooLate { not_after: u64, now: u64 },
    #[error("not_after is {not_after}, at most {latest}")]
    TooFarAhead { not_after: u64, latest: u64 },
    /// The guardian may still forfeit the bond of a cancelled operation.
    #[error("the bond of operation {id} may be forfeited until {ready_at}")]
    BondForfeitable { id: u64, ready_at: u64 },
    #[error("operation {id} is not ready before {ready_at}")]
    NotReady { id: u64, ready_at: u64 },
    /// Too late for a veto.
    #[error("the delay of operation {id} was over at {ready_at}")]
    DelayOver { id: u64, ready_at: u64 },
    #[error("operation {id} only replaces the guardian and cannot be vetoed")]
    VetoProof { id: u64 },
    #[error("operation {id} needs the approval of the {approver:?}")]
    MissingApproval { id: u64, approver: Approver },
    #[error("operation {id} has the approval of the {approver:?}")]
    AlreadyApproved { id: u64, approver: Approver },
    #[error("the bond of operation {id} is {bond}, not {sent}")]
    WrongBond {
        id: u64,
        bond: Uint128,
        sent: Uint128,
    },
    #[error("bonds are posted in {token}, not in {sent}")]
    WrongToken { token: Addr, sent: Addr },
    #[error("{held} of bonds are kept, but the balance is {balance}")]
    BondsNotCovered { held: Uint128, balance: Uint128 },
    #[error("no operation may let anybody spend the QER kept here, which includes bonds")]
    BondTokenAllowance {},
    #[error("stage is {now:?}, {asked:?} is not later")]
    StageNotLater { now: Stage, asked: Stage },
    #[error("there is no steward any more")]
    NoSteward {},
    #[error("the class of {key} is not set by the registry")]
    FixedClass { key: String },
    /// Not a message key or a name; `name` says which of them was needed.
    #[error("{key:?} is not a {name}")]
    InvalidKey { name: &'static str, key: String },
    #[error("{key} is set twice")]
    Duplicate { key: String },
    #[error("the {name} message is not a JSON object with one key")]
    InvalidMessage { name: &'static str },
    /// The message is neither `pause` nor `halt`, nor, where it ends one, `unpause` or `resume`; or it is to the bond
    /// token.
    #[error("{contract} cannot be paused by {key}")]
    NoPause { contract: Addr, key: String },
    /// The message lacks a field, or has one that is unknown or of another type.
    #[error("the {name} message {key} does not have exactly its fields")]
    InvalidFields { name: &'static str, key: String },
    #[error("the message pauses for {message} s, the rule says {rule} s")]
    PauseLength { message: u64, rule: u64 },
    #[error("the ending message is not the counterpart of the pausing one")]
    NotCounterpart {},
    #[error("a halt needs its ending message, or it would never end")]
    HaltWithoutEnd {},
    /// `key` is that of the asset.
    #[error("there is no spending limit for {key}")]
    UnknownLimit { key: String },
    #[error("there is no pause {id}")]
    UnknownPause { id: String },
    /// The rule or the operation that paused the effect may be another than `id`.
    #[error("pause {id} cannot be used before {ready_at}: {effect} is paused or was not long ago")]
    PauseCoolDown {
        id: String,
        effect: String,
        ready_at: u64,
    },
    /// `rule` is the one whose halt has not been ended.
    #[error("pause {id} cannot be used while {rule} halts {effect}")]
    EffectHalted {
        id: String,
        effect: String,
        rule: String,
    },
    #[error("pause {id} runs until {until}")]
    PauseRunning { id: String, until: u64 },
    /// The pause ends by itself, or its ending message was sent.
    #[error("pause {id} has nothing to end")]
    NothingToEnd { id: String },
}
