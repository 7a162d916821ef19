//! What the demo remembers of its governance: proposals, unbonding stake, and what the report needs of both.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;

use crate::holders::Proposal;
use crate::report::RateChange;

/// Base units of one QER.
const UNIT: u128 = 1_000_000;

/// The state of governance during a run.
#[derive(Debug, Clone, Default)]
pub(super) struct GovernanceRun {
    /// Every proposal made so far.
    pub decisions: BTreeMap<Proposal, Decision>,
    /// Stake that holders have unstaked, claimed or not.
    pub unbonding: Vec<Unbonding>,
    /// Rates before and after the first decision, once it was executed.
    pub rate_change: Option<RateChange>,
    /// For each holder with the perk, the date since which it has been open without a break.
    pub perk_since: BTreeMap<usize, String>,
    /// The reserve's own ETH when the raid was proposed, smallest unit.
    pub raid_amount: Uint128,
    /// Date of the raider's attempt to execute the vetoed operation, and the timelock's answer.
    pub raid_attempt: Option<(String, String)>,
}

/// A proposal in the DAO, and the operation it became.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    /// Number of the proposal in the DAO's proposal module.
    pub proposal_id: u64,
    /// Index into the list of holders.
    pub proposer: usize,
    /// Date of the proposal.
    pub proposed: String,
    /// The timelock's operation, once the proposal has passed.
    pub queued: Option<Queued>,
    /// Date on which the operation was executed or vetoed.
    pub ended: Option<String>,
}

/// An operation in the timelock's queue.
#[derive(Debug, Clone)]
pub(super) struct Queued {
    /// The timelock's number of it.
    pub id: u64,
    /// Date on which it was queued.
    pub date: String,
    /// Block time at which it was queued, seconds.
    pub time: u64,
}

/// Stake on its way out.
#[derive(Debug, Clone)]
pub(super) struct Unbonding {
    /// Index into the list of holders.
    pub holder: usize,
    /// QER, base units.
    pub amount: Uint128,
    /// Date on which it was unstaked.
    pub since: String,
    /// Block time from which it can be claimed, seconds.
    pub matures: u64,
    /// Date on which it was claimed.
    pub claimed: Option<String>,
}

/// Whole QER in base units.
pub(super) fn units(whole: u64) -> Uint128 {
    Uint128::new(u128::from(whole) * UNIT)
}
