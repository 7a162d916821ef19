//! How much QER may be seized: `contracts/market/src/seizure_cap.rs` in numbers. A step is a slot of the contract.

/// Slots that count: the present one and the six before it.
const SLOTS: usize = 7;

/// What was seized in each of the last steps, USD at the liquidation price.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seizures([(u32, f64); SLOTS]);

impl Seizures {
    /// What the cap leaves in a step.
    pub fn capacity(&self, cap: f64, step: u32) -> f64 {
        let oldest = step.saturating_sub(SLOTS as u32 - 1);
        let counted = self.0.iter().filter(|(at, _)| *at >= oldest);
        let seized: f64 = counted.map(|(_, value)| value).sum();
        (cap - seized).max(0.0)
    }

    /// Counts a seizure of this value in a step.
    pub fn record(&mut self, value: f64, step: u32) {
        let Some(slot) = self.0.get_mut(step as usize % SLOTS) else {
            return;
        };
        if slot.0 == step {
            slot.1 += value;
        } else {
            *slot = (step, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seized_counts_for_seven_steps() {
        let mut seizures = Seizures::default();
        seizures.record(30.0, 10);
        seizures.record(20.0, 10);
        seizures.record(5.0, 12);
        assert_eq!(seizures.capacity(100.0, 12), 45.0);
        assert_eq!(seizures.capacity(40.0, 12), 0.0);
        assert_eq!(seizures.capacity(100.0, 16), 45.0);
        assert_eq!(seizures.capacity(100.0, 17), 95.0);
        assert_eq!(seizures.capacity(100.0, 19), 100.0);
    }
}
