//! The DAO, its voting module and the timelock, as a plan describes them.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::{timelock, voting};
use serde::{Deserialize, Serialize};

use super::asset::AssetName;

/// The DAO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaoPlan {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its picture, `https://..` or `ipfs://..`.
    pub image_url: Option<String>,
    /// What describes it to other programs (EIP-4824), `https://..` or `ipfs://..`.
    pub dao_uri: Option<String>,
    /// DAO DAO's page where it lists the chain, as `https://daodao.zone`: Qerun's own page links to proposals there. None by
    /// default.
    pub page: Option<String>,
    /// The part of all power that must vote.
    pub quorum: Decimal,
    /// Seconds in which votes are taken.
    pub voting_period: u64,
    /// Seconds for which a proposal stays open at least.
    pub min_voting_period: u64,
    /// QER that a proposer deposits, smallest unit; zero for none.
    pub deposit: Uint128,
    /// When the deposit is refunded.
    pub refund: Refund,
}

/// When the deposit of a proposal comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refund {
    /// Always.
    Always,
    /// If it passes.
    OnlyPassed,
    /// Never.
    Never,
}

/// Stake and power.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VotingPlan {
    /// Unbonding and multiplier, rising.
    pub tiers: Vec<voting::Tier>,
    /// Seconds; no tier unbonds faster.
    pub min_unbonding: u64,
    /// The stake from which on the DAO is active; with less nobody can propose. Without it a single unit of stake decides
    /// while nobody else has staked.
    pub active_threshold: Option<voting::ActiveThreshold>,
    /// Half-life of reputation and gas of hooks.
    pub params: voting::Params,
    /// First perks.
    #[serde(default)]
    pub perks: Vec<voting::Perk>,
}

/// Delays, bonds, stages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelockPlan {
    /// The highest bond that governance may ever set, smallest unit.
    pub max_bond: Uint128,
    /// Delays, bonds, windows.
    pub params: timelock::Params,
    /// The steward and its end; none: the DAO alone from the start.
    pub stewardship: Option<StewardshipPlan>,
    /// Up to which amounts spending is not critical.
    #[serde(default)]
    pub spend_limits: Vec<SpendLimitPlan>,
}

/// The steward's time, counted from the deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StewardshipPlan {
    /// An address of the home chain.
    pub steward: String,
    /// Seconds until the stage `shared` at the latest.
    pub shared_after: u64,
    /// Seconds until the stage `community` at the latest.
    pub community_after: u64,
}

/// A limit on what the treasury spends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendLimitPlan {
    /// The asset that is spent.
    pub asset: AssetName,
    /// Routine up to this much in 30 days.
    pub routine: Uint128,
    /// Sensitive up to this much.
    pub sensitive: Uint128,
}
