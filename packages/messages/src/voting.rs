//! Voting: DAO DAO's voting module and cw20 staking contract in one, with tiers, reputation and perks.
//!
//! Names and shapes up to `UpdateOwnership` are those of dao-voting-cw20-staked and cw20-stake 2.6.0. Amounts are in
//! the token's smallest unit, times are Unix seconds, durations are seconds.
//!
//! **Stake** is tokens, **power** is stake times the multiplier of its tier; in tier 0 both are the same. What DAO
//! DAO calls staked balance or value is power here, because its page, its indexer and its own voting module use it as
//! voting power. Our messages, claims and our own queries are in stake. As in DAO DAO, a change in one block counts
//! from the next block on.

mod execute;
mod query;
mod response;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

pub use self::execute::*;
pub use self::query::*;
pub use self::response::*;

/// The name by which DAO DAO's page knows the interface.
pub const INTERFACE_NAME: &str = "crates.io:dao-voting-cw20-staked";
/// The version of that interface.
pub const INTERFACE_VERSION: &str = "2.6.0";
/// Most tiers.
pub const MAX_TIERS: usize = 8;
/// Greatest multiplier of a tier; the least, and that of tier 0, is 1.
pub const MAX_MULTIPLIER: Decimal = Decimal::raw(10_000_000_000_000_000_000);
/// Longest unbonding, seconds: four years.
pub const MAX_UNBONDING: u64 = 126_230_400;
/// Most claims of an address that may be outstanding.
pub const MAX_CLAIMS: usize = 100;
/// Most receivers of hooks.
pub const MAX_HOOKS: usize = 8;
/// Most perks.
pub const MAX_PERKS: usize = 50;
/// Longest id of a perk, bytes, of `a-z 0-9 . _ -`.
pub const MAX_PERK_ID: usize = 32;
/// Longest text of a perk, bytes.
pub const MAX_PERK_TEXT: usize = 280;
/// Shortest half-life of reputation, seconds: a day.
pub const MIN_HALF_LIFE: u64 = 86_400;
/// Longest half-life of reputation, seconds: 730 days.
pub const MAX_HALF_LIFE: u64 = 63_072_000;
/// Least gas limit of a hook.
pub const MIN_HOOK_GAS: u64 = 200_000;
/// Greatest gas limit of a hook: for the most receivers that there can be, a staker pays at most 16 million.
pub const MAX_HOOK_GAS: u64 = 2_000_000;
/// Least seconds between two changes of the parameters: a day.
pub const COOL_DOWN: u64 = 86_400;
/// Least seconds, after a tier was added or tier 0's unbonding was raised above [`FREE_UNBONDING`], to the next of
/// these changes: 30 days.
pub const TIER_COOL_DOWN: u64 = 2_592_000;
/// Up to where tier 0's unbonding may be raised in one step and without a cool-down, seconds: 14 days.
pub const FREE_UNBONDING: u64 = 1_209_600;

/// How long unstaking takes, and what stake counts in votes.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Seconds from unstaking to the claim. With 0 unstaking pays at once; only tier 0 can have it, where the floor
    /// is 0.
    pub unbonding: u64,
    /// Power of one staked unit: 1 in tier 0, at most 10 in the others.
    pub multiplier: Decimal,
}

/// How much stake makes the DAO active, in DAO DAO's shape.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ActiveThreshold {
    /// An amount of stake.
    AbsoluteCount {
        /// Smallest units, above 0 and at most the supply.
        count: Uint128,
    },
    /// A share of the supply; the stake that it asks for is rounded up to a unit.
    Percentage {
        /// Above 0 and at most 1.
        percent: Decimal,
    },
}

/// What governance may change once a day.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Half-life of reputation, seconds: a day to 730 days.
    pub half_life: u64,
    /// Gas limit of each hook receiver, 200,000 to 2,000,000.
    pub hook_gas: u64,
}

/// A right that other contracts and pages ask for with `has_access`.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Perk {
    /// 1 to 32 of `a-z 0-9 . _ -`.
    pub id: String,
    /// Least power that it asks for.
    pub min_power: Uint128,
    /// Least reputation that it asks for, in units of stake.
    pub min_reputation: Uint128,
    /// What the perk gives, for people to read; at most 280 bytes.
    pub text: String,
}

/// Instantiates voting over one cw20 token: QER, or an LP token in a second instance.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The DAO; if none, the sender, which is the DAO's core when it instantiates its own module.
    pub dao: Option<String>,
    /// The owner; the DAO if none.
    pub owner: Option<String>,
    /// The cw20 token that is staked; it must answer `token_info`. Fixed.
    pub token: String,
    /// 1 to 8 tiers. From tier to tier unbonding rises, and multipliers do not fall.
    pub tiers: Vec<Tier>,
    /// Least unbonding of any tier, seconds; it should be longer than a vote and the timelock together. Fixed.
    pub min_unbonding: u64,
    /// How much stake makes the DAO active; if none, it always is.
    pub active_threshold: Option<ActiveThreshold>,
    /// Half-life of reputation and gas limit of hooks.
    pub params: Params,
    /// May pause staking for a time, as the owner may; null for none.
    pub guardian: Option<String>,
    /// The perks at the beginning.
    pub perks: Vec<Perk>,
    /// The receivers of hooks at the beginning, in the order in which they are notified: none named twice, at most 8. They
    /// need not exist yet; until they do, nobody stakes. Errors: `DuplicateHook`, `TooManyHooks`.
    #[serde(default)]
    pub hooks: Vec<String>,
}

/// Migrates from an older version of this contract.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
