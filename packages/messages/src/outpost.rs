//! The outpost: lives on the DEX chain, swaps what the reserve sends and returns the ETH in the
//! transaction that received it.

mod sudo;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Uint128, Uint64};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

pub use self::sudo::*;
use crate::ibc::PurchaseOrder;

/// Least time between two changes of `return_timeout`, seconds: a day.
pub const COOL_DOWN: u64 = 86_400;

/// Where the outpost swaps.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Venue<T> {
    /// One Astroport pair: `swap` with the received stablecoin as offer.
    AstroportPair {
        /// The pair contract.
        pair: T,
    },
    /// Astroport's router over several pairs: `execute_swap_operations` with `minimum_receive`.
    AstroportRouter {
        /// The router contract.
        router: T,
        /// Denoms that the route passes through between stablecoin and ETH, in order; at most 3.
        via: Vec<String>,
    },
    /// Osmosis' pool manager, a module: `MsgSwapExactAmountIn` with the order's minimum.
    OsmosisPoolManager {
        /// 1 to 4 steps, each through another pool; the last ends in the ETH.
        routes: Vec<PoolStep>,
    },
}

/// One step through a pool of Osmosis.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct PoolStep {
    /// The pool's id, not zero.
    pub pool_id: Uint64,
    /// Denom that comes out of it.
    pub token_out_denom: String,
}

/// How orders reach the outpost, and how the chain reports the end of its return packets.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Transport {
    /// ADR-8 callbacks. Only where ibc-go is v10 or later: before, a callback's error keeps the funds.
    Callbacks {},
    /// ibc-hooks: the chain executes `buy`, and reports by `sudo`.
    IbcHooks {},
}

impl Default for Transport {
    fn default() -> Self {
        Transport::Callbacks {}
    }
}

/// The reserve that the outpost serves, and how it trades. `T` is `String` on the wire, `Addr` once checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Config<T> {
    /// This chain's end of the channel to the home chain, e.g. `channel-0`.
    pub channel: String,
    /// The reserve on the home chain: the only sender served, the only recipient of ETH.
    pub reserve: String,
    /// Bank denom of the stablecoin on this chain.
    pub stable_denom: String,
    /// Bank denom of the ETH to buy on this chain (the full denom, never a symbol).
    pub eth_denom: String,
    /// Where it swaps.
    pub venue: Venue<T>,
    /// Seconds until a return transfer times out, 60 ..= 86,400.
    pub return_timeout: u64,
    /// The transport that the chain has; callbacks if absent.
    #[serde(default)]
    pub transport: Transport,
}

/// Instantiates the outpost.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// May update the configuration; a time-locked account.
    pub owner: String,
    /// The reserve that it serves, and how it trades.
    pub config: Config<String>,
}

/// Messages to the outpost.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// The reserve's packet, as ibc-hooks executes it: swap the stablecoins that come with it and send the ETH back.
    /// Only from the account that ibc-hooks derives from channel and reserve, and only with that transport. Every error
    /// refuses the packet, which refunds the reserve. Errors: `NotTheReserve`, `WrongTransport`, `Payment`,
    /// `DeadlinePassed`, `DuplicateOrder`, `SwapRunning`, `BelowMinimum`.
    Buy {
        /// What to buy.
        order: PurchaseOrder,
    },
    /// Sends the ETH of a purchase whose return packet failed to the reserve once more. Anyone may. The owner may also
    /// send one whose return failed without its callback, if ETH beyond all held purchases covers it. Errors:
    /// `UnknownOrder`, `NotHeld`.
    Retry {
        /// Id of the reserve's order.
        order_id: Uint64,
    },
    /// Replaces the configuration. Owner only. Purchases keep their recorded recipient, channel and
    /// denom. The reserve can change only as long as nothing was bought for it, because order ids
    /// are its own; a new reserve gets a new outpost. `return_timeout` is at most doubled or halved,
    /// once in 24 hours. Errors: one for each bound, `ReserveFixed`, `Parameter(Step)`, `Parameter(CoolDown)`.
    UpdateConfig {
        /// The new configuration, all of it.
        config: Config<String>,
    },
}

/// Queries of the outpost.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(Config<cosmwasm_std::Addr>)]
    Config {},
    /// One purchase.
    #[returns(PurchaseResponse)]
    Purchase {
        /// Id of the reserve's order.
        order_id: Uint64,
    },
    /// Purchases in order of their id.
    #[returns(PurchasesResponse)]
    Purchases {
        /// Last id of the page before.
        start_after: Option<Uint64>,
        /// At most 30, default 10.
        limit: Option<u32>,
    },
}

/// Where the bought ETH of a purchase is.
#[cw_serde]
pub enum ReturnStatus {
    /// Sent to the reserve in this packet.
    InTransit {
        /// This chain's end of the channel.
        channel: String,
        /// The packet's sequence on it; zero until the reply, in the same transaction.
        sequence: Uint64,
    },
    /// Arrived: the return packet was acknowledged.
    Delivered {},
    /// The return packet failed; the outpost holds the ETH until `retry`.
    Held {},
}

/// A purchase and where its ETH is.
#[cw_serde]
pub struct Purchase {
    /// Stablecoins swapped, smallest unit.
    pub stable_in: Uint128,
    /// ETH bought, smallest unit.
    pub eth_out: Uint128,
    /// Bank denom of that ETH here, as recorded: a new configuration does not change it.
    pub eth_denom: String,
    /// The reserve that gets it, as recorded when the packet arrived.
    pub recipient: String,
    /// The channel over which it came and goes back.
    pub channel: String,
    /// Where its ETH is.
    pub status: ReturnStatus,
}

/// Answer to `purchase`.
#[cw_serde]
pub struct PurchaseResponse {
    /// Id of the reserve's order.
    pub order_id: Uint64,
    /// Its amounts, and where its ETH is.
    pub purchase: Purchase,
}

/// Answer to `purchases`.
#[cw_serde]
pub struct PurchasesResponse {
    /// In order of id.
    pub purchases: Vec<PurchaseResponse>,
}

/// Migrates to the code's version. No parameters.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
