//! How much QER may be seized in an hour: no more than the pool's depth bears.

use cosmwasm_std::{Decimal, StdResult, Storage};
use qerun_math::SlidingSum;
use qerun_messages::market::LiquidationRule;

use crate::error::ContractError;
use crate::state::SEIZED;

/// Seizures are counted in slots of ten minutes, the present one and the six before it: 60 to 70 minutes.
const SLOT: u64 = 600;
const SLOTS: u64 = 6;

/// What the hourly cap leaves.
#[derive(Clone, Copy, Debug)]
pub struct SeizureCapacity {
    /// QER that may be seized now, USD at the liquidation price.
    pub value: Decimal,
    /// When there is more, Unix seconds: the oldest seizure of the hour stops counting then.
    pub grows_at: u64,
}

/// What has been seized of late: one storage read.
pub fn load_seized(storage: &dyn Storage) -> StdResult<SlidingSum> {
    Ok(SEIZED.may_load(storage)?.unwrap_or_default())
}

/// What the cap leaves at `now`; none without a depth, as there is no cap then.
pub fn seizure_capacity(
    seized: &SlidingSum,
    rule: &LiquidationRule,
    depth: Option<Decimal>,
    now: u64,
) -> Result<Option<SeizureCapacity>, ContractError> {
    let Some(depth) = depth else {
        return Ok(None);
    };
    let cap = depth.checked_mul(rule.seizure_cap)?;
    Ok(Some(SeizureCapacity {
        value: cap.saturating_sub(seized.sum(now, SLOT, SLOTS)),
        grows_at: seized.next_release(now, SLOT, SLOTS).unwrap_or(now),
    }))
}

/// Counts QER of this value as seized at `now`, besides what was `seized` before, also while there is no depth and hence
/// no cap.
pub fn record_seizure(
    storage: &mut dyn Storage,
    mut seized: SlidingSum,
    value: Decimal,
    now: u64,
) -> StdResult<()> {
    seized.add(value, now, SLOT, SLOTS);
    SEIZED.save(storage, &seized)
}
