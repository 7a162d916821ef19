//! Dates that a plan counts from the deployment.

use std::ops::RangeInclusive;

/// They count from some moments before the contract's block, and a deployer's clock may be off. Seconds.
const SLACK: u64 = 3_600;

/// When something may begin that is planned so many seconds after the deployment. `created_at` is when the contract was
/// made; without it, as the node has pruned the block, `now`, which is later, bounds it from one side.
pub fn begins(created_at: Option<u64>, now: u64, planned: u64) -> RangeInclusive<u64> {
    let begun = created_at.unwrap_or(now);
    let latest = begun.saturating_add(planned).saturating_add(SLACK);
    let earliest = match created_at {
        Some(created_at) => created_at.saturating_add(planned).saturating_sub(SLACK),
        None => 0,
    };
    earliest..=latest
}
