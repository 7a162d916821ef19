//! How much QER may be seized in an hour: no more than the pool's depth bears. And how much has been seized in all.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, StdResult, Storage, Uint128};
use qerun_math::{significant_ceil, SlidingSum};
use qerun_messages::market::LiquidationRule;

use crate::error::ContractError;
use crate::state::{COLLATERAL, SEIZED};

/// Seizures are counted in slots of ten minutes, the present one and the six before it: 60 to 70 minutes.
const SLOT: u64 = 600;
const SLOTS: u64 = 6;
/// Significant digits of a seizure's value that are kept, rounded up: more would cost 30 gas each and cap nothing.
const DIGITS: u32 = 12;

/// QER that liquidations have seized. Stored without the names of its fields.
#[cw_serde]
#[derive(Default)]
#[serde(from = "(SlidingSum, Uint128)", into = "(SlidingSum, Uint128)")]
pub struct Seized {
    /// In the last hour, USD at the liquidation price.
    pub last_hour: SlidingSum,
    /// In all, smallest unit: what [`COLLATERAL`] still counts.
    pub collateral: Uint128,
}

impl From<(SlidingSum, Uint128)> for Seized {
    fn from((last_hour, collateral): (SlidingSum, Uint128)) -> Self {
        Seized {
            last_hour,
            collateral,
        }
    }
}

impl From<Seized> for (SlidingSum, Uint128) {
    fn from(seized: Seized) -> Self {
        (seized.last_hour, seized.collateral)
    }
}

/// What the hourly cap leaves.
#[derive(Clone, Copy, Debug)]
pub struct SeizureCapacity {
    /// QER that may be seized now, USD at the liquidation price.
    pub value: Decimal,
    /// When there is more, Unix seconds: the oldest seizure of the hour stops counting then.
    pub grows_at: u64,
}

/// What has been seized: one storage read.
pub fn load_seized(storage: &dyn Storage) -> StdResult<Seized> {
    Ok(SEIZED.may_load(storage)?.unwrap_or_default())
}

/// QER pledged in all, smallest unit.
pub fn pledged(storage: &dyn Storage) -> Result<Uint128, ContractError> {
    let seized = load_seized(storage)?.collateral;
    Ok(COLLATERAL.load(storage)?.checked_sub(seized)?)
}

/// What the cap leaves at `now`; none without a depth, as there is no cap then.
pub fn seizure_capacity(
    seized: &Seized,
    rule: &LiquidationRule,
    depth: Option<Decimal>,
    now: u64,
) -> Result<Option<SeizureCapacity>, ContractError> {
    let Some(depth) = depth else {
        return Ok(None);
    };
    let (cap, sum) = (depth.checked_mul(rule.seizure_cap)?, &seized.last_hour);
    Ok(Some(SeizureCapacity {
        value: cap.saturating_sub(sum.sum(now, SLOT, SLOTS)),
        grows_at: sum.next_release(now, SLOT, SLOTS).unwrap_or(now),
    }))
}

/// Counts QER of this value, USD, as seized at `now`, besides what was `seized` before, also while there is no depth and
/// hence no cap.
pub fn record_seizure(
    storage: &mut dyn Storage,
    mut seized: Seized,
    collateral: Uint128,
    value: Decimal,
    now: u64,
) -> Result<(), ContractError> {
    let value = significant_ceil(value, DIGITS);
    seized.last_hour.add(value, now, SLOT, SLOTS);
    seized.collateral = seized.collateral.checked_add(collateral)?;
    Ok(SEIZED.save(storage, &seized)?)
}
