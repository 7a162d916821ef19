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
    /// callback. Only what is held beyond the accounts counts, at least the order's `min_out` and
    /// at most its `expected_out`. Errors: `UnknownOrder`, `NotReturning`, `NotCovered`.
    Sync {
        /// The order.
        order_id: Uint64,
    },
    /// Guardian or owner, after timeout and grace: close an order whose callback was lost, only as
    /// far as an unaccounted balance covers it.
    Resolve {
        /// The order.
        order_id: Uint64,
        /// What happened to it.
        outcome: Resolution,
    },
    /// Guardian or owner: no purchases until then. One-way for the guardian, at most 14 days, and
    /// not again before as long, at least a day, has passed since it ended. Pay-outs are never paused.
    Pause {
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end a pause.
    Unpause {},
    /// Owner only: replace bounds on buying, once in 24 hours. `max_slippage` and `max_in_flight` move
    /// by at most a tenth, the others are at most doubled or halved. Errors: one for each bound,
    /// `ParamStep`, `AmountStep`, `ParamsCoolDown`.
    UpdateParams {
        /// Validated whole.
        params: Params,
    },
    /// Owner only: replace the way to the outpost, at any time; open orders finish on the old one.
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

/// What the guardian found out about an order whose callback was lost.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Resolution {
    /// The stablecoins are back here.
    Refunded {},
    /// The ETH is here.
    Credited {},
}
