//! Messages that change the reserve.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint128, Uint64};
use cw20::Cw20ReceiveMsg;
use cw_ownable::cw_ownable_execute;

use super::{Params, Route};

/// Messages to the reserve.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Market only, with the batch's stablecoins: accept the batch and send at once what the caps allow. Fails whole, so
    /// that the batch stays with the market, when not even its first order can be sent (a price that is not live, caps,
    /// pause, closed channel). Errors: `Access`, `Payment`, `UserPartTooLarge`, `DuplicateBatch`, `BelowMinOrder`,
    /// `BatchCapacity`, `Paused`, `Price`, `OrderCapacity`, `InFlightCapacity`.
    Purchase {
        /// The market's batch id, which it has never used before.
        batch_id: Uint64,
        /// The borrowers' part of the funds, smallest unit; the rest is the protocol's.
        user_in: Uint128,
    },
    /// Market only: pay encumbered ETH to a borrower or a liquidator. Never paused, and no other contract can make it
    /// fail. Errors: `Access`, `ZeroAmount`, `InsufficientEncumbered`.
    PayOut {
        /// The address that gets it.
        recipient: String,
        /// ETH, smallest unit.
        amount: Uint128,
        /// ETH besides that becomes the protocol's own, smallest unit; none if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee: Option<Uint128>,
    },
    /// Anyone, with stablecoins: buy ETH that the market has earmarked for its deficit, at the price that
    /// `storefront` tells. A stablecoin counts for its bid, at most a dollar. The ETH is rounded down and its cost up; what
    /// exceeds what is for sale comes back. The cost goes to the market in the same transaction (`settle_deficit`), which
    /// fails whole if the market refuses it. Errors: `Payment`, `EarmarkUnreadable`, `NothingForSale`, `Price`,
    /// `ZeroAmount`, `BelowMinimumEth`.
    BuyEth {
        /// Refuse to receive less ETH.
        min_eth: Option<Uint128>,
    },
    /// The QER token's `send`; the payload is a [`ReceiveMsg`].
    Receive(Cw20ReceiveMsg),
    /// Anyone: send what waits (over a cap, or refunded), oldest batch first, as far as the caps allow.
    /// Errors: `NothingWaiting`, and the reason why not even one order could be sent.
    Flush {
        /// Most orders to send, 1 ..= 5, default 2.
        limit: Option<u32>,
    },
    /// Anyone: credit an order whose success was acknowledged from ETH that arrived without its callback. Only
    /// unaccounted ETH counts (balance beyond what is recorded), less what all other returning orders are due at least
    /// (what is missing to their `min_out`). What is there beyond all minimums is shared in proportion, and no order
    /// takes more than its `expected_out`, so that it does not matter which order is synced first. Errors:
    /// `UnknownOrder`, `NotReturning`, `NotCovered`.
    Sync {
        /// The order to credit.
        order_id: Uint64,
    },
    /// Guardian or owner, after timeout and grace: close an order whose callback was lost, only as far as an
    /// unaccounted balance covers it. Resolved as credited, it takes what `sync` would take; its `min_out`, if there is not
    /// enough for every returning order; or less than that, if no more is there and the owner says so. What still comes
    /// for a lost order is the protocol's: ETH is its own, stablecoins go to the market's insurance. Errors: `Access`,
    /// `UnknownOrder`, `NotResolvable`, `GraceNotOver`, `NotCovered`.
    Resolve {
        /// The order to resolve.
        order_id: Uint64,
        /// What became of its money.
        outcome: Resolution,
    },
    /// Owner only, after timeout and grace: close an order that will bring nothing. Its batch goes on without it and
    /// bears the loss, each claim in proportion. ETH or stablecoins that come later are the protocol's own.
    /// Errors: `UnknownOrder`, `NotOpen`, `GraceNotOver`, `ZeroAmount`, `MakeGoodTooLarge`, `EarmarkUnreadable`,
    /// `InsufficientUnencumbered`.
    CloseLost {
        /// The order that is lost.
        order_id: Uint64,
        /// The protocol's own ETH that the batch gets instead, smallest unit; at most what the order was still expected
        /// to bring.
        make_good: Option<Uint128>,
    },
    /// Owner only: settle a batch in stablecoins. None of it may be in an open order, and some of it must have been
    /// waiting for [`super::WIND_DOWN_AFTER`]. All that waits is sent to the market, which alone pays stablecoins.
    /// Errors: `UnknownBatch`, `BatchNotWaiting`, `OrdersUnderWay`, `WaitedTooShort`.
    WindDown {
        /// The batch to settle.
        batch_id: Uint64,
    },
    /// Guardian or owner: pause purchases, at most 14 days. A pause cannot start while one runs, nor before a cool-down
    /// has passed since the last one ended: as long as that was started for, at least a day. Pay-outs are never paused.
    /// Errors: `Access`, `Pause`.
    Pause {
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end a pause. Errors: `NotPaused`.
    Unpause {},
    /// Owner only: open buyback, once and for good, after the market has opened borrowing. Its auction begins now; from now
    /// on `buyback_above` turns it on and off. Errors: `BuybackOpen` if it is open, `NotReady` with everything that is
    /// missing.
    OpenBuyback {},
    /// Owner only: replace the bounds on buying and selling, once in 24 hours. `max_slippage`, `max_in_flight`, `premium`
    /// and `discount` move by at most a tenth, `buyback_above` freely, the others are at most doubled or halved. A level
    /// that puts more ETH up for sale sets the clock of its auction back. Errors: one for each bound,
    /// `Parameter(Step)`, `Parameter(CoolDown)`.
    UpdateParams {
        /// The new bounds, all of them.
        params: Params,
    },
    /// Owner only: replace the route to the DEX chain, at any time; open orders finish on the old one. The channel never
    /// changes: over another one ETH arrives as another denom. Errors: `ChannelFixed`, one for each bound.
    UpdateRoute {
        /// The new route, all of it.
        route: Route,
    },
    /// Owner only: replace or remove the guardian.
    SetGuardian {
        /// `None` removes the guardian.
        guardian: Option<String>,
    },
    /// Owner only: spend the protocol's own ETH, but what the market has earmarked. Errors: `ZeroAmount`,
    /// `EarmarkUnreadable`, `InsufficientUnencumbered`.
    Spend {
        /// The address that gets it.
        recipient: String,
        /// ETH, smallest unit.
        amount: Uint128,
    },
}

/// What a cw20 `send` of QER to the reserve may carry.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Anyone: sell QER for surplus ETH of the protocol, at the price that `storefront` tells. QER counts for its bid. The
    /// ETH is rounded down and its cost, which is burned, up; what exceeds what is for sale comes back. Errors: `Access`
    /// of another token, `BuybackNotOpen`, `BuybackOff`, `EarmarkUnreadable`, `DeficitOpen` while any is earmarked, `NothingForSale`, `Price`,
    /// `ZeroAmount`, `BelowMinimumEth`.
    BuyBack {
        /// Refuse to receive less ETH.
        min_eth: Option<Uint128>,
    },
}

/// What became of an order whose callback has not come.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Resolution {
    /// Its stablecoins were refunded and are here.
    Refunded {},
    /// Its ETH is here.
    Credited {
        /// Owner only: end the order with less than its `min_out`, but no less than this, smallest unit. The batch gets
        /// what is here, and the order counts as lost. If absent: at least the `min_out`.
        least: Option<Uint128>,
    },
}
