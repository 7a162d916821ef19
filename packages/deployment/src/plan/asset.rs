//! The assets of a plan.

use serde::{Deserialize, Serialize};

/// One of the three assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetName {
    /// The token.
    Qer,
    /// The stablecoin.
    Stable,
    /// ETH.
    Eth,
}

/// What is lent and bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assets {
    /// The oracle's id of QER.
    pub qer: String,
    /// The stablecoin.
    pub stable: AssetPlan,
    /// ETH.
    pub eth: AssetPlan,
}

/// A coin of the DEX chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetPlan {
    /// The oracle's id.
    pub oracle: String,
    /// Its trace path on the DEX chain: the denom of a coin at home there, as `uusdc`, or
    /// `transfer/channel-750/uusdc` of a voucher. All bank denoms follow from it.
    pub path: String,
    /// Decimals.
    pub decimals: u8,
}
