//! What the reserve stores beside its published records, which are in `messages::reserve`: `BACKING`, `BATCHES`,
//! `BUYBACK_OPENED`, `CONFIG`, `PARAMS`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Empty, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_controls::Pause;
use qerun_controls::Version;
use qerun_messages::reserve::Route;

pub use crate::stored_order::StoredOrder;
pub use qerun_messages::reserve::{CONFIG, PARAMS};

/// Name under which the code is known on chain (cw2).
pub const CONTRACT_NAME: &str = "crate:qerun-reserve";
/// Version of the code (cw2).
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);

/// The route to the DEX chain, for orders from now on.
pub const ROUTE: Item<Route> = Item::new("route");

/// When [`PARAMS`] were last changed, Unix seconds; zero if never. Apart from them, because only the next change needs
/// it.
pub const PARAMS_CHANGED_AT: Item<u64> = Item::new("params_changed_at");

/// By order id. Read and written by `records.rs`, and in pages by the query.
pub const ORDERS: Map<u64, StoredOrder> = Map::new("o");

/// The order that a packet was sent for: (this chain's end of the channel, sequence) to order id. Never removed, so
/// that a late callback is recognised.
pub const PACKETS: Map<(&str, u64), u64> = Map::new("s");

/// Stablecoins of a batch that wait to be sent; only batches that have some. At most
/// `max_open_batches` entries.
pub const WAITING: Map<u64, Uint128> = Map::new("w");

/// Since when some of a batch has had to wait, Unix seconds: set when it first has to, kept when it is sent again and
/// refunded again, removed when the batch settles. At most `max_open_batches` entries.
pub const WAITS_SINCE: Map<u64, u64> = Map::new("ws");

/// By order id, the returning orders: acknowledged as bought, their ETH not here yet. At most `max_open_orders` entries.
pub const RETURNING: Map<u64, Empty> = Map::new("r");

/// The id of the next order; the first is 1.
pub const NEXT_ORDER: Item<u64> = Item::new("next_order");

/// The last pause of purchases, from whose end the cool-down counts; none before the first. Its end is published in
/// [`qerun_messages::reserve::Backing`], too.
pub const PAUSE: Item<Pause> = Item::new("pause");

/// When the auction of surplus ETH began, as [`Uptimes`]; none if it has not, and then no time has passed. It is replaced
/// by each sale and each growth of what is for sale.
pub const BUYBACK_CLOCK: Item<Uptimes> = Item::new("bc");

/// For how long the two prices of a buyback have been live (`PriceRecord::uptime_at`), seconds.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Uptimes {
    /// ETH's.
    pub eth: u64,
    /// QER's.
    pub token: u64,
}
