//! The timelock: owner of every contract and holder of the main treasury. What governance decides
//! waits here, in the class that its messages have, and anyone may then execute it.
//!
//! Times are Unix seconds, durations seconds, amounts smallest units.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Binary, CosmosMsg, Uint128};
use cw20::Cw20ReceiveMsg;

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

/// Delay floors, routine, sensitive and critical, below which `verify` reports a deployment.
pub const RECOMMENDED_FLOORS: [u64; 3] = [43_200, 172_800, 432_000];

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
pub struct PauseRule<T> {
    /// The contract that is paused; never the timelock.
    pub contract: T,
    /// The message that pauses it, JSON.
    pub pause: Binary,
    /// The message that ends it, if the contract does not end it by itself, JSON.
    pub end: Option<Binary>,
    /// Seconds after which it ends, 1 ..= 1,209,600. The message's own duration should be the same.
    pub duration: u64,
    /// Seconds after its end in which it cannot be set off again, at least `duration`, at most
    /// 7,776,000.
    pub cool_down: u64,
}

/// A pause rule by its name.
#[cw_serde]
pub struct NamedPause {
    /// 1 ..= 64 of `a-z 0-9 _ -`.
    pub id: String,
    /// The rule.
    pub rule: PauseRule<String>,
}

/// Instantiates the timelock.
#[cw_serde]
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
pub enum ExecuteMsg {
    /// DAO, or steward in the stage `bootstrap`: file an operation. Its delay starts now, or when
    /// its bond is posted. Errors: `MessageCount`, `TextLength`, `TooLarge`.
    Queue {
        /// 1 ..= 10, run in order, all or none; with the text at most 30,000 bytes as JSON.
        messages: Vec<CosmosMsg>,
        /// What it is for, 1 ..= 1,000 bytes.
        text: String,
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
    /// Guardian, before the delay is over: end an operation. Not one that only replaces the
    /// guardian. Errors: `DelayOver`, `VetoProof`.
    Veto {
        /// The operation.
        id: u64,
        /// Whether the bond goes to the treasury, because the operation is malicious, or back.
        forfeit: bool,
    },
    /// DAO, or a steward its own operation: end an open operation; its bond goes back.
    Cancel {
        /// The operation.
        id: u64,
    },
    /// Anyone: book an operation as expired; its bond goes back. Errors: `NotExpired`.
    Close {
        /// The operation.
        id: u64,
    },
    /// Guardian: set off a registered pause. Errors: `PauseCoolDown`.
    Pause {
        /// The rule.
        id: String,
    },
    /// Anyone: send the ending message of a pause that is over. Errors: `PauseRunning`,
    /// `NothingToEnd`.
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
    /// forgotten: only governance can end it then.
    SetPause {
        /// Its name.
        id: String,
        /// `None` removes it.
        rule: Option<PauseRule<String>>,
    },
    /// Itself: replace delays, bonds and windows. Operations keep the terms they were queued under.
    /// Errors: `FloorLowered`, and one for each bound.
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
    /// Itself: replace the steward; the dates stay. Errors: `NoSteward` in the stage `community`.
    SetSteward {
        /// The new one.
        steward: String,
    },
    /// Itself: advance the stage before its date. Alone in an operation it needs no signature of
    /// the steward. Errors: `StageNotLater`.
    AdvanceStage {
        /// The new one.
        stage: Stage,
    },
}

/// Limits of one asset, see [`SpendLimit`].
#[cw_serde]
#[derive(Copy)]
pub struct Limit {
    /// Routine up to this much in 30 days.
    pub routine: Uint128,
    /// Sensitive up to this much, at least `routine`.
    pub sensitive: Uint128,
}

/// What a cw20 `send` of QER to the timelock may carry.
#[cw_serde]
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
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Roles, terms, and what is fixed.
    #[returns(ConfigResponse)]
    Config {},
    /// The DAO's core contract.
    #[returns(Addr)]
    Dao {},
    /// The guardian, null if there is none.
    #[returns(Option<Addr>)]
    Guardian {},
    /// The steward, null in the stage `community`.
    #[returns(Option<Addr>)]
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
}

