//! The message with which each contract of a suite begins.

use cosmwasm_std::Addr;
use cw20::Cw20Coin;
use cw20_base::msg::InstantiateMarketingInfo;
use qerun_messages::oracle::{AssetConfig, AssetEntry, Policy, PriceSource};
use qerun_messages::{market, oracle, outpost, reserve, token};

use super::build::{Addresses, DEX_CHANNEL, DEX_ETH, DEX_STABLE, HOME_CHANNEL, SUPPLY};
use super::defaults::{decimal, qer};
use super::{Governance, Setup, PERK};
use crate::astroport::AstroPool;

impl Setup {
    /// The guardian of each contract: with governance the timelock, which passes the guardian's
    /// pauses on, so that one decision replaces the guardian everywhere.
    fn guardian_of(&self, at: &Addresses) -> String {
        match self.governance {
            Some(_) => at.owner.to_string(),
            None => at.guardian.to_string(),
        }
    }

    pub(super) fn token(&self, at: &Addresses) -> token::InstantiateMsg {
        token::InstantiateMsg {
            owner: at.owner.to_string(),
            name: "Qerun".to_owned(),
            symbol: "QER".to_owned(),
            decimals: 6,
            initial_balances: vec![Cw20Coin {
                address: at.treasury.to_string(),
                amount: qer(SUPPLY),
            }],
            marketing: Some(InstantiateMarketingInfo {
                project: None,
                description: None,
                marketing: Some(at.owner.to_string()),
                logo: None,
            }),
            minter: Some(at.owner.to_string()),
            max_yearly_mint_bps: 0,
        }
    }

    pub(super) fn oracle(&self, at: &Addresses, feeders: &[Addr]) -> oracle::InstantiateMsg {
        let feed = |asset: &str, growth: Option<_>| AssetEntry {
            asset: asset.to_owned(),
            config: AssetConfig {
                sources: vec![PriceSource::Feeder {
                    feeders: feeders.iter().map(Addr::to_string).collect(),
                    max_age: self.price_age,
                }],
                policy: Policy {
                    max_age: self.price_age,
                    max_deviation: decimal("0.1"),
                    min_sources: 1,
                    max_growth_hour: growth.map(|(hour, _)| hour),
                    max_growth_day: growth.map(|(_, day)| day),
                    min_price: decimal("0.000001"),
                    max_price: decimal("1000000"),
                },
            },
        };
        oracle::InstantiateMsg {
            owner: at.owner.to_string(),
            guardian: Some(self.guardian_of(at)),
            assets: vec![
                feed("qer", self.growth),
                feed("eth", None),
                feed("usdc", None),
            ],
        }
    }

    /// With governance, the perk's gate is its voting contract.
    pub(super) fn market(
        &self,
        at: &Addresses,
        stable: &str,
        governance: Option<&Governance>,
    ) -> market::InstantiateMsg {
        let perk = governance.map(|governance| market::PerkGate {
            voting: governance.dao.voting.to_string(),
            id: PERK.to_owned(),
        });
        market::InstantiateMsg {
            owner: at.owner.to_string(),
            config: market::Config {
                token: at.token.to_string(),
                oracle: at.oracle.to_string(),
                reserve: at.reserve.to_string(),
                guardian: Some(self.guardian_of(at)),
                perk,
                stable_denom: stable.to_owned(),
                stable_decimals: 6,
                stable_asset: "usdc".to_owned(),
                collateral_decimals: 6,
                collateral_asset: "qer".to_owned(),
                eth_decimals: 18,
                eth_asset: "eth".to_owned(),
            },
            params: self.params.clone(),
        }
    }

    pub(super) fn reserve(
        &self,
        at: &Addresses,
        stable: &str,
        eth: &str,
    ) -> reserve::InstantiateMsg {
        reserve::InstantiateMsg {
            owner: at.owner.to_string(),
            config: reserve::Config {
                market: at.market.to_string(),
                oracle: at.oracle.to_string(),
                guardian: Some(self.guardian_of(at)),
                stable_denom: stable.to_owned(),
                stable_decimals: 6,
                stable_asset: "usdc".to_owned(),
                eth_denom: eth.to_owned(),
                eth_decimals: 18,
                eth_asset: "eth".to_owned(),
            },
            eth_path: format!("transfer/{HOME_CHANNEL}/{DEX_ETH}"),
            stable_path: format!("transfer/{HOME_CHANNEL}/{DEX_STABLE}"),
            route: reserve::Route {
                channel: HOME_CHANNEL.to_owned(),
                outpost: at.outpost.to_string(),
                timeout: self.timeout,
                transport: match self.ibc_hooks {
                    true => reserve::Transport::IbcHooks {},
                    false => reserve::Transport::Callbacks {},
                },
            },
            params: self.buying.clone(),
        }
    }

    pub(super) fn outpost(
        &self,
        at: &Addresses,
        pool: &AstroPool,
        owner: &Addr,
    ) -> outpost::InstantiateMsg {
        outpost::InstantiateMsg {
            owner: owner.to_string(),
            config: outpost::Config {
                channel: DEX_CHANNEL.to_owned(),
                reserve: at.reserve.to_string(),
                stable_denom: DEX_STABLE.to_owned(),
                eth_denom: DEX_ETH.to_owned(),
                venue: outpost::Venue::AstroportPair {
                    pair: pool.pair.to_string(),
                },
                return_timeout: 1_200,
                transport: match self.ibc_hooks {
                    true => outpost::Transport::IbcHooks {},
                    false => outpost::Transport::Callbacks {},
                },
            },
        }
    }
}
