//! The timelock: owner of every contract and holder of the main treasury. What governance decides is queued here as an
//! operation, waits as long as its class says, and can then be executed by anyone.
//!
//! Times are Unix seconds, durations are seconds, amounts are in smallest units.

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
    /// The DAO's core contract, which queues operations.
    pub dao: String,
    /// May veto operations and start pauses; null for none.
    pub guardian: Option<String>,
    /// The steward and the dates of the stages; null begins in the stage `community`.
    pub stewardship: Option<Stewardship<String>>,
    /// QER, the cw20 in which bonds are posted. Fixed.
    pub token: String,
    /// No bond is ever higher. Fixed; at most the supply of QER.
    pub max_bond: Uint128,
    /// Delays, bonds and windows.
    pub params: Params,
    /// The registry at the beginning, at most 100 rules.
    pub classes: Vec<ClassRule<String>>,
    /// Spending limits, at most 20.
    pub spend_limits: Vec<SpendLimit<String>>,
    /// The guardian's pauses, at most 20.
    pub pauses: Vec<NamedPause>,
}

/// Messages; none takes funds. "Itself" is the timelock, which sends a message to itself only when an operation that
/// contains it is executed; such an operation is critical. Everybody else gets `Unauthorized`.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// DAO, or steward in the stage `bootstrap`: queue an operation. Its delay starts now, or when its bond is posted.
    /// Errors: `OutOfBounds`, `TooLate`, `TooFarAhead`; `BondTokenAllowance` for an
    /// `increase_allowance` of QER; `Unauthorized` if the steward queues an `advance_stage`.
    Queue {
        /// 1 ..= 10, run in order, all or none; with the text at most 30,000 bytes as JSON.
        messages: Vec<CosmosMsg>,
        /// What it is for, 1 ..= 1,000 bytes.
        text: String,
        /// The last second at which it may be queued, at most [`MAX_NOT_AFTER`] ahead. A passed proposal does not
        /// expire: without this date, those who voted for it could have unstaked long before it is queued.
        not_after: u64,
    },
    /// QER's `send`; the payload is a [`ReceiveMsg`]. Errors: `WrongToken`.
    Receive(Cw20ReceiveMsg),
    /// DAO or steward: approve what the other queued. Errors: `AlreadyApproved`.
    CoSign {
        /// Id of the operation.
        id: u64,
    },
    /// Anyone: run an operation after its delay and before it expires; its bond goes back. If one message fails, all of
    /// them are undone, and the operation may be executed again.
    /// Errors: `NotReady`, `Expired`, `MissingApproval`, `WrongPhase`.
    Execute {
        /// Id of the operation.
        id: u64,
    },
    /// Guardian, before the delay is over: end an operation, or decide about the bond of one that was cancelled. An
    /// operation that only replaces the guardian cannot be vetoed. Errors: `DelayOver`, `VetoProof`.
    Veto {
        /// Id of the operation.
        id: u64,
        /// True if the bond goes to the treasury, because the operation is malicious; false if it goes back.
        forfeit: bool,
    },
    /// DAO, or the steward who queued it: end an open operation. Its bond goes back if the delay is over. Otherwise
    /// it is kept until the operation would have been ready: until then a veto may forfeit it.
    Cancel {
        /// Id of the operation.
        id: u64,
    },
    /// Anyone: close an operation that has expired, or have the bond of a cancelled one sent back once no veto can
    /// forfeit it. Errors: `NotExpired`, `BondForfeitable`.
    Close {
        /// Id of the operation.
        id: u64,
    },
    /// Guardian: start a registered pause. Refused while one of its effects is paused or cools down, by whatever rule
    /// or operation. Errors: `UnknownPause`, `PauseCoolDown`, `EffectHalted`.
    Pause {
        /// Name of the rule.
        id: String,
    },
    /// Anyone: send the ending message of a pause whose time is over; the cool-down of a halt counts from now. Errors:
    /// `UnknownPause`, `PauseRunning`, `NothingToEnd`.
    EndPause {
        /// Name of the rule.
        id: String,
    },
    /// Anyone: fail if the timelock holds less QER than the bonds it keeps. Every execution ends with it. Errors:
    /// `BondsNotCovered`.
    AssertBonds {},
    /// Itself: change the class of messages. Errors: `OutOfBounds`, `NotItself`, `InvalidKey`, `FixedClass`,
    /// `Duplicate`.
    SetClasses {
        /// 1 ..= 100 rules.
        rules: Vec<ClassRule<String>>,
    },
    /// Itself: set or remove the spending limits of an asset. Errors: `InvalidKey`, `OutOfBounds`, `UnknownLimit`.
    SetSpendLimit {
        /// The denom or cw20 that is limited.
        asset: Asset<String>,
        /// Null removes the limits: any spending of the asset is critical then.
        limit: Option<Limit>,
    },
    /// Itself: set or remove a pause of the guardian. A pause that is in force by a replaced rule is forgotten: only
    /// governance can end it then. What it stopped keeps its cool-down. Errors: `UnknownPause`, `NoPause`,
    /// `InvalidMessage`, `InvalidFields`, `PauseLength`, `NotCounterpart`, `HaltWithoutEnd`, `OutOfBounds`,
    /// `InvalidKey`, `Duplicate`.
    SetPause {
        /// Name of the rule.
        id: String,
        /// Null removes it.
        rule: Option<PauseRule<String>>,
    },
    /// Itself: replace delays, bonds and windows, once in 24 hours, each at most doubled or halved; a bond may always
    /// move by a hundredth of `max_bond`. Operations keep the terms under which they were queued. Errors:
    /// `OutOfBounds`, `MilderThanBefore`, `FloorLowered`, `Step`, `CoolDown`.
    UpdateParams {
        /// All of them: what is not to change is repeated.
        params: Params,
    },
    /// Itself: replace the DAO. Errors: `NotItself`, `SameRole`.
    SetDao {
        /// Core contract of the new DAO.
        dao: String,
    },
    /// Itself: replace or remove the guardian. An operation with this message alone cannot be vetoed. Errors:
    /// `NotItself`, `SameRole`.
    SetGuardian {
        /// Null removes it.
        guardian: Option<String>,
    },
    /// Itself: replace the steward; the dates stay. Approvals of the former steward no longer count. Errors:
    /// `NoSteward` in the stage `community`, `NotItself`, `SameRole`.
    SetSteward {
        /// Address of the new steward.
        steward: String,
    },
    /// Itself: advance the stage before its date. Only the DAO can queue it. An operation with this message alone
    /// needs no approval of the steward. Errors: `StageNotLater`.
    AdvanceStage {
        /// A stage later than the present one.
        stage: Stage,
    },
}

