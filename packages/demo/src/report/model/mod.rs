//! The figures of a run, as `report.json` holds them.
//!
//! Every amount is a decimal string in whole tokens (ETH with up to 18 places, QER and stablecoins 6) or in US
//! dollars where the name ends in `_usd`; rates and shares are fractions of 1, rates yearly. Dates are
//! `YYYY-MM-DD`. Nothing depends on the wall clock: one seed and one set of prices give one file, byte for byte.

mod days;
mod orders;
mod totals;
mod users;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::downturn::model::Downturn;
use super::governance::model::Governance;
use super::losses::model::Losses;

pub use self::days::*;
pub use self::orders::*;
pub use self::totals::*;
pub use self::users::*;

/// Upper bounds of the health buckets but the last, which has none.
pub const HEALTH_EDGES: [&str; 5] = ["1.00", "1.10", "1.25", "1.50", "2.00"];
/// The buckets in words, from worst to best.
pub const HEALTH_NAMES: [&str; 6] = [
    "below 1.00",
    "1.00 - 1.10",
    "1.10 - 1.25",
    "1.25 - 1.50",
    "1.50 - 2.00",
    "2.00 and above",
];

/// All figures of a run; `report.json` is this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoReport {
    /// Prices, seed and dates.
    pub meta: Meta,
    /// One entry a day.
    pub days: Vec<DayRow>,
    /// One entry a person, suppliers first.
    pub users: Vec<UserRow>,
    /// One entry a purchase order, in order.
    pub orders: Vec<OrderRow>,
    /// What the relayer did.
    pub relayer: RelayerStats,
    /// Sums over the run.
    pub totals: Totals,
    /// How often each limit kept a person from the amount wanted, such as `borrow: cash`; the person took what there was.
    /// A key that begins with `purchase:` says why stablecoins still wait for ETH at the end.
    pub limited: BTreeMap<String, u64>,
    /// Liquidations, write-offs and sales of the reserve's own ETH.
    pub losses: Losses,
    /// How the run took its worst fall: time under water, and whether suppliers lost.
    pub downturn: Downturn,
    /// Positions that the last price leaves below health 1.
    pub under_water: UnderWater,
    /// What holders staked and decided.
    pub governance: Governance,
    /// Invariant -> how often it was checked and held.
    pub invariants: BTreeMap<String, u64>,
}

/// Prices, seed and dates of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Of the program, as in Cargo.toml.
    pub version: String,
    /// Where the prices came from.
    pub source: String,
    /// The token that stood in for QER.
    pub token: String,
    /// The seed of crowd, faults and embedded path.
    pub seed: u64,
    /// Date of the first close.
    pub from: String,
    /// Date of the last close.
    pub to: String,
    /// Upper bounds of the health buckets.
    pub health_edges: Vec<String>,
}
