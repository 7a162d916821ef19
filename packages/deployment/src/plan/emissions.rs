//! What is released as rewards over the years, as a plan describes it.

use cosmwasm_std::Uint128;
use qerun_messages::emissions::{Point, Schedule};
use serde::{Deserialize, Serialize};

/// The stream for those who lock QER, in an [`super::Allocation`].
pub const LOCK_REWARDS: &str = "lock_rewards";
/// The stream for those who stake liquidity, in an [`super::Allocation`].
pub const LIQUIDITY_REWARDS: &str = "liquidity_rewards";
/// The id of the first in the contract.
pub const LOCK_STREAM: &str = "lock";
/// The id of the second in the contract.
pub const LIQUIDITY_STREAM: &str = "liquidity";

/// QER that is released over time, through the official rewards distributor. Rows of `supply` give each stream its total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmissionsPlan {
    /// For those who stake QER, by their power; `lock_rewards` in rows of `supply`.
    pub lock: StreamPlan,
    /// For those who stake the LP token of `qer_pool`; `liquidity_rewards` in rows of `supply`.
    pub liquidity: Option<StreamPlan>,
}

/// A stream: how much may be released until when. Nothing changes it after the deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamPlan {
    /// Seconds from the deployment until it starts; none: at once.
    #[serde(default)]
    pub start_after: u64,
    /// Least power in all with which anything is released, so that the first to stake does not get all that came before.
    pub min_power: Uint128,
    /// Seconds after the start, and what may be released in all by then, rising; between them straight lines that never get
    /// steeper. The last has the total.
    pub points: Vec<Point>,
}

impl StreamPlan {
    /// All that it will ever release, smallest units.
    #[must_use]
    pub fn total(&self) -> Uint128 {
        self.points.last().map(|p| p.released).unwrap_or_default()
    }

    /// Seconds from its start to its end.
    #[must_use]
    pub fn duration(&self) -> u64 {
        self.points.last().map(|p| p.after).unwrap_or_default()
    }

    /// The contract's schedule for a deployment at this time, Unix seconds.
    #[must_use]
    pub fn schedule(&self, now: u64) -> Schedule {
        Schedule {
            start: now.saturating_add(self.start_after),
            points: self.points.clone(),
        }
    }
}
