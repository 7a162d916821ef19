//! What the market trades, and the contracts that tell, keep and pay it: the configuration without those who have a say.
//! Stored without the names of its fields, inside of other records, at 3 gas a byte for each reading. The order is the
//! format, so a change of it is a change of the records.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Addr;
use qerun_messages::market::Config;

/// A copy of the fields of the configuration that never change. See [`Config`] for each.
#[cw_serde]
#[serde(from = "StoredAssets", into = "StoredAssets")]
#[allow(missing_docs)] // the names are those of the configuration
pub struct Assets {
    pub token: Addr,
    pub oracle: Addr,
    pub reserve: Addr,
    pub stable_denom: String,
    pub stable_decimals: u8,
    pub stable_asset: String,
    pub collateral_decimals: u8,
    pub collateral_asset: String,
    pub eth_decimals: u8,
    pub eth_asset: String,
}

/// Token, oracle and reserve; of the stablecoin denom, decimals and id; of QER and of ETH decimals and id.
type StoredAssets = (
    (Addr, Addr, Addr),
    (String, u8, String),
    (u8, String),
    (u8, String),
);

impl From<Config<Addr>> for Assets {
    fn from(config: Config<Addr>) -> Self {
        Assets {
            token: config.token,
            oracle: config.oracle,
            reserve: config.reserve,
            stable_denom: config.stable_denom,
            stable_decimals: config.stable_decimals,
            stable_asset: config.stable_asset,
            collateral_decimals: config.collateral_decimals,
            collateral_asset: config.collateral_asset,
            eth_decimals: config.eth_decimals,
            eth_asset: config.eth_asset,
        }
    }
}

impl From<Assets> for StoredAssets {
    fn from(a: Assets) -> Self {
        (
            (a.token, a.oracle, a.reserve),
            (a.stable_denom, a.stable_decimals, a.stable_asset),
            (a.collateral_decimals, a.collateral_asset),
            (a.eth_decimals, a.eth_asset),
        )
    }
}

impl From<StoredAssets> for Assets {
    fn from((contracts, stable, collateral, eth): StoredAssets) -> Self {
        let (token, oracle, reserve) = contracts;
        let (stable_denom, stable_decimals, stable_asset) = stable;
        let (collateral_decimals, collateral_asset) = collateral;
        let (eth_decimals, eth_asset) = eth;
        Assets {
            token,
            oracle,
            reserve,
            stable_denom,
            stable_decimals,
            stable_asset,
            collateral_decimals,
            collateral_asset,
            eth_decimals,
            eth_asset,
        }
    }
}
