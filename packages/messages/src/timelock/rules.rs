//! What governance configures: classes, delays and bonds, stages, spending limits, pauses.

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

/// Message keys that spend a cw20 of the treasury: the spending limits decide about their class, never the registry.
pub const SPENDING_KEYS: [&str; 2] = ["transfer", "send"];

/// How far ahead `not_after` of an operation may be, seconds: 90 days.
pub const MAX_NOT_AFTER: u64 = 7_776_000;

/// Least seconds between two changes of delays, bonds and windows: a day.
pub const PARAMS_COOL_DOWN: u64 = 86_400;

/// How much damage an operation could do, ascending: it decides about delay, bond and approvals.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Small spends, perks, reward rates.
    Routine,
    /// Risk parameters, oracle sources, the IBC route, reserve spending.
    Sensitive,
    /// Migrations, admins, ownership, supply, the timelock itself, and every message that the registry does not know.
    Critical,
}

/// How far control of the timelock has moved to the community. Stages only advance.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// DAO and steward may each queue.
    Bootstrap,
    /// The DAO queues; critical operations need the steward's approval, too.
    Shared,
    /// The DAO decides alone. There is never a steward again.
    Community,
}

/// The steward of the first two stages, and when each of them ends at the latest. The dates never change.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Stewardship<T> {
    /// Address of the steward, a multisig.
    pub steward: T,
    /// When the stage `shared` begins at the latest, Unix seconds.
    pub shared_at: u64,
    /// When the stage `community` begins at the latest, Unix seconds; after `shared_at`, at most 5 years ahead.
    pub community_at: u64,
}

/// What a class asks for.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Terms {
    /// Least delay, seconds; 1 ..= 2,592,000. It can only be raised.
    pub floor: u64,
    /// Seconds that an operation waits, `floor` ..= 2,592,000.
    pub delay: u64,
    /// QER that a sponsor has to post before the delay starts, at most `max_bond`; zero for none.
    pub bond: Uint128,
}

/// Delays, bonds and windows. No class may ask for less than a milder one.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Params {
    /// For routine operations.
    pub routine: Terms,
    /// For sensitive operations.
    pub sensitive: Terms,
    /// For critical operations.
    pub critical: Terms,
    /// Seconds in which a bond must be posted, at least the routine floor, at most 7,776,000.
    pub bond_window: u64,
    /// Seconds after the delay in which an operation may be executed, at least the routine floor, at most 7,776,000.
    pub execution_window: u64,
}

impl Params {
    /// Floor, delay and bond of a class.
    pub fn of(&self, class: Class) -> &Terms {
        match class {
            Class::Routine => &self.routine,
            Class::Sensitive => &self.sensitive,
            Class::Critical => &self.critical,
        }
    }
}

/// The class of one message of one contract. `T` is `String` on the wire, `Addr` once it was validated.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct ClassRule<T> {
    /// The contract that gets the message.
    pub contract: T,
    /// The key of its message, e.g. `update_params`.
    pub key: String,
    /// Its class. A key without a rule is critical, so a rule of class `critical` removes the key from the registry.
    pub class: Class,
}

/// Something that the treasury can spend.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Asset<T> {
    /// A denom of the bank.
    Native {
        /// 3 ..= 128 bytes.
        denom: String,
    },
    /// A cw20 token.
    Cw20 {
        /// The token's contract.
        address: T,
    },
}

impl Asset<Addr> {
    /// The key under which its limits, and what was spent of it, are stored.
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

/// How much of an asset may be spent in a window of 30 days by routine, and by routine and sensitive operations.
/// Spending beyond both limits, or of an asset without limits, is critical. Smallest units.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct SpendLimit<T> {
    /// The denom or cw20 that is limited.
    pub asset: Asset<T>,
    /// Spending is routine up to this amount.
    pub routine: Uint128,
    /// Spending is sensitive up to this amount, at least `routine`.
    pub sensitive: Uint128,
}

/// A pause that the guardian may start. The guardian chooses the time, the rule fixes the messages.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct PauseRule<T> {
    /// The contract that is paused; never the timelock, nor QER, whose bonds are kept here.
    pub contract: T,
    /// The message that pauses it or takes back a change, JSON: a [`super::PauseMsg`] whose duration, if it has one, is
    /// the rule's.
    pub pause: Binary,
    /// The message that ends it, JSON: the [`super::EndMsg`] for the same actions or asset. A halt needs it, because
    /// a halt does not end by itself, and a revert has none. It is sent after a halt only.
    pub end: Option<Binary>,
    /// Seconds after which the pause is over, 1 ..= 1,209,600.
    pub duration: u64,
    /// Seconds after its end in which the guardian can stop none of its effects again: at least `duration`, at least
    /// a day, at most 7,776,000.
    pub cool_down: u64,
    /// What it stops: 1 ..= 8 distinct ids, each 1 ..= 64 of `a-z 0-9 _ -`. Rules that stop the same thing, on whatever
    /// contract, name the same id, because each effect has one cool-down.
    pub effects: Vec<String>,
}

/// A pause rule and its name.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct NamedPause {
    /// 1 ..= 64 of `a-z 0-9 _ -`.
    pub id: String,
    /// What it sends and for how long.
    pub rule: PauseRule<String>,
}
