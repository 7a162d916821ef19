//! How much stake the DAO needs to be active.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::active_count_ceil;
use qerun_messages::voting::ActiveThreshold;

use super::check::Findings;
use super::public::ACTIVE_SHARE;
use super::{PlanFile, Problem, TREASURY};

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

/// A threshold that can be reached.
pub(super) fn check(f: &mut Findings, plan: &PlanFile) {
    let Some(threshold) = &plan.voting.active_threshold else {
        return;
    };
    let at = "voting.active_threshold";
    let amount = active_stake(threshold, plan.token.supply);
    f.that(!amount.is_zero(), at, || Problem::Zero);
    if let ActiveThreshold::Percentage { percent } = threshold {
        let (value, min, max) = (*percent, Decimal::zero(), Decimal::one());
        f.that(value <= max, at, || Problem::Range { value, min, max });
    }
    let most = plan.token.supply;
    f.that(amount <= most, at, || {
        let why = "the DAO could never decide";
        Problem::Above { amount, most, why }
    });
    // The treasury stakes nothing. A steward can still pay out of it, the DAO cannot before it is active.
    let outside = plan.supply.iter().filter(|row| row.to != TREASURY);
    let most = outside.fold(Uint128::zero(), |sum, row| sum.saturating_add(row.amount));
    let paid_out = plan.timelock.stewardship.is_some();
    f.that(paid_out || amount <= most, at, || {
        let why = "nobody could pay out of the treasury what has to be staked";
        Problem::Above { amount, most, why }
    });
}
