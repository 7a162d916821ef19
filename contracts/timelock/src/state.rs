//! Storage.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, CosmosMsg, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_messages::timelock::{
    Class, Operation, Params, PauseRule, SpendLimit, Stage, Stewardship,
};

/// Roles that can be replaced, and what is fixed.
#[cw_serde]
pub struct Config {
    /// The DAO's core contract.
    pub dao: Addr,
    /// Who may veto and pause.
    pub guardian: Option<Addr>,
    /// The steward and the dates of the stages.
    pub stewardship: Option<Stewardship<Addr>>,
    /// The cw20 contract of QER, in which bonds are posted.
    pub token: Addr,
    /// No bond is ever higher.
    pub max_bond: Uint128,
    /// How many stewards were replaced: approvals count in the term in which they were given.
    pub steward_term: u64,
}

/// What routine and sensitive operations spent of an asset in a window.
#[cw_serde]
#[derive(Default)]
pub struct Spent {
    /// Start of the window, Unix seconds.
    pub since: u64,
    /// Smallest units.
    pub amount: Uint128,
}

/// A pause rule and its last use.
#[cw_serde]
pub struct Pause {
    /// What it sends, for how long, and which effects it stops.
    pub rule: PauseRule<Addr>,
    /// Whether it halts: what it stops does not end by itself.
    pub halts: bool,
    /// When its last use ends, by the guardian or by an operation, Unix seconds; zero if it was never used.
    pub until: u64,
    /// Whether the rule's ending message is still to be sent.
    pub end_due: bool,
    /// Whether an operation halted it, which only another one ends.
    pub halted_by_operation: bool,
}

impl Pause {
    /// Whether what it stops is halted: stopped until somebody ends it, however late that is.
    pub fn is_halted(&self) -> bool {
        self.halted_by_operation || (self.halts && self.end_due)
    }
}

/// Roles, and what is fixed.
pub const CONFIG: Item<Config> = Item::new("config");
/// The stage that a decision set; by the dates the present one may be later.
pub const STAGE: Item<Stage> = Item::new("stage");
/// Delays, bonds, windows.
pub const PARAMS: Item<Params> = Item::new("params");
/// When they were last changed, Unix seconds; zero if never. A record of its own, because only the next change needs
/// it.
pub const PARAMS_CHANGED_AT: Item<u64> = Item::new("params_changed_at");
/// The sum of the bonds kept.
pub const BONDS_HELD: Item<Uint128> = Item::new("bonds_held");
/// The last operation's id.
pub const LAST_ID: Item<u64> = Item::new("last_id");
/// Operations by id.
pub const OPERATIONS: Map<u64, Operation> = Map::new("op");
/// Their messages: a record of their own, because only the execution needs them.
pub const MESSAGES: Map<u64, Vec<CosmosMsg>> = Map::new("msg");
/// Classes by contract and message key; what is missing is critical.
pub const CLASSES: Map<(&Addr, &str), Class> = Map::new("class");
/// Spending limits by the key of the asset.
pub const SPEND_LIMITS: Map<&str, SpendLimit<Addr>> = Map::new("limit");
/// What was spent in the last window, by the key of the asset.
pub const SPENT: Map<&str, Spent> = Map::new("spent");
/// Pauses by name.
pub const PAUSES: Map<&str, Pause> = Map::new("pause");
/// The last pause of each effect, whatever rule or operation started it.
pub const EFFECTS: Map<&str, qerun_controls::Pause> = Map::new("effect");
