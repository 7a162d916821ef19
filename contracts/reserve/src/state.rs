//! What the reserve stores beside its published records (`messages::reserve::{BACKING, BATCHES}`).

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_messages::reserve::{Config, Order, Params, Route};

/// Whom it serves.
pub const CONFIG: Item<Config<Addr>> = Item::new("config");

/// The way to the outpost, for orders from now on.
pub const ROUTE: Item<Route> = Item::new("route");

/// Bounds on buying.
pub const PARAMS: Item<Params> = Item::new("params");

/// When [`PARAMS`] were last changed, Unix seconds; zero if never. Apart from them, because only the
/// next change needs it.
pub const PARAMS_CHANGED_AT: Item<u64> = Item::new("params_changed_at");

/// Orders by id.
pub const ORDERS: Map<u64, Order> = Map::new("o");

/// The order behind a packet: (this chain's end of the channel, sequence) to order id. Kept for
/// good, so that a late callback is recognised.
pub const PACKETS: Map<(&str, u64), u64> = Map::new("s");

/// Stablecoins of a batch that wait to be sent; only batches that have some. At most
/// `max_open_batches` entries.
pub const WAITING: Map<u64, Uint128> = Map::new("w");

/// The id of the next order; the first is 1.
pub const NEXT_ORDER: Item<u64> = Item::new("next_order");

/// The guardian's last pause; none before its first.
pub const GUARDIAN_PAUSE: Item<GuardianPause> = Item::new("guardian_pause");

/// A pause by the guardian, from which its cool-down counts.
#[cw_serde]
pub struct GuardianPause {
    /// Unix seconds at which it ends, or was ended by the owner.
    pub until: u64,
    /// Seconds for which it was declared; the cool-down after `until` is as long.
    pub duration: u64,
}
