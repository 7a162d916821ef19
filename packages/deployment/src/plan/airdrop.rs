//! The airdrop, as a plan describes it.

use cosmwasm_std::{HexBinary, Uint128};
use serde::{Deserialize, Serialize};

use super::file::PlanFile;
use super::shares::Part;

/// The name of the airdrop in an [`Allocation`].
pub const AIRDROP: &str = "airdrop";

/// QER that people claim. `qerun airdrop tree` writes these fields; a row of `supply` to `airdrop` gives it its total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AirdropPlan {
    /// Root of the tree over the list, 64 hex digits.
    pub root: HexBinary,
    /// Number of entries of the list.
    pub count: u32,
    /// Their sum, smallest units.
    pub total: Uint128,
    /// Seconds from the deployment until it can be claimed; none: at once.
    #[serde(default)]
    pub start_after: u64,
    /// Seconds from then on in which it can be claimed; afterwards the rest goes to the treasury.
    pub duration: u64,
}

impl PlanFile {
    /// The community's part of the supply, which the airdrop is within, smallest units; zero if its share is no whole
    /// amount.
    #[must_use]
    pub fn community_part(&self) -> Uint128 {
        self.share_of(Part::Community).unwrap_or_default()
    }
}
