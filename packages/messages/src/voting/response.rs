//! The answers.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw2::ContractVersion;
use cw_utils::Duration;

use super::*;

/// Power at a height.
#[cw_serde]
pub struct PowerAtHeightResponse {
    /// Power.
    pub power: Uint128,
    /// The height.
    pub height: u64,
}

/// Name and version as DAO DAO's page reads them.
#[cw_serde]
pub struct InfoResponse {
    /// The interface's.
    pub info: ContractVersion,
}

/// Whether the DAO is active.
#[cw_serde]
pub struct IsActiveResponse {
    /// True without a threshold.
    pub active: bool,
}

/// The threshold, if any.
#[cw_serde]
pub struct ActiveThresholdResponse {
    /// None: always active.
    pub active_threshold: Option<ActiveThreshold>,
}

/// Power at a height, as cw20-stake names it.
#[cw_serde]
pub struct StakedBalanceAtHeightResponse {
    /// Power.
    pub balance: Uint128,
    /// The height.
    pub height: u64,
}

/// All power at a height, as cw20-stake names it.
#[cw_serde]
pub struct TotalStakedAtHeightResponse {
    /// Power.
    pub total: Uint128,
    /// The height.
    pub height: u64,
}

/// Power of an address, as cw20-stake names it.
#[cw_serde]
pub struct StakedValueResponse {
    /// Power.
    pub value: Uint128,
}

/// All power, as cw20-stake names it.
#[cw_serde]
pub struct TotalValueResponse {
    /// Power.
    pub total: Uint128,
}

/// cw20-stake's configuration, also stored in this shape under `config_v2`.
#[cw_serde]
pub struct StakingConfig {
    /// The staked token.
    pub token_address: Addr,
    /// Unbonding of tier 0, `{"time": seconds}`; null if at once.
    pub unstaking_duration: Option<Duration>,
}

/// Receivers of hooks.
#[cw_serde]
pub struct GetHooksResponse {
    /// Addresses.
    pub hooks: Vec<String>,
}

/// A page of stakers.
#[cw_serde]
pub struct ListStakersResponse {
    /// In order of address.
    pub stakers: Vec<StakerBalance>,
}

/// Power of an address, as cw20-stake names it.
#[cw_serde]
pub struct StakerBalance {
    /// Whose.
    pub address: String,
    /// Power.
    pub balance: Uint128,
}

/// The tiers.
#[cw_serde]
pub struct TiersResponse {
    /// By number, from 0.
    pub tiers: Vec<Tier>,
    /// No tier can unbond faster.
    pub min_unbonding: u64,
}

/// An address now: what the next block's queries answer.
#[cw_serde]
pub struct AccountResponse {
    /// Stake by tier, every tier.
    pub stakes: Vec<Uint128>,
    /// Their sum.
    pub staked: Uint128,
    /// Power.
    pub power: Uint128,
    /// Reputation.
    pub reputation: Uint128,
}

/// A page of those who have ever staked.
#[cw_serde]
pub struct StakersResponse {
    /// In order of address.
    pub stakers: Vec<Staker>,
}

/// Someone who has ever staked.
#[cw_serde]
pub struct Staker {
    /// Who.
    pub address: Addr,
    /// Stake.
    pub staked: Uint128,
    /// Power.
    pub power: Uint128,
}

/// What all have together, as it stands now.
#[cw_serde]
pub struct TotalsResponse {
    /// Stake; what unbonds is no part.
    pub staked: Uint128,
    /// Power.
    pub power: Uint128,
}

/// Reputation of an address.
#[cw_serde]
pub struct ReputationResponse {
    /// In units of stake, rounded down.
    pub reputation: Uint128,
}

/// Whether an address has a perk, and why.
#[cw_serde]
pub struct HasAccessResponse {
    /// Both reach the perk's.
    pub access: bool,
    /// The power that counts.
    pub power: Uint128,
    /// Reputation now.
    pub reputation: Uint128,
}

/// A page of perks.
#[cw_serde]
pub struct PerksResponse {
    /// In order of id.
    pub perks: Vec<Perk>,
}

/// Parameters, guardian, pause.
#[cw_serde]
pub struct SettingsResponse {
    /// Half-life and hook gas.
    pub params: Params,
    /// May pause.
    pub guardian: Option<Addr>,
    /// No staking before; zero or past if not paused.
    pub paused_until: u64,
}

/// Names and versions.
#[cw_serde]
pub struct AboutResponse {
    /// The contract's crate and version, checked by migrations.
    pub about: ContractVersion,
    /// The interface's, as in `Info`.
    pub interface: ContractVersion,
}
