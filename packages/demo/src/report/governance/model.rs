//! The figures of governance. QER are whole tokens; dates are those of the prices.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

/// Governance over the whole run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Governance {
    /// The tiers of stake.
    pub tiers: Vec<TierRow>,
    /// The perk whose holders the table marks.
    pub perk: PerkTerms,
    /// One entry a holder; the raider last.
    pub holders: Vec<HolderRow>,
    /// Every proposal, in order.
    pub decisions: Vec<DecisionRow>,
    /// Rates around the first decision, once it was executed.
    pub rate_change: Option<RateChange>,
    /// Stake that was unstaked.
    pub unbonding: Vec<UnbondingRow>,
    /// The raid, once it was proposed.
    pub raid: Option<Raid>,
    /// QER that the timelock holds at the end: forfeited bonds, and bonds it keeps.
    pub timelock_qer: Decimal,
    /// Events that the run was too short for.
    pub missed: Vec<String>,
}

/// A tier of stake.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierRow {
    /// Days that unstaking takes.
    pub days: u64,
    /// Power of one QER.
    pub multiplier: Decimal,
}

/// The conditions under which `has_access` answers yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerkTerms {
    /// The perk's id.
    pub id: String,
    /// Minimum power, whole QER times multiplier.
    pub min_power: Decimal,
    /// Minimum reputation, whole QER.
    pub min_reputation: Decimal,
}

/// A holder at the end of the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderRow {
    /// Name in the list of holders.
    pub name: String,
    /// Stake in each tier.
    pub stakes: Vec<Decimal>,
    /// All stake.
    pub staked: Decimal,
    /// Voting power.
    pub power: Decimal,
    /// Part of all power.
    pub share: Decimal,
    /// Reputation, whole QER.
    pub reputation: Decimal,
    /// The first day since which the perk is open; none if it is not at the end.
    pub perk_since: Option<String>,
}

/// One decision from its proposal to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// Title of the proposal.
    pub what: String,
    /// Name of the proposer.
    pub proposer: String,
    /// Date of the proposal.
    pub proposed: String,
    /// Power for it.
    pub yes: Decimal,
    /// Power against it.
    pub no: Decimal,
    /// Part of all power that voted.
    pub turnout: Decimal,
    /// Date on which the timelock queued it; none while it is voted on.
    pub queued: Option<String>,
    /// Its class: `routine`, `sensitive` or `critical`.
    pub class: Option<String>,
    /// QER posted for it.
    pub bond: Decimal,
    /// When its delay ends.
    pub ready: Option<String>,
    /// The outcome in words.
    pub outcome: String,
    /// Date of execution or veto.
    pub ended: Option<String>,
}

/// Rates in the block of the change, before and after, at the same utilisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateChange {
    /// Date of the change.
    pub date: String,
    /// Debt divided by debt and cash.
    pub utilisation: Decimal,
    /// The lower slope of the curve.
    pub slope_before: Decimal,
    /// The same after.
    pub slope_after: Decimal,
    /// Yearly rate that borrowers pay, a fraction of 1.
    pub borrow_before: Decimal,
    /// The same after.
    pub borrow_after: Decimal,
    /// Yearly rate that suppliers earn, a fraction of 1.
    pub supply_before: Decimal,
    /// The same after.
    pub supply_after: Decimal,
}

/// Stake that is unbonding or was claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnbondingRow {
    /// Name of the holder.
    pub holder: String,
    /// Whole QER.
    pub amount: Decimal,
    /// Date on which it was unstaked.
    pub since: String,
    /// Date from which it can be claimed.
    pub matures: String,
    /// Date on which it was claimed; none if it was not.
    pub claimed: Option<String>,
}

/// A proposal that would send the reserve's own ETH to its proposer, and its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raid {
    /// The reserve's own ETH when the raid was proposed; the raid would send all of it to the raider.
    pub aimed_at_eth: Decimal,
    /// QER of the bond that went to the treasury.
    pub forfeited: Decimal,
    /// Date on which the raider tried to execute the vetoed operation.
    pub tried: Option<String>,
    /// The timelock's error message.
    pub refusal: Option<String>,
    /// ETH of the raider at the end.
    pub raider_eth: Decimal,
    /// The reserve's own ETH at the end.
    pub own_eth: Decimal,
    /// Whether the timelock owns the reserve at the end.
    pub reserve_kept: bool,
}

/// Power and reputation at the end of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GovernanceDay {
    /// Power in each tier.
    pub power_by_tier: Vec<Decimal>,
    /// Reputation of each holder.
    pub reputation: Vec<Decimal>,
}
