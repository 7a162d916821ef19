//! The published records, which a web page may read raw. Written by the airdrop only.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::{Item, Map};

use super::Config;

/// Published: what the airdrop is. Written once.
pub const CONFIG: Item<Config<Addr>> = Item::new("config");

/// Published: what was claimed and returned so far.
pub const TOTALS: Item<Totals> = Item::new("totals");

/// Published: what each account has claimed, smallest units, by its address. Never removed.
pub const CLAIMED: Map<&Addr, Uint128> = Map::new("c");

/// What became of the total so far. Amounts in smallest units.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    /// Paid out to accounts.
    pub claimed: Uint128,
    /// Accounts that have claimed.
    pub claims: u32,
    /// Sent to the treasury after the end; none before.
    pub returned: Option<Uint128>,
}
