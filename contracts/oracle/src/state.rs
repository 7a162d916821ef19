//! Name and version of the contract, and its storage besides the published `PRICES` of the messages package and
//! cw-ownable's `ownership`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal};
use cw_storage_plus::{Item, Map};
use qerun_controls::Version;
use qerun_math::SampledAverage;
use qerun_messages::oracle::AssetConfig;

use crate::history::{PastHistory, PresentHistory};

/// cw2 name.
pub const CONTRACT_NAME: &str = "crate:qerun-oracle";
/// cw2 version.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);

/// An asset as governance set it.
#[cw_serde]
pub struct Asset {
    /// Checked sources and guards.
    pub config: AssetConfig<Addr>,
    /// Stopped by guardian or owner.
    pub halted: bool,
}

/// What every price of an asset rewrites besides its record. Each byte of it costs with every price: so keys have one
/// letter, times are told from the time of writing, and what is not there is left out.
#[cw_serde]
#[derive(Default)]
pub struct Present {
    /// When it was written, Unix seconds.
    #[serde(rename = "a")]
    pub at: u64,
    /// Last price of each feeder, in the order of its configuration, and how many seconds before `at` it was observed.
    /// Empty before the first one.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Option<(Decimal, u64)>>,
    /// Depths in the same order; empty when nobody reports one.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    pub depths: Vec<Option<Decimal>>,
    /// None before the first price.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub history: Option<PresentHistory>,
}

/// Who may halt an asset besides the owner.
pub const GUARDIAN: Item<Option<Addr>> = Item::new("guardian");
/// Configuration by asset id.
pub const ASSETS: Map<&str, Asset> = Map::new("assets");
/// When a known asset was last changed, Unix seconds, by asset id; none if never, or if that was put back. Apart from [`ASSETS`], which every
/// price reads.
pub const CHANGED_AT: Map<&str, u64> = Map::new("changed_at");
/// Checked sources and guards before the last change, which may be put back, by asset id; none when there was no change
/// or they were put back.
pub const PREVIOUS: Map<&str, AssetConfig<Addr>> = Map::new("previous");
/// When sources and guards were last put back, Unix seconds, by asset id; none if never.
pub const REVERTED_AT: Map<&str, u64> = Map::new("reverted_at");
/// When a halted asset was halted, Unix seconds, by asset id; none of an asset that is not halted.
pub const HALTED_AT: Map<&str, u64> = Map::new("halted_at");
/// Slots of the feeders and present slots of clamps and averages, by asset id.
pub const PRESENT: Map<&str, Present> = Map::new("s");
/// Full slots of clamps and averages, by asset id: large, and written only when a slot has ended.
pub const PAST: Map<&str, PastHistory> = Map::new("t");
/// Samples of an Astroport pair, by asset id and pair. They go when the source changes in anything but how long it may be idle:
/// of another window or another token they would be another price.
pub const SAMPLES: Map<(&str, &Addr), SampledAverage> = Map::new("w");
