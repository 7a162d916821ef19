//! How much stake the DAO needs to be active.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::active_count_ceil;
use qerun_messages::voting::ActiveThreshold;

/// Least active threshold on a public chain, part of the supply: whoever decides alone has bought, and bound for as
/// long as stake unbonds, a hundredth of all QER.
const ACTIVE_SHARE: Decimal = Decimal::percent(1);

/// Stake from which on the DAO is active, smallest unit; a share is rounded up, as the voting module
/// does. [`Uint128::MAX`] if it cannot be counted, which is out of reach all the same.
#[must_use]
pub fn active_stake(threshold: &ActiveThreshold, supply: Uint128) -> Uint128 {
    match *threshold {
        ActiveThreshold::AbsoluteCount { count } => count,
        ActiveThreshold::Percentage { percent } => {
            active_count_ceil(supply, percent).unwrap_or(Uint128::MAX)
        }
    }
}

/// Least such stake on a public chain: a hundredth of the supply, rounded up.
#[must_use]
pub fn active_floor(supply: Uint128) -> Uint128 {
    let percent = ACTIVE_SHARE;
    active_stake(&ActiveThreshold::Percentage { percent }, supply)
}