/// Spending limits of one asset, see [`SpendLimit`]; smallest units.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct Limit {
    /// Spending is routine up to this amount in 30 days.
    pub routine: Uint128,
    /// Spending is sensitive up to this amount, at least `routine`.
    pub sensitive: Uint128,
}

/// What a cw20 `send` of QER to the timelock may carry.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Anyone: post the bond of an operation, neither more nor less; its delay starts now.
    /// Errors: `WrongBond`, `WrongPhase`, `Expired`.
    PostBond {
        /// Id of the operation.
        id: u64,
    },
}

/// Queries. A page of a list has at most 30 rows, 10 if no limit is given.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Roles, delays, bonds and windows, and what is fixed.
    #[returns(ConfigResponse)]
    Config {},
    /// The DAO's core contract.
    #[returns(cosmwasm_std::Addr)]
    Dao {},
    /// The guardian; null if there is none.
    #[returns(Option<cosmwasm_std::Addr>)]
    Guardian {},
    /// The steward; null in the stage `community`.
    #[returns(Option<cosmwasm_std::Addr>)]
    Steward {},
    /// The present stage, and when the next one begins.
    #[returns(StageResponse)]
    Stage {},
    /// One operation with its messages.
    #[returns(OperationResponse)]
    Operation {
        /// Id of the operation.
        id: u64,
    },
    /// Operations without their messages, the newest first.
    #[returns(OperationsResponse)]
    Operations {
        /// Only operations of this status; all if none. At most 100 operations are looked at for a page.
        status: Option<Status>,
        /// `next` of the previous page.
        start_after: Option<u64>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
    /// The bond of one operation.
    #[returns(BondResponse)]
    Bond {
        /// Id of the operation.
        id: u64,
    },
    /// The sum of the bonds kept, which is not part of the treasury.
    #[returns(BondsResponse)]
    Bonds {},
    /// The registry: every message key that is not critical, in order of contract and key.
    #[returns(ClassesResponse)]
    Classes {
        /// Contract and key of the last row of the previous page.
        start_after: Option<(String, String)>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
    /// Class, delay, bond and approvals that queueing these messages now would ask for. Errors: `OutOfBounds`.
    #[returns(ClassOfResponse)]
    ClassOf {
        /// 1 ..= 10, as for `queue`.
        messages: Vec<CosmosMsg>,
    },
    /// Spending limits and what was spent under them.
    #[returns(SpendLimitsResponse)]
    SpendLimits {
        /// `key` of the last row of the previous page.
        start_after: Option<String>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
    /// The guardian's pauses, by name.
    #[returns(PausesResponse)]
    Pauses {
        /// The last name of the previous page.
        start_after: Option<String>,
        /// Rows, at most 30; 10 if none.
        limit: Option<u32>,
    },
}

/// Migrates from an older version of this contract.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
