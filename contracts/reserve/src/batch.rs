//! What happens to a batch when parts of it find their end. Pure.

use cosmwasm_std::Uint128;
use qerun_math::{claim_eth_floor, encumbered_ceil};
use qerun_messages::reserve::Batch;

use crate::error::ContractError;

/// How ETH for a batch divides, smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// The users' part, so that the sum over the batch is rounded up once.
    pub encumbered: Uint128,
    /// The protocol's part.
    pub unencumbered: Uint128,
}

/// Adds ETH to a batch and divides it by the batch's parts: the users' `user_in / stable_in` of
/// all the batch has bought, rounded up, less what they had before.
pub fn add_eth(batch: &mut Batch, amount: Uint128) -> Result<Division, ContractError> {
    let after = batch.eth_out.checked_add(amount)?;
    let users_before = encumbered_ceil(batch.user_in, batch.stable_in, batch.eth_out)?;
    let users_after = encumbered_ceil(batch.user_in, batch.stable_in, after)?;
    let encumbered = users_after.checked_sub(users_before)?;
    let unencumbered = amount.checked_sub(encumbered)?;
    batch.eth_out = after;
    Ok(Division {
        encumbered,
        unencumbered,
    })
}

/// `amount` stablecoins of a batch go back to the market. Returns the borrowers' part of them, `user_in / stable_in`
/// rounded down: what their claims, each rounded down, can never exceed.
pub fn add_stable(batch: &mut Batch, amount: Uint128) -> Result<Uint128, ContractError> {
    batch.stable_out = batch.stable_out.checked_add(amount)?;
    Ok(claim_eth_floor(batch.user_in, batch.stable_in, amount)?)
}

/// `amount` stablecoins of a batch have become ETH, were lost, or went back. Returns whether that settled it.
pub fn close_part(batch: &mut Batch, amount: Uint128) -> Result<bool, ContractError> {
    batch.open = batch.open.checked_sub(amount)?;
    batch.settled = batch.open.is_zero();
    Ok(batch.settled)
}
