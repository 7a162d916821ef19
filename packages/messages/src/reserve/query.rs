//! Queries of the reserve, and the answers.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Decimal, Uint128, Uint64};
use cw_ownable::cw_ownable_query;

use super::*;

/// Queries of the reserve.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Configuration, route and bounds on buying and selling.
    #[returns(ConfigResponse)]
    Config {},
    /// What it holds and what is in flight (also raw, [`BACKING`]).
    #[returns(Backing)]
    Backing {},
    /// One batch and what became of it (also raw, [`BATCHES`]).
    #[returns(BatchResponse)]
    Batch {
        /// As numbered by the market, from 1.
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
        /// As numbered by the reserve, from 1.
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
    /// The order that a packet was sent for.
    #[returns(OrderResponse)]
    OrderOfPacket {
        /// This chain's end of the channel.
        channel: String,
        /// The packet's sequence on that channel.
        sequence: Uint64,
    },
    /// What is for sale, and at which price: what `buy_eth` and a buyback do in the same block.
    #[returns(StorefrontResponse)]
    Storefront {},
    /// When buyback was opened, and what is missing for it now.
    #[returns(MilestonesResponse)]
    Milestones {},
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
    /// The contracts that it works with, and the tokens that it swaps.
    pub config: Config<Addr>,
    /// The route that orders take from now on.
    pub route: Route,
    /// Bounds on buying and selling.
    pub params: Params,
    /// Unix seconds until which purchases are paused; zero if they are not.
    pub paused_until: u64,
    /// Unix seconds from which the bounds may change again; zero if they never did.
    pub params_ready_at: u64,
}

/// Answer to `storefront`.
#[cw_serde]
pub struct StorefrontResponse {
    /// Earmarked ETH, for stablecoins into the market's deficit; null while there is none, the market cannot be read, or a
    /// price of ETH or the stablecoin is not live.
    pub deficit: Option<Offer>,
    /// Surplus ETH, for QER that is burned; null while buyback is not open or off, there is none, ETH is earmarked, the market cannot be
    /// read, or a price of ETH or QER is not live.
    pub buyback: Option<Offer>,
}

/// ETH for sale.
#[cw_serde]
#[derive(Copy)]
pub struct Offer {
    /// ETH, smallest unit.
    pub eth: Uint128,
    /// USD per whole ETH now, rounded up.
    pub price: Decimal,
    /// What all of it costs now, smallest unit of the stablecoin or of QER, rounded up.
    pub cost: Uint128,
}

/// The state of an order (docs/architecture.md, states of an order).
#[cw_serde]
#[derive(Copy)]
pub enum OrderStatus {
    /// Sent in this transaction; its sequence comes with the reply.
    Pending,
    /// Packet sent, no callback yet.
    Sent,
    /// The outpost swapped; the ETH is in transit or held there.
    Returning,
    /// ETH credited.
    Settled,
    /// The stablecoins were refunded and wait to be sent again.
    Refunded,
    /// Closed by the owner with less than its `min_out`: its batch bears the loss. What comes later is the protocol's
    /// own.
    Lost,
}

impl OrderStatus {
    /// Whether its stablecoins are in flight as far as is known.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Sent | Self::Returning)
    }
}

/// One transfer to the DEX chain. Amounts in smallest units.
#[cw_serde]
pub struct Order {
    /// The batch it buys for.
    pub batch_id: Uint64,
    /// Stablecoins sent.
    pub amount: Uint128,
    /// Least ETH accepted, from the oracle and the slippage bound when it was sent.
    pub min_out: Uint128,
    /// ETH at the oracle's mid when it was sent, without slippage, never below `min_out`: the most that is credited
    /// without a callback.
    pub expected_out: Uint128,
    /// ETH credited, and for a lost order what was made good.
    pub eth_out: Uint128,
    /// Unix seconds of the packet's timeout and the outpost's deadline.
    pub deadline: u64,
    /// This chain's end of the channel.
    pub channel: String,
    /// The packet's receiver: the outpost, or Skip's entry point.
    pub receiver: String,
    /// With Skip: its adapter, which sends the ETH. Otherwise absent: the outpost sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapter: Option<String>,
    /// The packet's sequence; `None` while pending.
    pub sequence: Option<Uint64>,
    /// How far it is, and so where its money is.
    pub status: OrderStatus,
    /// For a lost order: its ETH or its stablecoins came after all, and went to the protocol.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recovered: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Order {
    /// The sender of the packet that brings the ETH.
    pub fn returned_by(&self) -> &str {
        self.adapter.as_deref().unwrap_or(&self.receiver)
    }
}

/// Answer to `order`.
#[cw_serde]
pub struct OrderResponse {
    /// As numbered by the reserve, from 1.
    pub order_id: Uint64,
    /// What was sent, what came, and how far it is.
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
    /// As numbered by the market, from 1.
    pub batch_id: Uint64,
    /// What went in, what came out, and what is open.
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
    /// Batches that have stablecoins waiting, oldest first.
    pub waiting: Vec<WaitingBatch>,
}

/// Stablecoins of a batch that wait to be sent.
#[cw_serde]
pub struct WaitingBatch {
    /// As numbered by the market, from 1.
    pub batch_id: Uint64,
    /// Stablecoins that wait, smallest unit.
    pub amount: Uint128,
    /// Unix seconds at which some of the batch first had to wait; `wind_down` counts from it.
    pub since: u64,
}
