//! What people ask voting to do, what a `send` may carry, and what hooks are told.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw20::Cw20ReceiveMsg;
use cw_ownable::Action;
use cw_utils::Duration;

use super::*;

/// Takes no funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// The token: `send` with a [`ReceiveMsg`]. Errors: `WrongToken`, `ZeroAmount`, `UnknownTier`, `Paused`,
    /// `HookRefused`, `CallDepth`.
    Receive(Cw20ReceiveMsg),
    /// Unstakes from tier 0 and from no other. Errors: as `UnstakeFrom`.
    Unstake {
        /// Stake.
        amount: Uint128,
    },
    /// Pays the claims that matured. Errors: `NothingToClaim`.
    Claim {},
    /// Owner: replaces the unbonding of tier 0, for what is unstaked from then on; null pays at once. Lowered freely down
    /// to the floor; raised to 14 days, or above that by a tenth once in 30 days, and never to tier 1's. Errors:
    /// `HeightDuration`, `ZeroDuration`, `TierUnbonding`, `CoolDown`.
    UpdateConfig {
        /// `{"time": seconds}` or null.
        duration: Option<Duration>,
    },
    /// Owner: has a contract told of every change of power. Errors: `DuplicateHook`, `TooManyHooks`.
    AddHook {
        /// The contract.
        addr: String,
    },
    /// Owner: ends it. Errors: `UnknownHook`.
    RemoveHook {
        /// The contract.
        addr: String,
    },
    /// The DAO: replaces or removes the active threshold. Errors: `ActivePercentage`, `ActiveCount`.
    UpdateActiveThreshold {
        /// None: always active.
        new_threshold: Option<ActiveThreshold>,
    },
    /// Two-step transfer of ownership.
    UpdateOwnership(Action),
    /// Unstakes from a tier; power falls with the next block, the tokens wait the tier's unbonding as a claim.
    /// Errors: `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `TooManyClaims`.
    UnstakeFrom {
        /// The tier.
        tier: u32,
        /// Stake.
        amount: Uint128,
    },
    /// Moves stake to a higher tier at once and for free. Down means unstaking. Errors: `NotHigherTier`,
    /// `ZeroAmount`, `UnknownTier`, `NotEnoughStaked`, `Paused`, `HookRefused`, `CallDepth`.
    RaiseTier {
        /// Present tier.
        from: u32,
        /// Higher tier.
        to: u32,
        /// Stake.
        amount: Uint128,
    },
    /// Owner: adds one tier after the last, once in 30 days. Those there are stay as they are: power changes with its
    /// stake alone. The new one's multiplier is at most a quarter above the last's, and its unbonding longer in at least
    /// the same proportion (and by a day), at most twice as long. Errors: `TierCount`, `TierUnbonding`,
    /// `TierMultiplier`, `CoolDown`.
    UpdateTiers {
        /// All tiers: the present ones and the new one.
        tiers: Vec<Tier>,
    },
    /// Owner: replaces the parameters, once a day; each at most doubled or halved. Errors: `ParameterOutOfRange`,
    /// `CoolDown`.
    UpdateParams {
        /// Both.
        params: Params,
    },
    /// Owner: registers or replaces a perk. Errors: `PerkId`, `PerkText`, `TooManyPerks`.
    SetPerk {
        /// By its id.
        perk: Perk,
    },
    /// Owner: ends a perk. Errors: `UnknownPerk`.
    RemovePerk {
        /// Its id.
        id: String,
    },
    /// Owner: replaces or removes the guardian.
    SetGuardian {
        /// None removes.
        guardian: Option<String>,
    },
    /// Guardian or owner: no staking and no raising until then. One-way for the guardian, at most 14 days, and, whoever
    /// it was, not again before as long, at least a day, has passed since it ended. Unstaking and claims are never
    /// paused. Errors: `Guardian`, `PauseRefused`.
    Pause {
        /// Seconds from now, 1 to 1,209,600.
        duration: u64,
    },
    /// Owner: ends a pause; its cool-down counts from then on. Errors: `NotPaused`.
    Unpause {},
}

/// What the token's `send` carries.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Stakes the tokens for their sender.
    Stake {
        /// None: tier 0.
        #[serde(default)]
        tier: Option<u32>,
    },
    /// cw20-stake's compounding; refused, with an error that says so: stake equals tokens here.
    Fund {},
}

/// What hook receivers are sent, in DAO DAO's shape.
#[cw_serde]
pub enum StakeChangedExecuteMsg {
    /// Power changed.
    StakeChangeHook(StakeChangedHookMsg),
}

/// Whose power changed by how much. The amounts are power, so that their sum is the power that the queries answer; in
/// tier 0 power is stake. Unlike the queries it is told in the block of the change.
#[cw_serde]
pub enum StakeChangedHookMsg {
    /// Power gained.
    Stake {
        /// Whose.
        addr: Addr,
        /// How much.
        amount: Uint128,
    },
    /// Power lost.
    Unstake {
        /// Whose.
        addr: Addr,
        /// How much.
        amount: Uint128,
    },
}
