//! The airdrop, as a plan describes it.

use cosmwasm_std::{Decimal, HexBinary, Uint128};
use serde::{Deserialize, Serialize};

use super::file::{Allocation, PlanFile};

/// The community's part of the supply, which the airdrop is within.
pub const COMMUNITY_SHARE: Decimal = Decimal::percent(55);

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
    /// The community's part of the supply, smallest units, rounded down.
    #[must_use]
    pub fn community_part(&self) -> Uint128 {
        self.token.supply.mul_floor(COMMUNITY_SHARE)
    }

    /// The row of `supply` that gives the airdrop its tokens, and its place.
    pub(crate) fn airdrop_row(&self) -> Option<(usize, &Allocation)> {
        let mut rows = self.supply.iter().enumerate();
        rows.find(|(_, row)| row.to == AIRDROP)
    }
}
