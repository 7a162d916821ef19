//! The pair of QER and the stablecoin on the home chain, as a plan describes it.

use serde::{Deserialize, Serialize};

/// An Astroport pair (xyk) of QER and the stablecoin on the home chain, whose LP token is staked for liquidity rewards. It
/// is created empty. Its LP token must be a cw20, as Astroport's pairs of version 1 make it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QerPoolPlan {
    /// Astroport's factory on the home chain; none on a test chain: one is deployed, which is the timelock's.
    pub factory: Option<String>,
    /// Of each swap, basis points; only for a factory that is deployed.
    pub fee_bps: Option<u16>,
    /// Seconds from unstaking the LP token to the claim.
    pub unbonding: u64,
    /// Seconds; governance can never set less.
    pub min_unbonding: u64,
}
