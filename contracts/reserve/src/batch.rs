//! What changes in a batch when a part of it becomes ETH, is lost, or is wound down. Pure. Amounts in smallest units.

use cosmwasm_std::Uint128;
use qerun_math::{claim_eth_floor, encumbered_ceil};
use qerun_messages::reserve::Batch;

use crate::error::ContractError;

/// How ETH for a batch divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// The borrowers' part, such that its sum over the batch is rounded up once.
    pub encumbered: Uint128,
    /// The rest, the protocol's.
    pub unencumbered: Uint128,
}

/// Adds ETH to a batch and divides it: the borrowers get `user_in / stable_in` of all that the batch has bought,
/// rounded up, less what they had before.
pub fn add_eth(batch: &mut Batch, amount: Uint128) -> Result<Division, ContractError> {
    let eth_out = batch.eth_out.checked_add(amount)?;
    let before = encumbered_ceil(batch.user_in, batch.stable_in, batch.eth_out)?;
    let after = encumbered_ceil(batch.user_in, batch.stable_in, eth_out)?;
    let encumbered = after.checked_sub(before)?;
    let unencumbered = amount.checked_sub(encumbered)?;
    batch.eth_out = eth_out;
    Ok(Division {
        encumbered,
        unencumbered,
    })
}

/// Winds down `amount` stablecoins of a batch, to the market. The result is the borrowers' part of them, `user_in /
/// stable_in` rounded down, so that it covers their claims, each of which is rounded down as well.
pub fn wind_down_stable(batch: &mut Batch, amount: Uint128) -> Result<Uint128, ContractError> {
    batch.stable_out = batch.stable_out.checked_add(amount)?;
    Ok(claim_eth_floor(batch.user_in, batch.stable_in, amount)?)
}

/// Closes `amount` stablecoins of a batch, which have become ETH, were lost, or were wound down. The result is whether
/// that settled the batch.
pub fn close_part(batch: &mut Batch, amount: Uint128) -> Result<bool, ContractError> {
    batch.open = batch.open.checked_sub(amount)?;
    batch.settled = batch.open.is_zero();
    Ok(batch.settled)
}
