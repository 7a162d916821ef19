//! What people ask the reserve to do.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint128, Uint64};
use cw_ownable::cw_ownable_execute;

use super::{Params, Route};

/// Executes.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Market only, with the batch's stablecoins: take the batch and send what the caps allow at
    /// once. Fails whole, so that the batch stays with the market, when not even its first order
    /// can leave (stale price, caps, pause, closed channel).
    Purchase {
        /// The market's batch id, never seen before.
        batch_id: Uint64,
        /// The borrowers' part of the funds; the rest is the protocol's.
        user_in: Uint128,
    },
    /// Market only: pay encumbered ETH to a borrower. Errors: `InsufficientEncumbered`.
    PayOut {
        /// Who gets it.
        recipient: String,
        /// ETH, smallest unit.
        amount: Uint128,
    },
    /// Anyone: send what waits (over a cap, or refunded), oldest batch first, as the caps allow.
    /// Errors: `NothingWaiting`, and why not even one order could leave.
    Flush {
        /// Orders to send at most, 1 ..= 5, default 2.
        limit: Option<u32>,
    },
    /// Anyone: credit an order whose success was acknowledged from ETH that arrived without its
    /// callback. Only what is held beyond the accounts counts, less what all other orders that return are at least due
    /// (what is missing to their `min_out`). What is there beyond all their minimums is shared in proportion, no order taking
    /// more than its `expected_out`, so that it does not matter who is synced first.
    /// Errors: `UnknownOrder`, `NotReturning`, `NotCovered`.
    Sync {
        /// The order.
        order_id: Uint64,
    },
    /// Guardian or owner, after timeout and grace: close an order whose callback was lost, only as
    /// far as an unaccounted balance covers it. As credited it takes what `sync` would; its `min_out` also where that is
    /// not there for every order that returns; and, if the owner says so, less than that where no more is there.
    /// What was lost and came after all goes to the protocol: ETH is its own, stablecoins go to the market's insurance.
    /// Errors: `Access`, `UnknownOrder`, `NotResolvable`, `GraceNotOver`, `NotCovered`.
    Resolve {
        /// The order.
        order_id: Uint64,
        /// What happened to it.
        outcome: Resolution,
    },
    /// Owner only, after timeout and grace: close an order of which nothing will come. Its batch goes on without it and
    /// bears the loss, in proportion to the contributions. ETH or stablecoins that come later are the protocol's own.
    /// Errors: `UnknownOrder`, `NotOpen`, `GraceNotOver`, `ZeroAmount`, `MakeGoodTooLarge`, `InsufficientUnencumbered`.
    CloseLost {
        /// The order.
        order_id: Uint64,
        /// The protocol's own ETH that goes to the batch in its place, smallest unit; at most what the order was still
        /// expected to bring.
        make_good: Option<Uint128>,
    },
    /// Owner only: settle a batch in stablecoins, of which nothing is in an order under way and something has been waiting
    /// for at least [`super::WIND_DOWN_AFTER`]. All that waits goes back to the market, which alone pays stablecoins.
    /// Errors: `UnknownBatch`, `BatchNotWaiting`, `OrdersUnderWay`, `WaitedTooShort`.
    WindDown {
        /// The batch.
        batch_id: Uint64,
    },
    /// Guardian or owner: no purchases until then. At most 14 days, not while one runs, and not again before as long, at
    /// least a day, has passed since the last one ended, whoever began it. Pay-outs are never paused.
    /// Errors: `Access`, `Pause`.
    Pause {
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end a pause.
    Unpause {},
    /// Owner only: replace bounds on buying, once in 24 hours. `max_slippage` and `max_in_flight` move
    /// by at most a tenth, the others are at most doubled or halved. Errors: one for each bound,
    /// `Parameter(Step)`, `Parameter(CoolDown)`.
    UpdateParams {
        /// Validated whole.
        params: Params,
    },
    /// Owner only: replace the way to the outpost, at any time; open orders finish on the old one. The channel stays for
    /// good: over another one ETH arrives as another denom. Errors: `ChannelFixed`, one for each bound.
    UpdateRoute {
        /// Validated whole.
        route: Route,
    },
    /// Owner only: replace or remove the guardian.
    SetGuardian {
        /// `None` removes it.
        guardian: Option<String>,
    },
    /// Owner only: spend the protocol's own ETH. Errors: `InsufficientUnencumbered`.
    Spend {
        /// Who gets it.
        recipient: String,
        /// ETH, smallest unit.
        amount: Uint128,
    },
}

/// What was found out about an order whose callback was lost.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Resolution {
    /// The stablecoins are back here.
    Refunded {},
    /// The ETH is here.
    Credited {
        /// Owner only: end the order with less than its `min_out`, but no less than this, smallest unit. It counts as lost
        /// then, its batch gets what is here. Not given: at least the `min_out`.
        least: Option<Uint128>,
    },
}
