//! The reserve: buys ETH over IBC, keeps it, and pays it out on the market's word. It knows no
//! users: every ETH is encumbered (owed to the market's borrowers) or the protocol's own.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, QuerierWrapper, StdResult, Uint128, Uint64};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};
use cw_storage_plus::{Item, Map};

/// Published: what backs the protocol. Written by the reserve only, read raw by the market.
pub const BACKING: Item<Backing> = Item::new("backing");

/// Published: batches and their results by batch id. Written by the reserve only, read raw by the
/// market, which turns contributions into ETH with it.
pub const BATCHES: Map<u64, Batch> = Map::new("b");

/// Reads [`BACKING`] of a reserve with one raw query. Errors if there is none or it is unreadable.
pub fn read_backing(querier: &QuerierWrapper, reserve: &Addr) -> StdResult<Backing> {
    BACKING.query(querier, reserve.clone())
}

/// Reads one record of [`BATCHES`] with one raw query; `None` if the reserve has no such batch.
pub fn read_batch(querier: &QuerierWrapper, reserve: &Addr, id: u64) -> StdResult<Option<Batch>> {
    BATCHES.query(querier, reserve.clone(), id)
}

/// What the reserve holds and has under way. Amounts in smallest units.
#[cw_serde]
#[derive(Default)]
pub struct Backing {
    /// ETH owed to borrowers on the market's word.
    pub encumbered: Uint128,
    /// ETH that is the protocol's own.
    pub unencumbered: Uint128,
    /// Stablecoins in orders that are pending, sent or returning.
    pub in_flight: Uint128,
    /// Stablecoins of taken batches that wait to be sent (over a cap, or refunded).
    pub waiting: Uint128,
    /// Orders behind `in_flight`.
    pub open_orders: u32,
    /// Batches that are not settled.
    pub open_batches: u32,
    /// Stablecoins that may still be put in flight under `max_in_flight`.
    pub room: Uint128,
    /// Orders that may still be opened.
    pub order_room: u32,
    /// Batches that may still be opened.
    pub batch_room: u32,
    /// Unix seconds until which purchases are paused; zero if they never were.
    pub paused_until: u64,
}

/// A batch of reserve halves and what became of it. Amounts in smallest units.
#[cw_serde]
pub struct Batch {
    /// Stablecoins taken from the market, all told.
    pub stable_in: Uint128,
    /// The part of `stable_in` that borrowers contributed; the rest is the protocol's.
    pub user_in: Uint128,
    /// ETH bought so far with it.
    pub eth_out: Uint128,
    /// Stablecoins not yet turned into ETH, in flight or waiting; zero once settled.
    pub open: Uint128,
    /// Whether all of it has become ETH; only then may contributions be folded into ETH.
    pub settled: bool,
}

/// Whom the reserve serves and where it buys. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
pub struct Config<T> {
    /// The market: the only one that may hand in batches and order pay-outs.
    pub market: T,
    /// The oracle whose records are read raw for the slippage floor.
    pub oracle: T,
    /// May pause purchases and resolve orders whose callback was lost; never spend.
    pub guardian: Option<T>,
    /// Bank denom of the stablecoin here.
    pub stable_denom: String,
    /// Decimals of the stablecoin.
    pub stable_decimals: u8,
    /// The oracle's id of the stablecoin.
    pub stable_asset: String,
    /// Bank denom of the ETH here: the one voucher that is accepted.
    pub eth_denom: String,
    /// Decimals of the ETH.
    pub eth_decimals: u8,
    /// The oracle's id of ETH.
    pub eth_asset: String,
}

/// The way to the outpost.
#[cw_serde]
pub struct Route {
    /// This chain's end of the channel, e.g. `channel-0`.
    pub channel: String,
    /// The outpost, bech32 of its own chain.
    pub outpost: String,
    /// Seconds until a packet times out; the outpost's deadline is the same. 60 ..= 3,600.
    pub timeout: u64,
}

/// Bounds on buying.
#[cw_serde]
pub struct Params {
    /// Largest shortfall of a swap against the oracle, 0.001 ..= 0.10.
    pub max_slippage: Decimal,
    /// Smallest order, smallest unit of the stablecoin, at least 1. A batch is never cut so that less
    /// than this stays behind; only what waits in all may itself be less.
    pub min_order: Uint128,
    /// Largest order; at least twice the smallest.
    pub max_order: Uint128,
    /// Largest sum of stablecoins in flight; at least the largest order.
    pub max_in_flight: Uint128,
    /// Most orders under way, 1 ..= 32.
    pub max_open_orders: u32,
    /// Most batches not settled, 1 ..= 15: bounds each borrower's ledger to 16 open batches.
    pub max_open_batches: u32,
    /// Seconds after an order's timeout from which the guardian may resolve it, 3,600 ..= 2,592,000.
    pub grace: u64,
}

/// Instantiates the reserve.
#[cw_serde]
pub struct InstantiateMsg {
    /// Owner: the timelock.
    pub owner: String,
    /// Whom it serves.
    pub config: Config<String>,
    /// The way to the outpost.
    pub route: Route,
    /// Bounds on buying.
    pub params: Params,
}

