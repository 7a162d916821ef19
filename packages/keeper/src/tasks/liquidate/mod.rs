//! `liquidate`: liquidates unhealthy positions, the least healthy first, and sells the QER in the same transaction.

mod pair;
mod plan;
mod planner;
mod round;
mod turn;

pub use self::pair::{belief_price, Simulation};
pub use self::plan::{payment, plan, Figures, PassOver, Plan, Prices, Sale};

use std::time::Duration;

use self::turn::Turn;
use crate::config::LiquidateConfig;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// What market or pair say when somebody else was faster, or the price moved against the keeper.
pub(super) const LOST: &[&str] = &[
    "has no debt",
    "only below 1 a position can be liquidated",
    "less than the",
    "would leave a debt of",
    "nothing to seize now",
    "exceeds max spread limit",
];

/// Liquidates.
pub struct Liquidate {
    config: LiquidateConfig,
    turn: Turn,
}

impl Liquidate {
    /// With this configuration.
    #[must_use]
    pub fn new(config: LiquidateConfig) -> Self {
        Liquidate {
            config,
            turn: Turn::default(),
        }
    }
}

impl Task for Liquidate {
    fn name(&self) -> TaskName {
        TaskName::Liquidate
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        round::run(&self.config, &mut self.turn, context)
    }
}
