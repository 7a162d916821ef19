//! Which positions the keepers act on: those that could be liquidated for as long as the keepers are late.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use qerun_messages::market::LiquidatablePosition;

/// Since which hour of the run each listed position has been listed without a break.
#[derive(Debug, Clone, Default)]
pub struct Overdue {
    since: BTreeMap<Addr, u64>,
}

impl Overdue {
    /// Notes who is listed in this hour; who no longer is begins anew.
    pub fn note(&mut self, listed: &[LiquidatablePosition], hour: u64) {
        let before = std::mem::take(&mut self.since);
        self.since = listed
            .iter()
            .map(|one| {
                let since = before.get(&one.borrower).copied().unwrap_or(hour);
                (one.borrower.clone(), since)
            })
            .collect();
    }

    /// Whether a position has been listed for so many hours.
    pub fn is_due(&self, borrower: &Addr, hour: u64, delay: u32) -> bool {
        let since = self.since.get(borrower);
        since.is_some_and(|since| hour.saturating_sub(*since) >= u64::from(delay))
    }
}
