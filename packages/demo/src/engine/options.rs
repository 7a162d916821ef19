//! What a run depends on besides prices and crowd.

use cosmwasm_std::Decimal;

/// What a run depends on besides prices and crowd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunOptions {
    /// Seed of the relayer's faults and of the DEX's other traders.
    pub seed: u64,
    /// Hours for which a position can be liquidated before any keeper does so. 0 is within the hour.
    pub liquidator_delay: u32,
    /// The market's `min_insurance`: insurance as a part of the depth, from which borrowing is open. The treasury keeps
    /// a little more. None for that of the deployment's plan.
    pub min_insurance: Option<Decimal>,
}

impl RunOptions {
    /// Prompt keepers, and the insurance of the plan.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            liquidator_delay: 0,
            min_insurance: None,
        }
    }
}
