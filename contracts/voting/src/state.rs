//! Storage. The first block has the keys and shapes of dao-voting-cw20-staked and cw20-stake 2.6.0, which DAO DAO's
//! indexer reads raw; besides it cw2's `contract_info` and cw-ownable's `ownership`. The key `config` stays unused.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128, Uint256};
use cw2::ContractVersion;
use cw_controllers::Claims;
use cw_storage_plus::{Item, Map, SnapshotItem, SnapshotMap, Strategy};
use qerun_controls::Pause;
use qerun_math::HalfLifeClock;
use qerun_messages::voting::{ActiveThreshold, Perk, StakingConfig};

use crate::tiers::Tiers;

/// The crate, by which migrations know the contract.
pub const CONTRACT_NAME: &str = "crate:qerun-voting";
/// The version of the crate, which migrations compare.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The DAO, which alone sets the active threshold.
pub const DAO: Item<Addr> = Item::new("dao");
/// Contract of the staked cw20.
pub const TOKEN: Item<Addr> = Item::new("token");
/// This contract itself.
pub const STAKING_CONTRACT: Item<Addr> = Item::new("staking_contract");
/// Absent: always active.
pub const ACTIVE_THRESHOLD: Item<ActiveThreshold> = Item::new("active_threshold");
/// Token and unbonding of tier 0; a copy of [`TOKEN`] and [`TIERS`], written with them.
pub const STAKING_CONFIG: Item<StakingConfig> = Item::new("config_v2");
/// A copy of [`TOTAL_POWER`]; in cw20-stake what all stake is worth.
pub const BALANCE: Item<Uint128> = Item::new("balance");
/// Power by address, under cw20-stake's keys of staked balances, which DAO DAO uses as voting power. An address that
/// has unstaked all stays with 0, as in cw20-stake.
pub const POWERS: SnapshotMap<&Addr, Uint128> = SnapshotMap::new(
    "staked_balances",
    "staked_balance__checkpoints",
    "staked_balance__changelog",
    Strategy::EveryBlock,
);
/// Always the sum of [`POWERS`].
pub const TOTAL_POWER: SnapshotItem<Uint128> = SnapshotItem::new(
    "total_staked",
    "total_staked__checkpoints",
    "total_staked__changelog",
    Strategy::EveryBlock,
);
/// What was unstaked and is not claimed yet.
pub const CLAIMS: Claims = Claims::new("claims");
/// Receivers of hooks; absent before the first, as in cw20-stake.
pub const HOOKS: Item<Vec<Addr>> = Item::new("hooks");

/// Name and version of the crate; those of the interface are in `contract_info`.
pub const OWN_VERSION: Item<ContractVersion> = Item::new("qerun_contract_info");
/// By how much all power exceeds all stake. Absent before the first stake above tier 0; a stake in tier 0 does not
/// write it.
pub const BOOST: Item<Boost> = Item::new("boost");
/// Stake by tier, and reputation, of everybody who has ever staked.
pub const ACCOUNTS: Map<&Addr, Account> = Map::new("accounts");
/// Unbonding and multiplier of every tier, and the floor.
pub const TIERS: Item<Tiers> = Item::new("tiers");
/// Counts the half-lives of reputation.
pub const CLOCK: Item<HalfLifeClock> = Item::new("clock");
/// Gas limit of hooks, and when the parameters last changed.
pub const SETTINGS: Item<Settings> = Item::new("settings");
/// Perks by id.
pub const PERKS: Map<&str, Perk> = Map::new("perks");
/// The number of perks.
pub const PERK_COUNT: Item<u32> = Item::new("perk_count");
/// Who may pause besides the owner.
pub const GUARDIAN: Item<Option<Addr>> = Item::new("guardian");
/// The last pause of staking.
pub const PAUSE: Item<Pause> = Item::new("pause");

/// An address's stake and reputation.
#[cw_serde]
pub struct Account {
    /// Stake by tier; tiers after the last are 0.
    pub stakes: Vec<Uint128>,
    /// In 10^-18 of a unit, as of `as_of`.
    pub reputation: Uint256,
    /// Reading of [`CLOCK`], 2^-96 half-lives.
    pub as_of: Uint128,
}

/// By how much all power exceeds all stake: now, and before the block in which this last changed.
#[cw_serde]
#[derive(Copy, Default)]
pub struct Boost {
    /// After the last change.
    #[serde(rename = "n")]
    pub now: Uint128,
    /// Before the block of the last change.
    #[serde(rename = "b")]
    pub before: Uint128,
    /// Height of that block.
    #[serde(rename = "h")]
    pub height: u64,
}

impl Boost {
    /// The value before the changes of the present block.
    pub fn before(&self, present: u64) -> Uint128 {
        if self.height == present {
            self.before
        } else {
            self.now
        }
    }

    /// The record after a change in the present block.
    #[must_use]
    pub fn set(&self, now: Uint128, present: u64) -> Boost {
        Boost {
            now,
            before: self.before(present),
            height: present,
        }
    }
}

/// The parameters, except the half-life, which [`CLOCK`] keeps.
#[cw_serde]
pub struct Settings {
    /// Gas limit of a hook receiver.
    pub hook_gas: u64,
    /// When the parameters last changed, Unix seconds; zero if never.
    pub changed_at: u64,
}
