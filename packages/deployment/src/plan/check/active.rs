//! The active threshold.

use cosmwasm_std::Decimal;
use qerun_messages::voting::ActiveThreshold;

use crate::plan::findings::Findings;
use crate::plan::{active_stake, PlanFile, Problem};

/// A threshold that can be reached.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let Some(threshold) = &plan.voting.active_threshold else {
        return;
    };
    let at = "voting.active_threshold";
    let amount = active_stake(threshold, plan.token.supply);
    f.require(!amount.is_zero(), at, || Problem::Zero);
    if let ActiveThreshold::Percentage { percent } = threshold {
        let (value, min, max) = (*percent, Decimal::zero(), Decimal::one());
        f.require(value <= max, at, || Problem::OutOfRange { value, min, max });
    }
    let most = plan.token.supply;
    f.require(amount <= most, at, || {
        let why = "the DAO could never decide";
        Problem::TooMuch { amount, most, why }
    });
    // The treasury stakes nothing, nor do streams and vesting contracts. A steward can still pay out of it, the DAO cannot before it is active.
    let most = plan.circulating();
    let paid_out = plan.timelock.stewardship.is_some();
    f.require(paid_out || amount <= most, at, || {
        let why = "nobody could pay out of the treasury what has to be staked";
        Problem::TooMuch { amount, most, why }
    });
}
