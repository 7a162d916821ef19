//! Answers to queries. Power and reputation are in units of stake.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw2::ContractVersion;
use cw_utils::Duration;

use super::*;

/// Power at a height.
#[cw_serde]
pub struct PowerAtHeightResponse {
    /// Power before the changes of that block.
    pub power: Uint128,
    /// The block that was asked for.
    pub height: u64,
}

/// Name and version as DAO DAO's page reads them.
#[cw_serde]
pub struct InfoResponse {
    /// Name and version of the interface, not of the crate.
    pub info: ContractVersion,
}

/// Whether the DAO is active.
#[cw_serde]
pub struct IsActiveResponse {
    /// True if enough is staked, or there is no threshold.
    pub active: bool,
}

/// The threshold, if any.
#[cw_serde]
pub struct ActiveThresholdResponse {
    /// Null: the DAO is always active.
    pub active_threshold: Option<ActiveThreshold>,
}

/// Power at a height, as cw20-stake names it.
#[cw_serde]
pub struct StakedBalanceAtHeightResponse {
    /// Power before the changes of that block.
    pub balance: Uint128,
    /// The block that was asked for.
    pub height: u64,
}

/// All power at a height, as cw20-stake names it.
#[cw_serde]
pub struct TotalStakedAtHeightResponse {
    /// All power before the changes of that block.
    pub total: Uint128,
    /// The block that was asked for.
    pub height: u64,
}

/// Power of an address, as cw20-stake names it.
#[cw_serde]
pub struct StakedValueResponse {
    /// Power now.
    pub value: Uint128,
}

/// All power, as cw20-stake names it.
#[cw_serde]
pub struct TotalValueResponse {
    /// All power now.
    pub total: Uint128,
}

/// cw20-stake's configuration, also stored in this shape under `config_v2`.
#[cw_serde]
pub struct StakingConfig {
    /// Contract of the staked cw20.
    pub token_address: Addr,
    /// Unbonding of tier 0, `{"time": seconds}`; null if unstaking pays at once.
    pub unstaking_duration: Option<Duration>,
}

/// Answer to `get_hooks`.
#[cw_serde]
pub struct GetHooksResponse {
    /// Their addresses, in the order in which they are notified.
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
    /// Address of the staker.
    pub address: String,
    /// Power now.
    pub balance: Uint128,
}

/// Answer to `tiers`.
#[cw_serde]
pub struct TiersResponse {
    /// By number, from 0.
    pub tiers: Vec<Tier>,
    /// Least unbonding that a tier can have, seconds.
    pub min_unbonding: u64,
}

/// An address now: what the next block's queries answer.
#[cw_serde]
pub struct AccountResponse {
    /// Stake of every tier, by its number.
    pub stakes: Vec<Uint128>,
    /// Stake of all tiers together.
    pub staked: Uint128,
    /// In units of stake.
    pub power: Uint128,
    /// Rounded down.
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
    /// Address of the staker.
    pub address: Addr,
    /// Stake of all tiers together.
    pub staked: Uint128,
    /// In units of stake.
    pub power: Uint128,
}

/// All stake and all power now.
#[cw_serde]
pub struct TotalsResponse {
    /// All stake; what was unstaked and not claimed yet is no part of it.
    pub staked: Uint128,
    /// In units of stake.
    pub power: Uint128,
}

/// Reputation of an address.
#[cw_serde]
pub struct ReputationResponse {
    /// Rounded down.
    pub reputation: Uint128,
}

/// Whether an address has a perk, and what decided about it.
#[cw_serde]
pub struct HasAccessResponse {
    /// Whether both power and reputation are at least the perk's.
    pub access: bool,
    /// The lower of this block's and the next one's.
    pub power: Uint128,
    /// Reputation now, rounded down.
    pub reputation: Uint128,
}

/// A page of perks.
#[cw_serde]
pub struct PerksResponse {
    /// In order of id.
    pub perks: Vec<Perk>,
}

/// Parameters, guardian and pause.
#[cw_serde]
pub struct SettingsResponse {
    /// Half-life of reputation and gas limit of hooks.
    pub params: Params,
    /// May pause staking; null if there is none.
    pub guardian: Option<Addr>,
    /// Until when staking is paused, Unix seconds; zero or past if it is not.
    pub paused_until: u64,
}

/// Answer to `about`.
#[cw_serde]
pub struct AboutResponse {
    /// The contract's crate and version, which migrations check.
    pub about: ContractVersion,
    /// Name and version of the interface, as in `Info`.
    pub interface: ContractVersion,
}
