//! The time grid of the histories of a value: one entry a slot instead of one a moment.

/// A span of whole slots of `step` seconds up to now; slot `n` covers the seconds from `n * step` to `(n + 1) * step`.
///
/// Histories keep one entry for each slot, so their size is known however often a value changes, and no time has to be
/// written down: the slots end with the one in which they were last moved forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Length of a slot, seconds; 0 counts as 1.
    pub step: u64,
    /// How many slots the span is long.
    pub steps: u8,
    /// Significant digits of what is kept for a full slot, rounded down; [`EXACT`] keeps all.
    pub digits: u32,
}

/// As many digits as there can be.
pub const EXACT: u32 = 39;

impl Window {
    /// Length of the span, seconds.
    pub fn span(self) -> u64 {
        self.step.max(1).saturating_mul(self.steps.into())
    }

    /// The number of the slot in which a moment lies.
    pub(crate) fn slot(self, at: u64) -> u64 {
        at.checked_div(self.step.max(1)).unwrap_or_default()
    }

    /// Seconds of a moment's slot that are over by then: 0 to `step - 1`.
    pub(crate) fn into_slot(self, at: u64) -> u64 {
        at.checked_rem(self.step.max(1)).unwrap_or_default()
    }

    /// Slots that began after `from` and until `to`, but no more than the span can have a use for: `steps + 1`.
    pub(crate) fn slots_begun(self, from: u64, to: u64) -> usize {
        let begun = self.slot(to).saturating_sub(self.slot(from));
        let most = u64::from(self.steps).saturating_add(1);
        usize::try_from(begun.min(most)).unwrap_or(usize::MAX)
    }
}

/// Drops the oldest entries beyond `most`.
pub(crate) fn keep_newest<T>(entries: &mut Vec<T>, most: usize) {
    let excess = entries.len().saturating_sub(most);
    entries.drain(..excess);
}
