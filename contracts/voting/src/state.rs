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

/// The DAO.
pub const DAO: Item<Addr> = Item::new("dao");
/// The staked token.
pub const TOKEN: Item<Addr> = Item::new("token");
/// This contract itself.
pub const STAKING_CONTRACT: Item<Addr> = Item::new("staking_contract");
/// Absent: always active.
pub const ACTIVE_THRESHOLD: Item<ActiveThreshold> = Item::new("active_threshold");
/// Token and unbonding of tier 0; a copy of [`TOKEN`] and [`TIERS`], written with them.
pub const STAKING_CONFIG: Item<StakingConfig> = Item::new("config_v2");
/// A copy of [`TOTAL_POWER`]. cw20-stake keeps here what all stake is worth.
pub const BALANCE: Item<Uint128> = Item::new("balance");
/// Power by address, under the keys by which DAO DAO takes a staked balance for power; kept at 0 when all is unstaked,
/// as cw20-stake does.
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
/// What unbonds.
pub const CLAIMS: Claims = Claims::new("claims");
/// Receivers of hooks; absent before the first, as in cw20-stake.
pub const HOOKS: Item<Vec<Addr>> = Item::new("hooks");

/// The crate and its version; `contract_info` has the interface's.
pub const OWN_VERSION: Item<ContractVersion> = Item::new("qerun_contract_info");
/// What all power exceeds all stake by; absent before the first stake above tier 0. A stake in tier 0 does not write it.
pub const BOOST: Item<Boost> = Item::new("boost");
/// Stake by tier and reputation of whoever staked.
pub const ACCOUNTS: Map<&Addr, Account> = Map::new("accounts");
/// The checked tiers.
pub const TIERS: Item<Tiers> = Item::new("tiers");
/// Counts the half-lives of reputation.
pub const CLOCK: Item<HalfLifeClock> = Item::new("clock");
/// Limits of hooks and of changes.
pub const SETTINGS: Item<Settings> = Item::new("settings");
/// Perks by id.
pub const PERKS: Map<&str, Perk> = Map::new("perks");
/// How many there are.
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

/// By how much all power exceeds all stake: now, and before the block in which that last changed.
#[cw_serde]
#[derive(Copy, Default)]
pub struct Boost {
    /// Now.
    #[serde(rename = "n")]
    pub now: Uint128,
    /// Before that block.
    #[serde(rename = "b")]
    pub before: Uint128,
    /// Its height.
    #[serde(rename = "h")]
    pub height: u64,
}

impl Boost {
    /// As it stood before the present block's changes.
    pub fn before(&self, present: u64) -> Uint128 {
        if self.height == present {
            self.before
        } else {
            self.now
        }
    }

    /// Replaced in the present block.
    #[must_use]
    pub fn set(&self, now: Uint128, present: u64) -> Boost {
        Boost {
            now,
            before: self.before(present),
            height: present,
        }
    }
}

/// What is left of the parameters besides the half-life, which [`CLOCK`] keeps.
#[cw_serde]
pub struct Settings {
    /// Gas limit of a hook receiver.
    pub hook_gas: u64,
    /// When the parameters were last changed.
    pub changed_at: u64,
}
