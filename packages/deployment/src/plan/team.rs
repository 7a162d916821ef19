//! The team, as a plan describes it: each member has a vesting contract of its own (cw-vesting 2.6.0).

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

use super::file::PlanFile;

/// Most members.
pub const MAX_MEMBERS: usize = 32;
/// Longest name of a member: with `vesting-` it is part of a salt, of which a chain takes 64 bytes.
pub const MAX_MEMBER_NAME: usize = 16;

/// A member of the team, and what it gets over time. Owner of the vesting contract is the timelock: the DAO alone can cancel
/// it, which pays the member what has vested and returns the rest to the treasury.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPlan {
    /// 1 to 16 of `a-z 0-9 -`. The contract is called `vesting-<name>`.
    pub name: String,
    /// Who is paid; an address of the home chain. Nothing changes it.
    pub address: String,
    /// All that vests, smallest units.
    pub amount: Uint128,
    /// Seconds after the deployment before which nothing vests.
    pub cliff: u64,
    /// Seconds after the deployment until everything has vested.
    pub duration: u64,
}

impl MemberPlan {
    /// The name of its contract in salts, labels and state files.
    #[must_use]
    pub fn contract_name(&self) -> String {
        format!("vesting-{}", self.name)
    }

    /// The vesting as points of seconds and amount, as cw-vesting's `piecewise_linear` takes them: nothing before the cliff,
    /// at the cliff what a straight line from the start gives, rounded down, from there on a line to all of it.
    #[must_use]
    pub fn schedule(&self) -> Vec<(u64, Uint128)> {
        // A cliff of zero is refused by the plan's rules, and so is one after the end.
        let at_cliff = self
            .amount
            .checked_multiply_ratio(self.cliff, self.duration)
            .unwrap_or(self.amount);
        let mut points = vec![
            (self.cliff.saturating_sub(1), Uint128::zero()),
            (self.cliff, at_cliff),
        ];
        if self.duration > self.cliff {
            points.push((self.duration, self.amount));
        }
        points
    }
}

impl PlanFile {
    /// What all members get, smallest units: the deployer is given it at the genesis, and funds each contract with its part.
    /// [`Uint128::MAX`] if it cannot be counted.
    #[must_use]
    pub fn team_total(&self) -> Uint128 {
        let amounts = self.team.iter().map(|member| member.amount);
        amounts.fold(Uint128::zero(), Uint128::saturating_add)
    }
}
