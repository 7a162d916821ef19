//! The published records, which a web page may read raw. Written by emissions only.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128};
use cw_storage_plus::{Item, Map};

use super::{Config, Stream};

/// Published: who is involved. Written once.
pub const CONFIG: Item<Config<Addr>> = Item::new("config");

/// Published: the streams by id.
pub const STREAMS: Map<&str, StreamRecord> = Map::new("s");

/// A stream and what became of it. Amounts in smallest units.
#[cw_serde]
pub struct StreamRecord {
    /// As it was set up.
    pub stream: Stream<Addr>,
    /// The id of its distribution in the distributor.
    pub distribution: u64,
    /// The part of the schedule that is paid since `rate_since`.
    pub rate: Decimal,
    /// When the rate was set; the start, if never. Within the schedule.
    pub rate_since: u64,
    /// What was to be paid in all when the rate was set.
    pub paid_before: Uint128,
    /// Sent to the distributor.
    pub released: Uint128,
    /// Sent to the treasury after the end; none before.
    pub returned: Option<Uint128>,
}
