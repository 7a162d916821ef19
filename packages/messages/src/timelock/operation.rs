//! An operation and its states.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};

use super::Class;

/// What became of an operation so far.
#[cw_serde]
#[derive(Copy)]
pub enum Phase {
    /// Its bond is not posted.
    AwaitingBond,
    /// Its delay has started.
    Scheduled,
    /// Its messages ran.
    Executed,
    /// The DAO withdrew it; its bond may still be forfeited before `ready_at`.
    Cancelled,
    /// The guardian ended it.
    Vetoed,
    /// It was closed after its time.
    Closed,
}

/// How an operation stands at this moment.
#[cw_serde]
#[derive(Copy)]
pub enum Status {
    /// Its bond is not posted.
    AwaitingBond,
    /// Its delay runs.
    Waiting,
    /// Anyone may execute it, if it has its signatures.
    Ready,
    /// Too late; `close` gives its bond back if that was not done.
    Expired,
    /// Its messages ran.
    Executed,
    /// The DAO withdrew it.
    Cancelled,
    /// The guardian ended it.
    Vetoed,
}

/// Where a bond is.
#[cw_serde]
#[derive(Copy)]
pub enum BondState {
    /// None is asked for, or none was posted.
    None,
    /// Kept.
    Held,
    /// Given back to the sponsor.
    Returned,
    /// Taken into the treasury.
    Forfeited,
}

/// What an operation is, where a rule makes an exception.
#[cw_serde]
#[derive(Copy)]
pub enum Kind {
    /// No exception.
    Ordinary,
    /// Only replaces the timelock's guardian: the guardian cannot veto it.
    SetGuardian,
    /// Only advances the stage: needs no signature of the steward.
    AdvanceStage,
}

/// An operation without its messages.
#[cw_serde]
pub struct Operation {
    /// Who queued it.
    pub proposer: Addr,
    /// What it is for.
    pub text: String,
    /// Its class when it was queued.
    pub class: Class,
    /// Whether a rule makes an exception.
    pub kind: Kind,
    /// Seconds it waits.
    pub delay: u64,
    /// Seconds after the delay in which it may be executed; of the day it was queued, like delay and bond.
    pub execution_window: u64,
    /// QER it asks for.
    pub bond: Uint128,
    /// Where the bond is.
    pub bond_state: BondState,
    /// Who posted it.
    pub sponsor: Option<Addr>,
    /// When it was queued.
    pub queued_at: u64,
    /// From when it may be executed; null until the bond is posted.
    pub ready_at: Option<u64>,
    /// From when it is too late for the bond, or for the execution once that was posted.
    pub expires_at: u64,
    /// Whether the DAO queued or signed it.
    pub dao_signed: bool,
    /// Whether the steward of the term `steward_term` did.
    pub steward_signed: bool,
    /// How many stewards were replaced before the one who signed. The signature counts in that term alone.
    pub steward_term: u64,
    /// What became of it so far.
    pub phase: Phase,
}

impl Operation {
    /// How it stands at a time.
    pub fn status(&self, now: u64) -> Status {
        match self.phase {
            Phase::AwaitingBond | Phase::Scheduled if now >= self.expires_at => Status::Expired,
            Phase::AwaitingBond => Status::AwaitingBond,
            Phase::Scheduled if self.ready_at.is_some_and(|at| now >= at) => Status::Ready,
            Phase::Scheduled => Status::Waiting,
            Phase::Executed => Status::Executed,
            Phase::Cancelled => Status::Cancelled,
            Phase::Vetoed => Status::Vetoed,
            Phase::Closed => Status::Expired,
        }
    }
}

/// Who signs operations.
#[cw_serde]
#[derive(Copy)]
pub enum Signatory {
    /// The DAO.
    Dao,
    /// The steward.
    Steward,
}
