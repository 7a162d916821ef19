//! Messages to voting, what a `send` to it may carry, and what receivers of hooks are sent.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw20::Cw20ReceiveMsg;
use cw_ownable::Action;
use cw_utils::Duration;

use super::*;

/// Messages; none takes funds. Those of the owner fail with `Ownership` for everybody else.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// The token's `send` with a [`ReceiveMsg`]: stakes. Errors: `WrongToken`, `ZeroAmount`, `UnknownTier`, `Paused`,
    /// `HookRefused`, `CallDepth`.
    Receive(Cw20ReceiveMsg),
    /// Unstakes from tier 0 and from no other. Errors: as `UnstakeFrom`.
    Unstake {
        /// Stake, smallest units.
        amount: Uint128,
    },
    /// Pays the sender's claims that have matured. Errors: `NothingToClaim`.
    Claim {},
    /// Owner: replaces the unbonding of tier 0, for what is unstaked from then on. It can be lowered down to the
    /// floor and raised up to 14 days at any time. Above 14 days it can be raised by a tenth, once in 30 days. It
    /// always stays below tier 1's. Errors: `HeightDuration`, `ZeroDuration`, `TierUnbonding`, `CoolDown`.
    UpdateConfig {
        /// `{"time": seconds}`, or null, with which unstaking pays at once.
        duration: Option<Duration>,
    },
    /// Owner: adds a receiver of hooks, a contract that is notified of every change of power. Errors: `DuplicateHook`,
    /// `TooManyHooks`.
    AddHook {
        /// Address of the receiver.
        addr: String,
    },
    /// Owner: removes a receiver of hooks. Errors: `UnknownHook`.
    RemoveHook {
        /// Address of the receiver.
        addr: String,
    },
    /// The DAO: replaces or removes the active threshold. Errors: `Unauthorized`, `ActivePercentage`, `ActiveCount`.
    UpdateActiveThreshold {
        /// Null removes it: the DAO is always active then.
        new_threshold: Option<ActiveThreshold>,
    },
    /// Owner and pending owner: transfer ownership in two steps.
    UpdateOwnership(Action),
    /// Unstakes from a tier. Power falls with the next block; the tokens can be claimed after the tier's unbonding.
    /// Errors: `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `TooManyClaims`.
    UnstakeFrom {
        /// Number of the tier, from 0.
        tier: u32,
        /// Stake, smallest units.
        amount: Uint128,
    },
    /// Moves stake to a higher tier; power rises with the next block. Moving down means unstaking. Errors:
    /// `NotHigherTier`, `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `Paused`, `HookRefused`, `CallDepth`.
    RaiseTier {
        /// Number of the present tier.
        from: u32,
        /// Number of the higher tier.
        to: u32,
        /// Stake, smallest units.
        amount: Uint128,
    },
    /// Owner: adds one tier after the last, once in 30 days. The present tiers stay as they are, so that nobody's
    /// power changes. The multiplier of the new tier is at most a quarter above that of the last. Its unbonding is
    /// longer in at least the same proportion and by at least a day, and at most twice as long, or 14 days if that is
    /// more. Errors: `OutOfBounds`, `TierUnbonding`, `TierMultiplier`, `CoolDown`.
    UpdateTiers {
        /// All tiers: the present ones and the new one.
        tiers: Vec<Tier>,
    },
    /// Owner: replaces the parameters, once a day, each at most doubled or halved. Errors: `OutOfBounds`, `Step`,
    /// `CoolDown`.
    UpdateParams {
        /// Both of them: what is not to change is repeated.
        params: Params,
    },
    /// Owner: registers or replaces a perk. Errors: `PerkId`, `OutOfBounds`, `TooManyPerks`.
    SetPerk {
        /// Replaces the perk of the same id.
        perk: Perk,
    },
    /// Owner: ends a perk. Errors: `UnknownPerk`.
    RemovePerk {
        /// Id of the perk.
        id: String,
    },
    /// Owner: replaces or removes the guardian.
    SetGuardian {
        /// Null removes it.
        guardian: Option<String>,
    },
    /// Guardian or owner: pauses staking and raising, for at most 14 days. Unstaking and claims are never paused.
    /// Only the owner can end a pause early. After a pause has ended, early or not, none can start for as long as it
    /// was to last, at least a day. Errors: `Unauthorized`; `Duration`, `Running` or `CoolDown` of a pause.
    Pause {
        /// Seconds from now, 1 to 1,209,600.
        duration: u64,
    },
    /// Owner: ends a pause; its cool-down counts from now. Errors: `NotPaused`.
    Unpause {},
}

/// What the token's `send` carries.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Stakes the tokens for their sender.
    Stake {
        /// Number of the tier; tier 0 if none.
        #[serde(default)]
        tier: Option<u32>,
    },
    /// Compounding, as in cw20-stake. It is refused, because stake equals tokens here. Errors: `FundRefused`.
    Fund {},
}

/// What receivers of hooks are sent, in DAO DAO's shape.
#[cw_serde]
pub enum StakeChangedExecuteMsg {
    /// The power of an address changed.
    StakeChangeHook(StakeChangedHookMsg),
}

/// A change of one address's power. Amounts are power, so that a receiver's sum of them is what the queries answer; but
/// receivers are notified in the block of the change, and the queries count it from the next block on.
#[cw_serde]
pub enum StakeChangedHookMsg {
    /// Power was gained.
    Stake {
        /// Address of the staker.
        addr: Addr,
        /// Power gained.
        amount: Uint128,
    },
    /// Power was lost.
    Unstake {
        /// Address of the staker.
        addr: Addr,
        /// Power lost.
        amount: Uint128,
    },
}
