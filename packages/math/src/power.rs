//! Voting power of stakes, and how much stake makes a DAO active.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{error::MathError, wide::ONE};

/// What DAO DAO keeps of a share of the supply before it rounds up: 10^-9 of a smallest unit.
const ACTIVE_PRECISION: Uint128 = Uint128::new(1_000_000_000);

/// The power of stakes (smallest units) with their multipliers: `sum(stake * multiplier)`, rounded
/// down once, so that moving stake to a higher multiplier never loses a unit.
///
/// [`MathError::Overflow`] when the power does not fit.
pub fn power_floor(stakes: &[(Uint128, Decimal)]) -> Result<Uint128, MathError> {
    let op = "power_floor";
    let overflow = || MathError::Overflow { op };
    let mut sum = Uint256::zero();
    for (stake, multiplier) in stakes {
        sum = sum
            .checked_add(stake.full_mul(multiplier.atomics()))
            .map_err(|_| overflow())?;
    }
    let power = sum
        .checked_div(Uint256::from(ONE))
        .map_err(|_| MathError::DivisionByZero { op })?;
    Uint128::try_from(power).map_err(|_| overflow())
}

/// The stake (smallest units) that is `share` of `supply`, rounded up, as dao-voting-cw20-staked
/// computes it: of the exact product, what is below 10^-9 of a unit is dropped first.
///
/// Never fails for a share of at most 1; else [`MathError::Overflow`] is possible.
pub fn active_count_ceil(supply: Uint128, share: Decimal) -> Result<Uint128, MathError> {
    let op = "active_count_ceil";
    let overflow = || MathError::Overflow { op };
    let zero = || MathError::DivisionByZero { op };
    let precision = Uint256::from(ACTIVE_PRECISION);
    let needed = supply
        .full_mul(ACTIVE_PRECISION)
        .checked_mul(Uint256::from(share.atomics()))
        .map_err(|_| overflow())?
        .checked_div(Uint256::from(ONE))
        .map_err(|_| zero())?
        .checked_add(precision.saturating_sub(Uint256::one()))
        .map_err(|_| overflow())?
        .checked_div(precision)
        .map_err(|_| zero())?;
    Uint128::try_from(needed).map_err(|_| overflow())
}
