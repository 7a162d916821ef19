//! An operation and its states.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};

use super::Class;

/// The stored state of an operation, which only messages change. [`Status`] follows from it and the time.
#[cw_serde]
#[derive(Copy)]
pub enum Phase {
    /// Its bond is not posted yet.
    AwaitingBond,
    /// Its delay has started.
    Scheduled,
    /// Its messages ran.
    Executed,
    /// The DAO withdrew it; its bond may still be forfeited before `ready_at`.
    Cancelled,
    /// The guardian ended it.
    Vetoed,
    /// It expired, and was closed.
    Closed,
}

/// The state of an operation at a time, from its [`Phase`] and its dates: what queries answer.
#[cw_serde]
#[derive(Copy)]
pub enum Status {
    /// Its bond can be posted.
    AwaitingBond,
    /// Its delay is not over.
    Waiting,
    /// Anyone may execute it, if no approval is missing.
    Ready,
    /// Its time is over; `close` gives its bond back, if that has not been done.
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
    /// None was posted.
    None,
    /// Kept by the timelock.
    Held,
    /// Given back to the sponsor.
    Returned,
    /// Taken into the treasury.
    Forfeited,
}

/// Whether a rule makes an exception for an operation.
#[cw_serde]
#[derive(Copy)]
pub enum Kind {
    /// No exception.
    Ordinary,
    /// Only replaces the timelock's guardian: the guardian cannot veto it.
    SetGuardian,
    /// Only advances the stage: needs no approval of the steward.
    AdvanceStage,
}

/// An operation without its messages.
#[cw_serde]
pub struct Operation {
    /// Who queued it: the DAO's core or the steward, not the member who made the proposal.
    pub queued_by: Addr,
    /// Its purpose in words, 1 ..= 1,000 bytes.
    pub text: String,
    /// Its class at the time of queueing.
    pub class: Class,
    /// Whether a rule makes an exception for it.
    pub kind: Kind,
    /// Seconds from the bond, or from queueing where none is asked for, until it may be executed.
    pub delay: u64,
    /// Seconds after the delay in which it may be executed. Like delay and bond it stays as it was at queueing.
    pub execution_window: u64,
    /// QER that a sponsor has to post; zero for none.
    pub bond: Uint128,
    /// Where the bond is at present.
    pub bond_state: BondState,
    /// Who posted the bond.
    pub sponsor: Option<Addr>,
    /// When it was queued.
    pub queued_at: u64,
    /// From when on it may be executed; null until the bond is posted.
    pub ready_at: Option<u64>,
    /// From when on the bond can no longer be posted or, once it was, the operation no longer be executed.
    pub expires_at: u64,
    /// Whether the DAO queued or approved it.
    pub dao_approved: bool,
    /// Whether the steward queued or approved it.
    pub steward_approved: bool,
    /// The steward's term in which that was: how many stewards had been replaced. In a later term it does not count.
    pub steward_term: u64,
    /// Its stored state.
    pub phase: Phase,
}

impl Operation {
    /// Its status at a time, Unix seconds.
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

/// Whose approval an operation may need.
#[cw_serde]
#[derive(Copy)]
pub enum Approver {
    /// The DAO, by its core contract.
    Dao,
    /// The steward in office.
    Steward,
}
