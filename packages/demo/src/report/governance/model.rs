//! The figures of governance. QER are whole tokens; dates are those of the prices.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

/// What holders staked, decided and tried in the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Governance {
    /// The tiers of stake.
    pub tiers: Vec<TierRow>,
    /// The right that the last columns of the holders' table are about.
    pub perk: PerkTerms,
    /// One entry a holder; the raider last.
    pub holders: Vec<HolderRow>,
    /// Everything that went to the vote, in order.
    pub decisions: Vec<DecisionRow>,
    /// What the first decision did, once executed.
    pub rate_change: Option<RateChange>,
    /// What somebody takes out.
    pub unbonding: Vec<UnbondingRow>,
    /// What the raid aimed at and came to, once proposed.
    pub raid: Option<Raid>,
    /// QER that the timelock holds at the end: forfeited bonds, and bonds it keeps.
    pub timelock_qer: Decimal,
    /// Parts of the chapter that the run was too short for.
    pub missed: Vec<String>,
}

/// A tier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierRow {
    /// Days that unstaking takes.
    pub days: u64,
    /// Power of one QER.
    pub multiplier: Decimal,
}

/// When `has_access` says yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerkTerms {
    /// Its id.
    pub id: String,
    /// Least power.
    pub min_power: Decimal,
    /// Least reputation.
    pub min_reputation: Decimal,
}

/// A holder at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderRow {
    /// Name.
    pub name: String,
    /// Stake in each tier.
    pub stakes: Vec<Decimal>,
    /// All stake.
    pub staked: Decimal,
    /// Power.
    pub power: Decimal,
    /// Part of all power.
    pub share: Decimal,
    /// Reputation.
    pub reputation: Decimal,
    /// The first day since which the perk is open; none if it is not at the end.
    pub perk_since: Option<String>,
}

/// One decision from its proposal to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// Title.
    pub what: String,
    /// Who proposed it.
    pub proposer: String,
    /// When.
    pub proposed: String,
    /// Power for it.
    pub yes: Decimal,
    /// Power against it.
    pub no: Decimal,
    /// Part of all power that voted.
    pub turnout: Decimal,
    /// When the timelock filed it; none while it is voted on.
    pub queued: Option<String>,
    /// Its class: `routine`, `sensitive` or `critical`.
    pub class: Option<String>,
    /// QER posted for it.
    pub bond: Decimal,
    /// When its delay ends.
    pub ready: Option<String>,
    /// What became of it, in words.
    pub outcome: String,
    /// When it ended.
    pub ended: Option<String>,
}

/// Rates in the block of the change, before and after, at the same utilisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateChange {
    /// When.
    pub date: String,
    /// Debt over debt and cash.
    pub utilisation: Decimal,
    /// The lower slope of the curve.
    pub slope_before: Decimal,
    /// The same after.
    pub slope_after: Decimal,
    /// What borrowers pay a year.
    pub borrow_before: Decimal,
    /// The same after.
    pub borrow_after: Decimal,
    /// What suppliers earn a year.
    pub supply_before: Decimal,
    /// The same after.
    pub supply_after: Decimal,
}

/// Stake on its way out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnbondingRow {
    /// Whose.
    pub holder: String,
    /// QER.
    pub amount: Decimal,
    /// When it was unstaked.
    pub since: String,
    /// When it can be claimed.
    pub matures: String,
    /// When it was claimed.
    pub claimed: Option<String>,
}

/// The raid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raid {
    /// The reserve's own ETH when it was proposed, all of which it would send to the raider.
    pub aimed_at_eth: Decimal,
    /// QER of the bond that went to the treasury.
    pub forfeited: Decimal,
    /// When the raider tried to execute it all the same.
    pub tried: Option<String>,
    /// What the timelock answered.
    pub refusal: Option<String>,
    /// ETH of the raider at the end.
    pub raider_eth: Decimal,
    /// The reserve's own ETH at the end.
    pub own_eth: Decimal,
    /// Whether the reserve is the timelock's at the end.
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
