//! What wallets and web pages are told of a chain and of its coins, beyond what a deployment needs.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

use super::asset::AssetPlan;
use super::file::ChainPlan;

/// A chain as a wallet shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalletPlan {
    /// The chain's name for people, 1 to 30 characters.
    pub name: String,
    /// Its folder in the chain registry (cosmos/chain-registry), `a-z 0-9`; by default the chain id up to its last `-`.
    pub registry_name: Option<String>,
    /// A node's RPC for everyone; by default that of the plan, but on a public chain none: an operator's node may have a
    /// secret in its address.
    pub rpc: Option<String>,
    /// A node's REST interface, `http://..` or `https://..`.
    pub rest: String,
    /// The coin that pays fees.
    pub fee: CoinPlan,
    /// The coin that is staked; by default the one that pays fees.
    pub stake: Option<StakePlan>,
    /// What a user may choose between; by default the plan's price, and a quarter and a half more.
    pub gas_prices: Option<GasPrices>,
}

/// How a coin is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoinPlan {
    /// For people, as `OSMO`.
    pub symbol: String,
    /// The smallest unit is 10^-`decimals` of a whole coin.
    pub decimals: u8,
}

/// The coin that is staked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StakePlan {
    /// Its bank denom.
    pub denom: String,
    /// For people.
    pub symbol: String,
    /// The smallest unit is 10^-`decimals` of a whole coin.
    pub decimals: u8,
}

/// Prices of a unit of gas in the fee's denom, not falling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GasPrices {
    /// For who is in no hurry.
    pub low: Decimal,
    /// What is suggested.
    pub average: Decimal,
    /// For who is in a hurry.
    pub high: Decimal,
}

impl ChainPlan {
    /// The RPC node that may be named to everyone; none if only the operator's is known.
    #[must_use]
    pub fn public_rpc(&self) -> Option<&str> {
        let told = self
            .wallet
            .as_ref()
            .and_then(|wallet| wallet.rpc.as_deref());
        told.or((!self.public).then_some(&self.rpc))
    }

    /// The chain's folder in the chain registry.
    #[must_use]
    pub fn registry_name(&self) -> String {
        let told = self
            .wallet
            .as_ref()
            .and_then(|wallet| wallet.registry_name.clone());
        told.unwrap_or_else(|| {
            let id = self.chain_id.as_str();
            let stem = id.rsplit_once('-').map_or(id, |(stem, _)| stem);
            let letters = stem.chars().filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_ascii_lowercase()
        })
    }

    /// What a user may choose between.
    #[must_use]
    pub fn gas_prices(&self) -> GasPrices {
        let told = self.wallet.as_ref().and_then(|wallet| wallet.gas_prices);
        let times = |percent| self.gas_price.saturating_mul(Decimal::percent(percent));
        told.unwrap_or_else(|| GasPrices {
            low: self.gas_price,
            average: times(125),
            high: times(150),
        })
    }
}

impl AssetPlan {
    /// What people call it: by default the oracle's id in capitals.
    #[must_use]
    pub fn symbol(&self) -> String {
        let told = self.symbol.clone();
        told.unwrap_or_else(|| self.oracle.to_ascii_uppercase())
    }

    /// Its full name: by default the symbol.
    #[must_use]
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.symbol())
    }
}
