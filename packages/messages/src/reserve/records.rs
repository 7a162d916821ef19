//! The published records and how they are read.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{from_json, Addr, QuerierWrapper, StdResult, Uint128};
use cw_storage_plus::{Item, Map};
use serde::Deserialize;

use super::{Config, Params};

/// Published: what backs the protocol. Written by the reserve only, read raw by the market.
pub const BACKING: Item<Backing> = Item::new("backing");

/// Published: batches and their results by batch id. Written by the reserve only, read raw by the
/// market, which turns the claims on a batch into ETH with it.
pub const BATCHES: Map<u64, Batch> = Map::new("b");

/// Published: the bounds on buying and selling. Written by the reserve only; the market reads from them how long the
/// price of a sale falls.
pub const PARAMS: Item<Params> = Item::new("params");

/// Reads for how many seconds the storefront's price falls, with one raw query of [`PARAMS`]. Errors if there are none or
/// they are unreadable.
pub fn read_sale_duration(querier: &QuerierWrapper, reserve: &Addr) -> StdResult<u64> {
    /// The part of the record that counts, so that the market's code need not know the rest.
    #[derive(Deserialize)]
    struct Bounds {
        storefront: Fall,
    }
    #[derive(Deserialize)]
    struct Fall {
        duration: u64,
    }
    let record = querier.query_wasm_raw(reserve, PARAMS.as_slice())?;
    let bounds: Bounds = from_json(record.unwrap_or_default())?;
    Ok(bounds.storefront.duration)
}

/// Published: the contracts that it works with, and the tokens that it swaps. Written by the reserve only; the market reads
/// from it whether the reserve knows it.
pub const CONFIG: Item<Config<Addr>> = Item::new("config");

/// Reads which market a reserve works for, with one raw query of [`CONFIG`]. Errors if there is none or it is unreadable.
pub fn read_market(querier: &QuerierWrapper, reserve: &Addr) -> StdResult<Addr> {
    /// The part of the record that counts, so that the market's code need not know the rest.
    #[derive(Deserialize)]
    struct Parties {
        market: Addr,
    }
    let record = querier.query_wasm_raw(reserve, CONFIG.as_slice())?;
    let parties: Parties = from_json(record.unwrap_or_default())?;
    Ok(parties.market)
}

/// Reads [`BACKING`] of a reserve with one raw query. Errors if there is none or it is unreadable.
pub fn read_backing(querier: &QuerierWrapper, reserve: &Addr) -> StdResult<Backing> {
    BACKING.query(querier, reserve.clone())
}

/// Reads one record of [`BATCHES`] with one raw query; `None` if the reserve has no such batch.
pub fn read_batch(querier: &QuerierWrapper, reserve: &Addr, id: u64) -> StdResult<Option<Batch>> {
    BATCHES.query(querier, reserve.clone(), id)
}

/// What the reserve holds and what is in flight. Amounts in smallest units.
#[cw_serde]
#[derive(Default)]
pub struct Backing {
    /// ETH that covers claims, and what borrowers and liquidators are owed of it; the market decides whose it is.
    pub encumbered: Uint128,
    /// ETH that is the protocol's own.
    pub unencumbered: Uint128,
    /// Stablecoins in orders that are pending, sent or returning.
    pub in_flight: Uint128,
    /// Stablecoins of accepted batches that wait to be sent (over a cap, or refunded).
    pub waiting: Uint128,
    /// Orders behind `in_flight`.
    pub open_orders: u32,
    /// Batches that are not settled.
    pub open_batches: u32,
    /// Stablecoins that may still be put in flight under `max_in_flight`.
    pub capacity: Uint128,
    /// Orders that may still be opened.
    pub order_capacity: u32,
    /// Batches that may still be opened.
    pub batch_capacity: u32,
    /// The smallest order, stablecoins: a batch below it stays with the market, however old it is.
    #[serde(default)]
    pub min_order: Uint128,
    /// Unix seconds until which purchases are paused; zero if they never were.
    pub paused_until: u64,
}

/// A batch and what became of it. Amounts in smallest units.
#[cw_serde]
pub struct Batch {
    /// Stablecoins that the market handed over.
    pub stable_in: Uint128,
    /// The borrowers' part of `stable_in`; the rest is the protocol's.
    pub user_in: Uint128,
    /// ETH bought with it so far.
    pub eth_out: Uint128,
    /// Stablecoins of it that a wind-down sent to the market, divided as `eth_out` is. Otherwise zero.
    #[serde(default, skip_serializing_if = "Uint128::is_zero")]
    pub stable_out: Uint128,
    /// Stablecoins of it in flight or waiting; zero once settled.
    pub open: Uint128,
    /// Whether nothing of it is in flight or waiting: all has become ETH, was lost, or was wound down. Only then may
    /// claims on it be folded.
    pub settled: bool,
}
