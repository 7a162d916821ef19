//! Answers to queries.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, CosmosMsg, Uint128};

use super::{
    BondState, Class, ClassRule, Operation, Params, PauseRule, Signatory, SpendLimit, Stage,
    Status, Stewardship,
};

/// Answer to `config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The DAO's core contract.
    pub dao: Addr,
    /// Who may veto and pause.
    pub guardian: Option<Addr>,
    /// The steward as instantiated or replaced, with the dates; also after the steward is gone.
    pub stewardship: Option<Stewardship<Addr>>,
    /// QER.
    pub token: Addr,
    /// No bond is ever higher.
    pub max_bond: Uint128,
    /// Delays, bonds, windows.
    pub params: Params,
    /// From when they may change again; zero if they never did.
    pub params_ready_at: u64,
}

/// Answer to `stage`.
#[cw_serde]
pub struct StageResponse {
    /// The stage now.
    pub stage: Stage,
    /// When the next one begins at the latest; null in the stage `community`.
    pub next_at: Option<u64>,
}

/// One row of `operations`.
#[cw_serde]
pub struct OperationRow {
    /// Its id.
    pub id: u64,
    /// How it stands.
    pub status: Status,
    /// The operation.
    pub operation: Operation,
}

/// Answer to `operation`.
#[cw_serde]
pub struct OperationResponse {
    /// Its id.
    pub id: u64,
    /// How it stands.
    pub status: Status,
    /// The operation.
    pub operation: Operation,
    /// Its messages.
    pub messages: Vec<CosmosMsg>,
    /// Who must still sign before it can be executed, as of now.
    pub missing: Vec<Signatory>,
}

/// Answer to `operations`.
#[cw_serde]
pub struct OperationsResponse {
    /// The newest first.
    pub operations: Vec<OperationRow>,
    /// Give it as `start_after`; null when there is nothing older.
    pub next: Option<u64>,
}

/// Answer to `bond`.
#[cw_serde]
pub struct BondResponse {
    /// QER it asks for.
    pub amount: Uint128,
    /// Where it is.
    pub state: BondState,
    /// Who posted it.
    pub sponsor: Option<Addr>,
}

/// Answer to `bonds`.
#[cw_serde]
pub struct BondsResponse {
    /// QER.
    pub token: Addr,
    /// Kept for sponsors.
    pub held: Uint128,
}

/// Answer to `classes`.
#[cw_serde]
pub struct ClassesResponse {
    /// By contract and key.
    pub classes: Vec<ClassRule<Addr>>,
}

/// Answer to `class_of`.
#[cw_serde]
pub struct ClassOfResponse {
    /// The class of the operation: the strictest of the following.
    pub class: Class,
    /// The class of each message, apart from what it spends.
    pub messages: Vec<Class>,
    /// The class of what all of them spend.
    pub spending: Class,
    /// Seconds it would wait.
    pub delay: u64,
    /// QER it would ask for.
    pub bond: Uint128,
    /// Whether it needs DAO and steward in the stage now.
    pub co_sign: bool,
}

/// One row of `spend_limits`.
#[cw_serde]
pub struct SpendLimitRow {
    /// The key of the asset.
    pub key: String,
    /// The limits.
    pub limit: SpendLimit<Addr>,
    /// Spent by routine and sensitive operations queued in the window that runs.
    pub spent: Uint128,
    /// When that window ends; zero if none runs.
    pub window_ends: u64,
}

/// Answer to `spend_limits`.
#[cw_serde]
pub struct SpendLimitsResponse {
    /// By key.
    pub limits: Vec<SpendLimitRow>,
}

/// One row of `pauses`.
#[cw_serde]
pub struct PauseRow {
    /// Its name.
    pub id: String,
    /// The rule.
    pub rule: PauseRule<Addr>,
    /// When its last use ends or ended, by the guardian or by an operation; zero if it was never used.
    pub until: u64,
    /// From when it can be used: when all of its effects have cooled down. While one of them is halted this is
    /// the earliest that it can become, as if the halt ended now.
    pub ready_at: u64,
    /// Whether an ending message is still to be sent.
    pub end_due: bool,
    /// Whether governance halted it, so that only governance ends it.
    pub kept: bool,
}

/// Answer to `pauses`.
#[cw_serde]
pub struct PausesResponse {
    /// By name.
    pub pauses: Vec<PauseRow>,
}
