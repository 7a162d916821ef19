//! The timelock: owner of every contract and holder of the main treasury. What governance decides
//! waits here, in the class that its messages have, and anyone may then execute it.
//!
//! Times are Unix seconds, durations seconds, amounts smallest units.

mod operation;
mod pauses;
mod recommended;
mod responses;
mod rules;

pub use operation::*;
pub use pauses::*;
pub use recommended::*;
pub use responses::*;
pub use rules::*;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{CosmosMsg, Uint128};
use cw20::Cw20ReceiveMsg;

/// Instantiates the timelock.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The DAO's core contract: the one that queues.
    pub dao: String,
    /// Who may veto and set off pauses.
    pub guardian: Option<String>,
    /// The steward and the dates; none begins in the stage `community`.
    pub stewardship: Option<Stewardship<String>>,
    /// QER, the cw20 of the bonds; for good.
    pub token: String,
    /// No bond is ever higher; for good.
    pub max_bond: Uint128,
    /// Delays, bonds, windows.
    pub params: Params,
    /// At most 100.
    pub classes: Vec<ClassRule<String>>,
    /// At most 20.
    pub spend_limits: Vec<SpendLimit<String>>,
    /// At most 20.
    pub pauses: Vec<NamedPause>,
}

/// Executes. None takes funds. "Itself" means: by an executed operation of critical class only.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// DAO, or steward in the stage `bootstrap`: file an operation. Its delay starts now, or when
    /// its bond is posted. Errors: `MessageCount`, `TextLength`, `TooLarge`; `TooLate`, `TooFarAhead`;
    /// `BondTokenAllowance` for an `increase_allowance` of QER; `Unauthorized` for an `advance_stage` of the
    /// steward's.
    Queue {
        /// 1 ..= 10, run in order, all or none; with the text at most 30,000 bytes as JSON.
        messages: Vec<CosmosMsg>,
        /// What it is for, 1 ..= 1,000 bytes.
        text: String,
        /// The last second at which it may be queued, Unix seconds; at most [`MAX_NOT_AFTER`] ahead. A passed
        /// proposal does not expire: without this, stake could be gone long before what it decided is queued.
        not_after: u64,
    },
    /// The bond token's `send`; the payload is a [`ReceiveMsg`].
    Receive(Cw20ReceiveMsg),
    /// DAO or steward: sign what the other queued. Errors: `AlreadySigned`.
    CoSign {
        /// The operation.
        id: u64,
    },
    /// Anyone: run an operation after its delay and before it expires; its bond goes back. If one
    /// message fails nothing happened, and it may be tried again.
    /// Errors: `NotReady`, `Expired`, `MissingSignature`, `WrongPhase`.
    Execute {
        /// The operation.
        id: u64,
    },
    /// Guardian, before the delay is over: end an operation, or decide about the bond of one that was
    /// cancelled. Not one that only replaces the guardian. Errors: `DelayOver`, `VetoProof`.
    Veto {
        /// The operation.
        id: u64,
        /// Whether the bond goes to the treasury, because the operation is malicious, or back.
        forfeit: bool,
    },
    /// DAO, or a steward its own operation: end an open operation. Its bond goes back if the delay is over, and
    /// else is kept until the operation would have been ready: up to then a veto may forfeit it.
    Cancel {
        /// The operation.
        id: u64,
    },
    /// Anyone: book an operation as expired, or end the wait of a cancelled one's bond; the bond goes back.
    /// Errors: `NotExpired`, `BondForfeitable`.
    Close {
        /// The operation.
        id: u64,
    },
    /// Guardian: set off a registered pause, if none of its effects is paused or cools down, whatever rule or
    /// operation paused it. Errors: `PauseCoolDown`, `EffectHalted`.
    Pause {
        /// The rule.
        id: String,
    },
    /// Anyone: send the ending message of a pause that is over; the cool-down of a halt counts from now.
    /// Errors: `PauseRunning`, `NothingToEnd`.
    EndPause {
        /// The rule.
        id: String,
    },
    /// Anyone: fails if the timelock holds less QER than the bonds it keeps. Every execution ends
    /// with it while there are bonds. Errors: `BondsNotCovered`.
    AssertBonds {},
    /// Itself: change the class of messages.
    SetClasses {
        /// 1 ..= 100.
        rules: Vec<ClassRule<String>>,
    },
    /// Itself: set or remove spending limits.
    SetSpendLimit {
        /// What.
        asset: Asset<String>,
        /// `None` removes it: spending is critical then.
        limit: Option<Limit>,
    },
    /// Itself: set or remove a pause of the guardian. A pause that runs by a replaced rule is
    /// forgotten: only governance can end it then. What it stopped keeps its cool-down. Errors: `NoPause`,
    /// `InvalidMessage`, `InvalidFields`, `PauseLength`, `NotCounterpart`, `HaltWithoutEnd`, `OutOfBounds`,
    /// `InvalidKey`, `Duplicate`, `EntryCount` beyond 20 pauses or 8 effects.
    SetPause {
        /// Its name.
        id: String,
        /// `None` removes it.
        rule: Option<PauseRule<String>>,
    },
    /// Itself: replace delays, bonds and windows, once in 24 hours, each at most doubled or halved; a
    /// bond may always move by a hundredth of `max_bond`. Operations keep the terms they were queued
    /// under. Errors: `FloorLowered`, `AmountStep`, `CoolDown`, and one for each bound.
    UpdateParams {
        /// Validated whole.
        params: Params,
    },
    /// Itself: replace the DAO.
    SetDao {
        /// The new one.
        dao: String,
    },
    /// Itself: replace or remove the guardian. Alone in an operation it cannot be vetoed.
    SetGuardian {
        /// `None` removes it.
        guardian: Option<String>,
    },
    /// Itself: replace the steward; the dates stay. The signatures of the one before count no more.
    /// Errors: `NoSteward` in the stage `community`.
    SetSteward {
        /// The new one.
        steward: String,
    },
    /// Itself: advance the stage before its date. The DAO alone queues it; alone in an operation it needs no
    /// signature of the steward. Errors: `StageNotLater`.
    AdvanceStage {
        /// The new one.
        stage: Stage,
    },
}

