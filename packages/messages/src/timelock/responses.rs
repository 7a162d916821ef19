//! Answers to queries.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, CosmosMsg, Uint128};

use super::{
    Approver, BondState, Class, ClassRule, Operation, Params, PauseRule, SpendLimit, Stage, Status,
    Stewardship,
};

/// Answer to `config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The DAO's core contract.
    pub dao: Addr,
    /// May veto operations and start pauses.
    pub guardian: Option<Addr>,
    /// The last steward and the dates of the stages, also in the stage `community`.
    pub stewardship: Option<Stewardship<Addr>>,
    /// The cw20 contract of QER.
    pub token: Addr,
    /// No bond is ever higher.
    pub max_bond: Uint128,
    /// Delays, bonds and windows.
    pub params: Params,
    /// From when on they may change again, Unix seconds; zero if they never changed.
    pub params_ready_at: u64,
}

/// Answer to `stage`.
#[cw_serde]
pub struct StageResponse {
    /// By date or by decision, whichever is later.
    pub stage: Stage,
    /// When the next one begins at the latest, Unix seconds; null in the stage `community`.
    pub next_at: Option<u64>,
}

/// One row of `operations`.
#[cw_serde]
pub struct OperationRow {
    /// Id of the operation.
    pub id: u64,
    /// Its status at present.
    pub status: Status,
    /// All of it but the messages.
    pub operation: Operation,
}

/// Answer to `operation`.
#[cw_serde]
pub struct OperationResponse {
    /// Id of the operation.
    pub id: u64,
    /// Its status at present.
    pub status: Status,
    /// All of it but the messages.
    pub operation: Operation,
    /// Its messages, in the order in which they run.
    pub messages: Vec<CosmosMsg>,
    /// Who must still approve it before it can be executed in the present stage.
    pub missing: Vec<Approver>,
}

/// Answer to `operations`.
#[cw_serde]
pub struct OperationsResponse {
    /// The newest first.
    pub operations: Vec<OperationRow>,
    /// `start_after` of the next page; null if there are no older operations.
    pub next: Option<u64>,
}

/// Answer to `bond`.
#[cw_serde]
pub struct BondResponse {
    /// QER that the operation asks for; zero for none.
    pub amount: Uint128,
    /// Where the bond is at present.
    pub state: BondState,
    /// Who posted it; null if nobody has.
    pub sponsor: Option<Addr>,
}

/// Answer to `bonds`.
#[cw_serde]
pub struct BondsResponse {
    /// The cw20 contract of QER.
    pub token: Addr,
    /// Sum of the bonds kept for sponsors, smallest units.
    pub held: Uint128,
}

/// Answer to `classes`.
#[cw_serde]
pub struct ClassesResponse {
    /// In order of contract and key.
    pub classes: Vec<ClassRule<Addr>>,
}

/// Answer to `class_of`.
#[cw_serde]
pub struct ClassOfResponse {
    /// The class of the operation: the strictest of `messages` and `spending`.
    pub class: Class,
    /// The class of each message, apart from what it spends.
    pub messages: Vec<Class>,
    /// The class of what all of them spend.
    pub spending: Class,
    /// Seconds that the operation would wait.
    pub delay: u64,
    /// QER that a sponsor would have to post; zero for none.
    pub bond: Uint128,
    /// Whether both DAO and steward would have to approve it (`co_sign`) in the present stage.
    pub co_sign: bool,
}

/// One row of `spend_limits`.
#[cw_serde]
pub struct SpendLimitRow {
    /// Key of the asset, see [`super::native_key`] and [`super::cw20_key`].
    pub key: String,
    /// The asset and its limits.
    pub limit: SpendLimit<Addr>,
    /// Spent by the routine and sensitive operations that were queued in the present window, smallest units.
    pub spent: Uint128,
    /// When that window ends, Unix seconds; zero if there is none.
    pub window_ends: u64,
}

/// Answer to `spend_limits`.
#[cw_serde]
pub struct SpendLimitsResponse {
    /// In order of key.
    pub limits: Vec<SpendLimitRow>,
}

/// One row of `pauses`.
#[cw_serde]
pub struct PauseRow {
    /// Name of the rule.
    pub id: String,
    /// What it sends and for how long.
    pub rule: PauseRule<Addr>,
    /// When its last use, by the guardian or by an operation, ends or ended, Unix seconds; zero if it was never used.
    pub until: u64,
    /// From when on it can be used, Unix seconds: when all of its effects have cooled down. While one of them is
    /// halted, what this would be if the halt ended now.
    pub ready_at: u64,
    /// Whether its ending message has still to be sent.
    pub end_due: bool,
    /// Whether an operation halted what it stops, so that only another operation can end that.
    pub halted_by_operation: bool,
}

/// Answer to `pauses`.
#[cw_serde]
pub struct PausesResponse {
    /// In order of name.
    pub pauses: Vec<PauseRow>,
}
