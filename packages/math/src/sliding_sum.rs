//! A sum over the last while, exact to the slot.

use cosmwasm_std::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was added in each of the last slots of time, oldest first.
///
/// `slot` (seconds, 0 counts as 1) and `slots` are given with each call and should stay the same for one record. The
/// window is the present slot and the `slots` before it: between `slots` and `slots + 1` times `slot` seconds. So
/// whatever is added in any `slots * slot` seconds is in one sum.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default, PartialEq, Eq)]
#[serde(transparent)]
pub struct SlidingSum(Vec<(u64, Decimal)>);

impl SlidingSum {
    /// What was added in the window that ends at `now`, in seconds; `Decimal::MAX` for more than that.
    pub fn sum(&self, now: u64, slot: u64, slots: u64) -> Decimal {
        self.counted(now, slot, slots)
            .fold(Decimal::zero(), |sum, (_, value)| {
                sum.saturating_add(*value)
            })
    }

    /// When the oldest part of the sum leaves the window, in seconds; `None` when there is nothing in it.
    pub fn next_release(&self, now: u64, slot: u64, slots: u64) -> Option<u64> {
        let (oldest, _) = self.counted(now, slot, slots).next()?;
        let leaves = oldest.saturating_add(slots).saturating_add(1);
        Some(leaves.saturating_mul(slot.max(1)))
    }

    /// Adds a value at `now`, in seconds, and forgets what has left the window: at most `slots + 1` values are kept.
    /// A moment before the last one counts as that one.
    pub fn add(&mut self, value: Decimal, now: u64, slot: u64, slots: u64) {
        let kept = self.counted(now, slot, slots).copied().collect();
        self.0 = kept;
        let present = present(now, slot);
        match self.0.last_mut() {
            Some((last, sum)) if *last >= present => *sum = sum.saturating_add(value),
            _ => self.0.push((present, value)),
        }
    }

    fn counted(&self, now: u64, slot: u64, slots: u64) -> impl Iterator<Item = &(u64, Decimal)> {
        let first = present(now, slot).saturating_sub(slots);
        self.0.iter().filter(move |(at, _)| *at >= first)
    }
}

/// The number of the slot that a moment is in.
fn present(now: u64, slot: u64) -> u64 {
    now.checked_div(slot.max(1)).unwrap_or_default()
}
