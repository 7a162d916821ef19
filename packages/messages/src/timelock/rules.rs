//! What governance configures: classes, terms, stages, limits, pauses.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, Uint128};

/// Message keys that are critical on every contract, whatever the registry says.
pub const FIXED_CRITICAL: [&str; 5] = [
    "mint",
    "update_minter",
    "update_ownership",
    "set_guardian",
    "increase_allowance",
];

/// Message keys that spend a cw20 of the treasury: classed by the spending limits, never by the
/// registry.
pub const SPENDING: [&str; 2] = ["transfer", "send"];

/// How far ahead `not_after` of an operation may be, seconds: 90 days.
pub const MAX_NOT_AFTER: u64 = 7_776_000;

/// Between two changes of delays, bonds and windows: a day.
pub const PARAMS_COOL_DOWN: u64 = 86_400;

/// How careful the protocol is with an operation, ascending.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Small spends, perks, reward rates.
    Routine,
    /// Risk parameters, oracle sources, the IBC route, reserve spending.
    Sensitive,
    /// Migrations, admins, ownership, supply, the timelock itself, and whatever is not known.
    Critical,
}

/// How far control has moved to the community; it only moves on.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// DAO and steward may each queue.
    Bootstrap,
    /// The DAO queues; critical operations need the steward's signature, too.
    Shared,
    /// The DAO alone. The steward is gone for good.
    Community,
}

/// The steward of the early stages and when each ends at the latest. The dates never change.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Stewardship<T> {
    /// A multisig.
    pub steward: T,
    /// Start of the stage `shared` at the latest.
    pub shared_at: u64,
    /// Start of the stage `community` at the latest; after `shared_at`, at most 5 years away.
    pub community_at: u64,
}

/// What a class asks for.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Terms {
    /// The delay never gets shorter than this; 1 ..= 2,592,000, only ever raised.
    pub floor: u64,
    /// Seconds that an operation waits, `floor` ..= 2,592,000.
    pub delay: u64,
    /// QER that a sponsor posts before the delay starts; zero for none, at most `max_bond`.
    pub bond: Uint128,
}

/// The rules of waiting. No class may ask for less than the milder one.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Params {
    /// Terms of the routine class.
    pub routine: Terms,
    /// Terms of the sensitive class.
    pub sensitive: Terms,
    /// Terms of the critical class.
    pub critical: Terms,
    /// Seconds in which a bond must be posted, at least the routine floor, at most 7,776,000.
    pub bond_window: u64,
    /// Seconds after the delay in which an operation may be executed; same bounds.
    pub execution_window: u64,
}

impl Params {
    /// Terms of a class.
    pub fn of(&self, class: Class) -> &Terms {
        match class {
            Class::Routine => &self.routine,
            Class::Sensitive => &self.sensitive,
            Class::Critical => &self.critical,
        }
    }
}

/// The class of one message of one contract. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct ClassRule<T> {
    /// The contract.
    pub contract: T,
    /// The key of its message, e.g. `update_params`.
    pub key: String,
    /// Its class; `critical` is what an unknown key has, so setting it forgets the key.
    pub class: Class,
}

/// Something that the treasury can spend.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Asset<T> {
    /// A denom of the bank.
    Native {
        /// The denom.
        denom: String,
    },
    /// A cw20.
    Cw20 {
        /// Its contract.
        address: T,
    },
}

impl Asset<Addr> {
    /// The key under which limits and outlays are kept.
    pub fn key(&self) -> String {
        match self {
            Asset::Native { denom } => native_key(denom),
            Asset::Cw20 { address } => cw20_key(address.as_str()),
        }
    }
}

/// The key of a denom of the bank.
pub fn native_key(denom: &str) -> String {
    format!("native:{denom}")
}

/// The key of a cw20.
pub fn cw20_key(address: &str) -> String {
    format!("cw20:{address}")
}

/// Up to where spending an asset is routine or sensitive, counted over windows of 30 days. What
/// exceeds both, or has no limit, is critical.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct SpendLimit<T> {
    /// What.
    pub asset: Asset<T>,
    /// Routine up to this much.
    pub routine: Uint128,
    /// Sensitive up to this much, at least `routine`.
    pub sensitive: Uint128,
}

/// A pause that the guardian may set off: the timelock sends fixed messages, nothing else.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct PauseRule<T> {
    /// The contract that is paused; never the timelock, nor QER, whose bonds are kept here.
    pub contract: T,
    /// The message that pauses it, JSON: a [`super::PauseMsg`] and nothing else. Its own duration is the rule's.
    pub pause: Binary,
    /// The message that ends it, JSON: the [`super::EndMsg`] for the same actions or asset. A halt needs one,
    /// because it does not end by itself; it is sent for a halt only.
    pub end: Option<Binary>,
    /// Seconds after which it ends, 1 ..= 1,209,600.
    pub duration: u64,
    /// Seconds after its end in which none of its effects can be stopped again by the guardian, at least
    /// `duration` and a day, at most 7,776,000.
    pub cool_down: u64,
    /// What it stops, 1 ..= 8 distinct ids, each 1 ..= 64 of `a-z 0-9 _ -`. Rules that stop the same, on
    /// whatever contract, name the same id: the cool-down is the effect's.
    pub effects: Vec<String>,
}

/// A pause rule by its name.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct NamedPause {
    /// 1 ..= 64 of `a-z 0-9 _ -`.
    pub id: String,
    /// The rule.
    pub rule: PauseRule<String>,
}
