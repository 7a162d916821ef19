//! The assets of a plan.

use serde::{Deserialize, Serialize};

/// One of the three assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum AssetName {
    Qer,
    Stable,
    Eth,
}

/// What is lent and bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assets {
    /// The oracle's id of QER.
    pub qer: String,
    /// The coin that is lent.
    pub stable: AssetPlan,
    /// The coin that the reserve buys.
    pub eth: AssetPlan,
}

/// A coin of the DEX chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetPlan {
    /// The oracle's id of the coin, as `usdc`.
    pub oracle: String,
    /// Its trace path on the DEX chain: the denom of a coin at home there, as `uusdc`, or
    /// `transfer/channel-750/uusdc` of a voucher. All bank denoms follow from it.
    pub path: String,
    /// The smallest unit is 10^-`decimals` of a whole coin.
    pub decimals: u8,
    /// What people call it, as `axlETH`; by default the oracle's id in capitals.
    pub symbol: Option<String>,
    /// Its full name, at most 30 characters; by default the symbol.
    pub name: Option<String>,
}