/// Answer to `stage`.
#[cw_serde]
pub struct StageResponse {
    /// The stage now.
    pub stage: Stage,
    /// When the next one begins at the latest; null in the stage `community`.
    pub next_at: Option<u64>,
}

/// What became of an operation so far.
#[cw_serde]
#[derive(Copy)]
pub enum Phase {
    /// Its bond is not posted.
    AwaitingBond,
    /// Its delay has started.
    Scheduled,
    /// Its messages ran.
    Executed,
    /// The DAO withdrew it.
    Cancelled,
    /// The guardian ended it.
    Vetoed,
    /// It was closed after its time.
    Closed,
}

/// How an operation stands at this moment.
#[cw_serde]
#[derive(Copy)]
pub enum Status {
    /// Its bond is not posted.
    AwaitingBond,
    /// Its delay runs.
    Waiting,
    /// Anyone may execute it, if it has its signatures.
    Ready,
    /// Too late; `close` gives its bond back if that was not done.
    Expired,
    /// Its messages ran.
    Executed,
    /// The DAO withdrew it.
    Cancelled,
    /// The guardian ended it.
    Vetoed,
}

/// Where a bond is.
#[cw_serde]
#[derive(Copy)]
pub enum BondState {
    /// None is asked for, or none was posted.
    None,
    /// Kept.
    Held,
    /// Given back to the sponsor.
    Returned,
    /// Taken into the treasury.
    Forfeited,
}

/// What an operation is, where a rule makes an exception.
#[cw_serde]
#[derive(Copy)]
pub enum Kind {
    /// No exception.
    Ordinary,
    /// Only replaces the timelock's guardian: the guardian cannot veto it.
    SetGuardian,
    /// Only advances the stage: needs no signature of the steward.
    AdvanceStage,
}

/// An operation without its messages.
#[cw_serde]
pub struct Operation {
    /// Who queued it.
    pub proposer: Addr,
    /// What it is for.
    pub text: String,
    /// Its class when it was queued.
    pub class: Class,
    /// Whether a rule makes an exception.
    pub kind: Kind,
    /// Seconds it waits.
    pub delay: u64,
    /// QER it asks for.
    pub bond: Uint128,
    /// Where the bond is.
    pub bond_state: BondState,
    /// Who posted it.
    pub sponsor: Option<Addr>,
    /// When it was queued.
    pub queued_at: u64,
    /// From when it may be executed; null until the bond is posted.
    pub ready_at: Option<u64>,
    /// From when it is too late for the bond, or for the execution once that was posted.
    pub expires_at: u64,
    /// Whether the DAO queued or signed it.
    pub dao_signed: bool,
    /// Whether the steward did.
    pub steward_signed: bool,
    /// What became of it so far.
    pub phase: Phase,
}

impl Operation {
    /// How it stands at a time.
    pub fn status(&self, now: u64) -> Status {
        match self.phase {
            Phase::AwaitingBond | Phase::Scheduled if now >= self.expires_at => Status::Expired,
            Phase::AwaitingBond => Status::AwaitingBond,
            Phase::Scheduled if self.ready_at.is_some_and(|at| now >= at) => Status::Ready,
            Phase::Scheduled => Status::Waiting,
            Phase::Executed => Status::Executed,
            Phase::Cancelled => Status::Cancelled,
            Phase::Vetoed => Status::Vetoed,
            Phase::Closed => Status::Expired,
        }
    }
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

/// Who signs operations.
#[cw_serde]
#[derive(Copy)]
pub enum Signatory {
    /// The DAO.
    Dao,
    /// The steward.
    Steward,
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
    /// When its last use ends or ended; zero if it was never used.
    pub until: u64,
    /// From when it can be used.
    pub ready_at: u64,
    /// Whether an ending message is still to be sent.
    pub end_due: bool,
}

/// Answer to `pauses`.
#[cw_serde]
pub struct PausesResponse {
    /// By name.
    pub pauses: Vec<PauseRow>,
}

/// Migrates.
#[cw_serde]
pub struct MigrateMsg {}
