//! What the outpost stores.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_controls::Version;
use qerun_messages::outpost::{Config, Purchase};

/// Name under which the code is known on chain (cw2).
pub const CONTRACT_NAME: &str = "crate:qerun-outpost";
/// Version of the code (cw2).
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 2, 0);

/// The reserve that it serves, and how it trades.
pub const CONFIG: Item<Config<Addr>> = Item::new("config");

/// When the timeout of returns was last changed, Unix seconds; none if never.
pub const TIMEOUT_CHANGED_AT: Item<u64> = Item::new("timeout_changed_at");

/// Purchases by the reserve's order id. Never removed, so that no order is served twice.
pub const PURCHASES: Map<u64, Purchase> = Map::new("p");

/// The order that a return packet was sent for: (this chain's end of the channel, sequence) to order id.
pub const PACKETS: Map<(&str, u64), u64> = Map::new("s");

/// ETH of all held purchases, by denom, smallest units. Any further ETH comes from a failed return whose callback did
/// not run, or from a donation.
pub const HELD: Map<&str, Uint128> = Map::new("h");

/// The running swap, from the packet's arrival to the swap's reply in the same transaction.
pub const SWAP: Item<Swap> = Item::new("swap");

/// A swap between its start and its reply. Amounts in smallest units.
#[cw_serde]
pub struct Swap {
    /// The reserve's order.
    pub order_id: u64,
    /// Stablecoins offered.
    pub stable_in: Uint128,
    /// Least ETH to come out.
    pub min_out: Uint128,
    /// Bank denom of the ETH.
    pub eth_denom: String,
    /// The contract's ETH balance before the swap; what is there beyond it afterwards was bought.
    pub balance_before: Uint128,
    /// The reserve that gets it.
    pub recipient: String,
    /// This chain's end of the channel over which it came and goes back.
    pub channel: String,
}
