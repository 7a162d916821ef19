//! The members' vesting contracts (cw-vesting 2.6.0).

use cosmwasm_std::{Timestamp, Uint128};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Role;

/// A vesting contract that the deployer made.
#[derive(Clone, Debug, PartialEq)]
pub struct VestingFacts {
    /// Its place among the contracts.
    pub role: Role,
    /// Its instantiate message, from the chain's history: what was promised.
    pub promised: Value,
    /// What it says of itself now.
    pub vest: Vest,
    /// What vests in all, smallest units: what had vested by then, once it is cancelled.
    pub total: Uint128,
    /// What has vested by now, paid out or not.
    pub vested: Uint128,
    /// What the member could be paid now.
    pub distributable: Uint128,
}

impl VestingFacts {
    /// What was to vest in all, smallest units.
    #[must_use]
    pub fn promised_total(&self) -> Uint128 {
        let total = self.promised.get("total").and_then(Value::as_str);
        let total = total.and_then(|text| text.parse::<Uint128>().ok());
        total.unwrap_or_default()
    }

    /// Whether governance has cancelled it.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.vest.status, VestStatus::Canceled { .. })
    }
}

/// The contract's own record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vest {
    /// What has vested so many seconds after the start, as a curve of wynd-utils.
    pub vested: Value,
    /// When it began.
    pub start_time: Timestamp,
    /// Whether it has its tokens.
    pub status: VestStatus,
    /// Who is paid.
    pub recipient: String,
    /// What is paid, as the contract names it.
    pub denom: Value,
    /// Paid to the member so far, smallest units.
    pub claimed: Uint128,
    /// What the owner has taken off as slashed, smallest units.
    pub slashed: Uint128,
}

/// Whether a vesting contract has its tokens; in the contract's own spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VestStatus {
    /// Nobody has sent them.
    Unfunded,
    /// It has, and pays as they vest.
    Funded,
    /// Nothing more vests.
    Canceled {
        /// What the owner can still take, smallest units.
        owner_withdrawable: Uint128,
    },
}

/// Vesting contracts of QER that the deployment did not make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherVesting {
    /// How many.
    pub count: usize,
    /// What they hold of QER, smallest units.
    pub held: Uint128,
    /// Whether every account of QER was asked if it is one.
    pub all_looked_at: bool,
}
