//! Whose turn it is. A position that pays nobody, or whose liquidation the chain refuses, stays at the head of the order of
//! health; it must not keep the keeper from those behind it.

use std::collections::BTreeSet;

use qerun_messages::market::{HealthCursor, LiquidatablePosition};

/// What a round leaves to the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    /// Where those begin that are looked at when nothing pays at the head; none right behind it.
    after: Option<HealthCursor>,
    /// Borrowers whose liquidation was refused. They come after all others, until one is not.
    refused: BTreeSet<String>,
}

impl Turn {
    /// Splits positions into those whose turn it is and those that come last, each in the order of health.
    pub(super) fn split(
        &self,
        rows: Vec<LiquidatablePosition>,
    ) -> (Vec<LiquidatablePosition>, Vec<LiquidatablePosition>) {
        rows.into_iter()
            .partition(|row| !self.refused.contains(row.borrower.as_str()))
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
            true => self.refused.insert(borrower),
            false => self.refused.remove(&borrower),
        };
    }

    /// Forgets who cannot be liquidated any more; `rows` are all that can, as far as the head goes.
    pub(super) fn forget_but(&mut self, rows: &[LiquidatablePosition]) {
        let refused = std::mem::take(&mut self.refused);
        let is_there = |name: &String| rows.iter().any(|row| row.borrower.as_str() == name);
        self.refused = refused.into_iter().filter(is_there).collect();
    }
}
