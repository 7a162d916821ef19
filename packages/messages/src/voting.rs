//! Voting: DAO DAO's voting module and cw20 staking contract in one, with tiers, reputation and perks.
//!
//! Names and shapes up to `UpdateOwnership` are those of dao-voting-cw20-staked and cw20-stake 2.6.0. Amounts are in
//! the token's smallest unit. **Stake** is tokens, **power** is stake times the multiplier of its tier. What DAO DAO calls
//! staked balance or value is power, since its page, its indexer and its own voting module take it for that; messages,
//! claims and our own queries speak of stake. In tier 0 both are the same. Heights follow DAO DAO: what changes in a block
//! counts from the next one on. Times are seconds.

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
/// Tiers, at most.
pub const MAX_TIERS: usize = 8;
/// Greatest multiplier of a tier; the least, and that of tier 0, is 1.
pub const MAX_MULTIPLIER: Decimal = Decimal::raw(10_000_000_000_000_000_000);
/// Longest unbonding: four years.
pub const MAX_UNBONDING: u64 = 126_230_400;
/// Claims of an address that may be outstanding.
pub const MAX_CLAIMS: usize = 100;
/// Receivers of stake-change hooks, at most.
pub const MAX_HOOKS: usize = 8;
/// Perks, at most.
pub const MAX_PERKS: usize = 50;
/// Longest perk id, of `a-z 0-9 . _ -`.
pub const MAX_PERK_ID: usize = 32;
/// Longest text of a perk, bytes.
pub const MAX_PERK_TEXT: usize = 280;
/// Shortest half-life of reputation: a day.
pub const MIN_HALF_LIFE: u64 = 86_400;
/// Longest half-life of reputation: 730 days.
pub const MAX_HALF_LIFE: u64 = 63_072_000;
/// Least gas limit of a hook.
pub const MIN_HOOK_GAS: u64 = 200_000;
/// Greatest gas limit of a hook: with all hooks named, a staker never pays for more than 16 million.
pub const MAX_HOOK_GAS: u64 = 2_000_000;
/// Between two changes of the parameters: a day.
pub const COOL_DOWN: u64 = 86_400;
/// Between two growths, of which each is a new tier or a raise of tier 0's unbonding above [`FREE_UNBONDING`]: 30 days.
pub const TIER_COOL_DOWN: u64 = 2_592_000;
/// What tier 0's unbonding may always be raised to in one step: 14 days.
pub const FREE_UNBONDING: u64 = 1_209_600;

/// How long stake takes to come back and what it counts meanwhile.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Seconds from unstaking to the claim; 0 (tier 0 only, when the floor is 0) pays at once.
    pub unbonding: u64,
    /// Power of one staked unit, 1 to 10; exactly 1 in tier 0.
    pub multiplier: Decimal,
}

/// How much stake makes the DAO active; DAO DAO's shape.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ActiveThreshold {
    /// Staked units, above 0 and at most the supply.
    AbsoluteCount {
        /// The units.
        count: Uint128,
    },
    /// Staked part of the supply, above 0 and at most 1; rounded up to a unit.
    Percentage {
        /// The part.
        percent: Decimal,
    },
}

/// What governance may tune.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Half-life of reputation, a day to 730 days.
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
    /// Least power.
    pub min_power: Uint128,
    /// Least reputation.
    pub min_reputation: Uint128,
    /// What it gives, for people; at most 280 bytes.
    pub text: String,
}

/// Sets up voting over one cw20 token: QER, or an LP token in a second instance.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The DAO; the sender (as when the DAO's core instantiates its module) if none.
    pub dao: Option<String>,
    /// Owner; the DAO if none.
    pub owner: Option<String>,
    /// The cw20 token that is staked; must answer `token_info`.
    pub token: String,
    /// 1 to 8, unbonding rising, multipliers not falling.
    pub tiers: Vec<Tier>,
    /// No tier can ever unbond faster: longer than a vote and the timelock together. Fixed.
    pub min_unbonding: u64,
    /// From how much stake on the DAO is active; always if none.
    pub active_threshold: Option<ActiveThreshold>,
    /// Half-life and hook gas.
    pub params: Params,
    /// May pause staking for a time.
    pub guardian: Option<String>,
    /// First perks.
    pub perks: Vec<Perk>,
}

/// From an older version of this contract.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
