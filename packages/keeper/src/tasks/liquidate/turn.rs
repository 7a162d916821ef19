//! Whose turn it is. A position that pays nobody, or whose liquidation the chain refuses, stays at the head of the order of
//! health; it must not keep the keeper from those behind it.

use std::collections::BTreeMap;

use qerun_messages::market::{HealthCursor, LiquidatablePosition};

/// Refusals in a row from which a position comes after all others. Beside a second keeper a few are usual: the other one's sales
/// move the pair's price. The order of health is worth these tries.
const LAST: u32 = 5;

/// What a round leaves to the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    /// Where those begin that are looked at when nothing pays at the head; none right behind it.
    after: Option<HealthCursor>,
    /// How often in a row a borrower's liquidation was refused.
    refused: BTreeMap<String, u32>,
}

impl Turn {
    /// Splits positions into those whose turn it is and those that come last, each in the order of health.
    pub(super) fn split(
        &self,
        rows: Vec<LiquidatablePosition>,
    ) -> (Vec<LiquidatablePosition>, Vec<LiquidatablePosition>) {
        rows.into_iter()
            .partition(|row| self.refusals(row.borrower.as_str()) < LAST)
    }

    /// Where to go on behind the head, which ends at `head`.
    pub(super) fn behind(&self, head: &HealthCursor) -> HealthCursor {
        self.after.clone().unwrap_or_else(|| head.clone())
    }

    /// Where the next round goes on behind the head if nothing pays there; none right behind it.
    pub(super) fn go_on_after(&mut self, after: Option<HealthCursor>) {
        self.after = after;
    }

    /// Whether a borrower's liquidation was refused.
    pub(super) fn ended(&mut self, borrower: String, refused: bool) {
        match refused {
            true => {
                let times = self.refusals(&borrower).saturating_add(1);
                self.refused.insert(borrower, times);
            }
            false => drop(self.refused.remove(&borrower)),
        }
    }

    /// Forgets who cannot be liquidated any more; `rows` are all that can, as far as the head goes.
    pub(super) fn forget_but(&mut self, rows: &[LiquidatablePosition]) {
        let is_there = |name: &str| rows.iter().any(|row| row.borrower.as_str() == name);
        self.refused.retain(|name, _| is_there(name));
    }

    fn refusals(&self, borrower: &str) -> u32 {
        self.refused.get(borrower).copied().unwrap_or_default()
    }
}
