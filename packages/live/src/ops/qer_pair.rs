//! The Astroport pair of QER and the stablecoin on the protocol's chain.

use anyhow::Result;
use cosmwasm_std::Decimal;
use serde::Deserialize;
use serde_json::json;

use super::{Asset, Pair, Prices};
use crate::net::{Net, Person};

/// A pair and its LP token.
#[derive(Clone, Debug, Deserialize)]
pub struct QerPair {
    /// The pair.
    #[serde(rename = "contract_addr")]
    pub address: String,
    /// The LP token, a cw20.
    pub liquidity_token: String,
}

impl QerPair {
    /// The deployer makes a factory of Astroport's, and `who` lets it make the pair.
    ///
    /// # Errors
    /// The chain's error.
    pub fn create(net: &Net, who: &Person) -> Result<Self> {
        let msg = json!({
            "pair_configs": [{
                "code_id": net.code("astroport_pair")?, "pair_type": {"xyk": {}}, "total_fee_bps": 30,
                "maker_fee_bps": 0, "is_disabled": false, "is_generator_disabled": true,
                "permissioned": false,
            }],
            "token_code_id": net.code("cw20_base")?,
            "fee_address": null,
            "generator_address": null,
            "owner": who.at_home(),
            "whitelist_code_id": 0,
            "coin_registry_address": who.at_home(),
        });
        let factory = net.create("astroport_factory", "qer pool", &msg)?;
        let infos: Vec<_> = assets(net).iter().map(Asset::info).collect();
        let msg = json!({"create_pair": {
            "pair_type": {"xyk": {}}, "asset_infos": infos, "init_params": null,
        }});
        net.home.execute(&who.home, &factory, &msg, &[])?;
        net.home
            .ask(&factory, &json!({"pair": {"asset_infos": infos}}))
    }

    /// The one that the plan has deployed.
    #[must_use]
    pub fn deployed(net: &Net) -> Self {
        QerPair {
            address: net.at.qer_pair.clone(),
            liquidity_token: net.at.lp_token.clone(),
        }
    }

    /// The pair on its chain: QER first, the stablecoin second.
    #[must_use]
    pub fn on<'a>(&self, net: &'a Net) -> Pair<'a> {
        Pair {
            chain: &net.home,
            address: self.address.clone(),
            assets: assets(net),
        }
    }
}

fn assets(net: &Net) -> [Asset; 2] {
    [
        Asset::Token(net.at.token.clone()),
        Asset::Native(net.plan.stable_home()),
    ]
}

impl Pair<'_> {
    /// The prices of QER and ETH, and the depth, that this pair of QER and the DEX chain's pair of ETH show.
    ///
    /// # Errors
    /// A node does not answer, or a pair is empty.
    pub fn prices(&self, eth: &Pair<'_>) -> Result<Prices> {
        /// Smallest units of ETH and of the stablecoin in a whole one.
        const UNITS: (u128, u128) = (1_000_000_000_000_000_000, 1_000_000);
        let (pool, eth) = (self.pool()?, eth.pool()?);
        let whole = Decimal::checked_from_ratio(eth.first, UNITS.1)?;
        Ok(Prices {
            qer: Decimal::checked_from_ratio(pool.second, pool.first)?,
            depth: Decimal::checked_from_ratio(pool.second, UNITS.1)?,
            eth: whole.checked_div(Decimal::checked_from_ratio(eth.second, UNITS.0)?)?,
        })
    }
}
