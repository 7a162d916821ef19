//! What of the messages of cw-vesting 2.6.0 the timelock has a use for, who owns the members' contracts. The others are the
//! member's, or about staking, which these contracts cannot do.

use cosmwasm_std::Uint128;
use cw_ownable::Action;
use serde::Deserialize;

/// Is only read, so that a mistake in it is found before a vote.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(dead_code)]
pub enum ExecuteMsg {
    /// Owner: nothing more vests. The member is paid what has vested, the rest goes to the owner.
    Cancel {},
    /// Pays the member what has vested. Anyone may.
    Distribute { amount: Option<Uint128> },
    /// Pays the owner what is left of a cancelled contract. Anyone may.
    WithdrawCanceledPayment { amount: Option<Uint128> },
    /// Owner and pending owner: transfer ownership in two steps.
    UpdateOwnership(Action),
}
