//! Messages to emissions.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use cw_ownable::Action;

use crate::voting::StakeChangedHookMsg;

/// Messages; none takes funds. Those of the owner fail with `Ownership` for everybody else.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Sends what is due of a stream to the distributor, which credits it to the powers of this block. Anyone may. Errors:
    /// `UnknownStream`, `NothingDue`, `TooLittlePower`, those of the distributor.
    Release {
        /// Id of the stream.
        stream: String,
    },
    /// From a stream's hook caller (its voting contract), before a change of power counts: releases what is due of its streams, so that each
    /// power is paid for the time in which it stood. It releases nothing, and does not fail, where nothing is due or the power
    /// is too little. It must be notified before the distributor is. Errors: `Unauthorized`, those of the distributor.
    StakeChangeHook(StakeChangedHookMsg),
    /// Owner: the part of the schedule that is paid from now on, 0 to 1. What is not paid is withheld: it goes to the
    /// treasury after the end. What is due already stays due. Errors: `UnknownStream`, `OutOfBounds`, `Ended`.
    SetRate {
        /// Id of the stream.
        stream: String,
        /// 1 pays all that the schedule has.
        rate: Decimal,
    },
    /// Sends what was withheld of a stream to the treasury, once, after the stream's end. Anyone may. Errors:
    /// `UnknownStream`, `NotEnded`, `Returned`, `NothingWithheld`.
    ReturnWithheld {
        /// Id of the stream.
        stream: String,
    },
    /// Owner and pending owner: transfer ownership in two steps.
    UpdateOwnership(Action),
}