/// Executes.
#[cw_ownable_execute]
#[cw_serde]
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
    /// not again before as long has passed since it ended. Pay-outs are never paused.
    Pause {
        /// Seconds from now, 1 ..= 1,209,600.
        duration: u64,
    },
    /// Owner only: end a pause.
    Unpause {},
    /// Owner only: replace bounds on buying.
    UpdateParams {
        /// Validated whole.
        params: Params,
    },
    /// Owner only: replace the way to the outpost; open orders finish on the old one.
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
pub enum Resolution {
    /// The stablecoins are back here.
    Refunded {},
    /// The ETH is here.
    Credited {},
}

/// Queries.
#[cw_ownable_query]
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration, route and bounds.
    #[returns(ConfigResponse)]
    Config {},
    /// What it holds and has under way (also raw, [`BACKING`]).
    #[returns(Backing)]
    Backing {},
    /// One batch (also raw, [`BATCHES`]).
    #[returns(BatchResponse)]
    Batch {
        /// Its id.
        batch_id: Uint64,
    },
    /// Batches in order of id.
    #[returns(BatchesResponse)]
    Batches {
        /// Last id of the page before.
        start_after: Option<Uint64>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// One order.
    #[returns(OrderResponse)]
    Order {
        /// Its id.
        order_id: Uint64,
    },
    /// Orders in order of id.
    #[returns(OrdersResponse)]
    Orders {
        /// Last id of the page before.
        start_after: Option<Uint64>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
    /// The order behind a packet.
    #[returns(OrderResponse)]
    OrderOfPacket {
        /// This chain's end of the channel.
        channel: String,
        /// The packet's sequence.
        sequence: Uint64,
    },
    /// Batches that have stablecoins waiting, oldest first.
    #[returns(WaitingResponse)]
    Waiting {
        /// Last id of the page before.
        start_after: Option<Uint64>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
}

/// Answer to `config`.
#[cw_serde]
pub struct ConfigResponse {
    /// Whom it serves.
    pub config: Config<Addr>,
    /// The way to the outpost.
    pub route: Route,
    /// Bounds on buying.
    pub params: Params,
    /// Unix seconds until which purchases are paused; zero if they are not.
    pub paused_until: u64,
}

/// How far an order is (reference: ibc.md, the purchase as a state machine).
#[cw_serde]
#[derive(Copy)]
pub enum OrderStatus {
    /// Handed to IBC in this transaction; its sequence comes with the reply.
    Pending,
    /// Packet sent, nothing heard.
    Sent,
    /// The outpost took it and the swap was good; ETH is on its way or held there.
    Returning,
    /// ETH credited.
    Settled,
    /// The stablecoins came back and wait to be sent again.
    Refunded,
}

/// One transfer to the outpost. Amounts in smallest units.
#[cw_serde]
pub struct Order {
    /// The batch it buys for.
    pub batch_id: Uint64,
    /// Stablecoins sent.
    pub amount: Uint128,
    /// Least ETH accepted, from the oracle and the slippage bound when it was sent.
    pub min_out: Uint128,
    /// ETH at the oracle's bid when it was sent, without slippage, never below `min_out`: what
    /// `sync` and `resolve` credit at most.
    pub expected_out: Uint128,
    /// ETH credited.
    pub eth_out: Uint128,
    /// Unix seconds of the packet's timeout and the outpost's deadline.
    pub deadline: u64,
    /// This chain's end of the channel.
    pub channel: String,
    /// The outpost it went to.
    pub outpost: String,
    /// The packet's sequence; `None` while pending.
    pub sequence: Option<Uint64>,
    /// How far it is.
    pub status: OrderStatus,
}

/// Answer to `order`.
#[cw_serde]
pub struct OrderResponse {
    /// Its id.
    pub order_id: Uint64,
    /// The order.
    pub order: Order,
}

/// Answer to `orders`.
#[cw_serde]
pub struct OrdersResponse {
    /// In order of id.
    pub orders: Vec<OrderResponse>,
}

/// Answer to `batch`.
#[cw_serde]
pub struct BatchResponse {
    /// Its id.
    pub batch_id: Uint64,
    /// The batch.
    pub batch: Batch,
}

/// Answer to `batches`.
#[cw_serde]
pub struct BatchesResponse {
    /// In order of id.
    pub batches: Vec<BatchResponse>,
}

/// Answer to `waiting`.
#[cw_serde]
pub struct WaitingResponse {
    /// Batch and stablecoins that wait, oldest first.
    pub waiting: Vec<WaitingBatch>,
}

/// Stablecoins of a batch that wait to be sent.
#[cw_serde]
pub struct WaitingBatch {
    /// The batch.
    pub batch_id: Uint64,
    /// Stablecoins, smallest unit.
    pub amount: Uint128,
}

/// Migrates to the code's version; nothing to say.
#[cw_serde]
pub struct MigrateMsg {}