/// Limits of one asset, see [`SpendLimit`].
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Limit {
    /// Routine up to this much in 30 days.
    pub routine: Uint128,
    /// Sensitive up to this much, at least `routine`.
    pub sensitive: Uint128,
}

/// What a cw20 `send` of QER to the timelock may carry.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Anyone: post the bond of an operation, exactly; its delay starts now.
    /// Errors: `WrongBond`, `WrongPhase`, `Expired`.
    PostBond {
        /// The operation.
        id: u64,
    },
}

/// Queries. Lists: at most 30 rows, default 10.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Roles, terms, and what is fixed.
    #[returns(ConfigResponse)]
    Config {},
    /// The DAO's core contract.
    #[returns(cosmwasm_std::Addr)]
    Dao {},
    /// The guardian, null if there is none.
    #[returns(Option<cosmwasm_std::Addr>)]
    Guardian {},
    /// The steward, null in the stage `community`.
    #[returns(Option<cosmwasm_std::Addr>)]
    Steward {},
    /// The stage now.
    #[returns(StageResponse)]
    Stage {},
    /// One operation with its messages.
    #[returns(OperationResponse)]
    Operation {
        /// Its id.
        id: u64,
    },
    /// Operations without their messages, the newest first.
    #[returns(OperationsResponse)]
    Operations {
        /// Only those of this status. At most 100 operations are looked at for a page.
        status: Option<Status>,
        /// `next` of the page before.
        start_after: Option<u64>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// The bond of one operation.
    #[returns(BondResponse)]
    Bond {
        /// The operation.
        id: u64,
    },
    /// Bonds kept, all told: not part of the treasury.
    #[returns(BondsResponse)]
    Bonds {},
    /// The registry: every message that is not critical.
    #[returns(ClassesResponse)]
    Classes {
        /// Last row of the page before: contract and key.
        start_after: Option<(String, String)>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// What queueing these messages now would ask for.
    #[returns(ClassOfResponse)]
    ClassOf {
        /// As for `queue`.
        messages: Vec<CosmosMsg>,
    },
    /// Spending limits and what was spent under them.
    #[returns(SpendLimitsResponse)]
    SpendLimits {
        /// `key` of the last row of the page before.
        start_after: Option<String>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// The guardian's pauses, by name.
    #[returns(PausesResponse)]
    Pauses {
        /// Last name of the page before.
        start_after: Option<String>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
}

/// Migrates.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
