//! The first message of every contract, as the plan says. Pure: addresses are known beforehand.

use cosmwasm_std::{to_json_vec, Binary, StdResult};
use cw20::Cw20Coin;
use qerun_messages::timelock::{
    Asset, ClassRule, NamedPause, PauseRule, SpendLimit, Stewardship, RECOMMENDED_CLASSES,
    RECOMMENDED_PAUSES,
};
use qerun_messages::{market, oracle, outpost, reserve, timelock, token, voting};
use serde::Serialize;
use serde_json::{json, Value};

use super::{AssetName, Plan, TREASURY};

/// Where everything is or will be. Those that are not predictable are empty until they exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// QER.
    pub token: String,
    /// The DAO's core.
    pub dao: String,
    /// Our voting module; made by the core.
    pub voting: String,
    /// The timelock: owner, admin, minter and guardian of everything.
    pub timelock: String,
    /// The oracle.
    pub oracle: String,
    /// The market.
    pub market: String,
    /// The reserve.
    pub reserve: String,
    /// The outpost, on the DEX chain.
    pub outpost: String,
    /// The pair that a test pool brings, on the DEX chain.
    pub pair: String,
    /// Code ids of the DAO's modules: voting, proposal-single, pre-propose-single.
    pub modules: [u64; 3],
    /// Code ids of a test pool's contracts: pair, LP token.
    pub pool: [u64; 2],
}

/// Writes first messages.
#[derive(Clone, Copy, Debug)]
pub struct Messages<'a> {
    /// What is wanted.
    pub plan: &'a Plan,
    /// Where everything is.
    pub at: &'a Places,
}

fn json_of(msg: &impl Serialize) -> StdResult<Vec<u8>> {
    to_json_vec(msg)
}

impl Messages<'_> {
    /// The token's.
    #[must_use]
    pub fn token(&self) -> token::InstantiateMsg {
        let (plan, owner) = (&self.plan.token, self.at.timelock.clone());
        let balances = self.plan.supply.iter().map(|row| Cw20Coin {
            address: match row.to.as_str() {
                TREASURY => owner.clone(),
                other => other.to_owned(),
            },
            amount: row.amount,
        });
        token::InstantiateMsg {
            owner: owner.clone(),
            name: plan.name.clone(),
            symbol: plan.symbol.clone(),
            decimals: plan.decimals,
            initial_balances: balances.collect(),
            marketing: None,
            minter: Some(owner.clone()),
            max_yearly_mint_bps: plan.max_yearly_mint_bps,
        }
    }

    /// The voting module's; the DAO's core sends it.
    #[must_use]
    pub fn voting(&self) -> voting::InstantiateMsg {
        let plan = &self.plan.voting;
        voting::InstantiateMsg {
            dao: None,
            owner: Some(self.at.timelock.clone()),
            token: self.at.token.clone(),
            tiers: plan.tiers.clone(),
            min_unbonding: plan.min_unbonding,
            active_threshold: None,
            params: plan.params.clone(),
            guardian: Some(self.at.timelock.clone()),
            perks: plan.perks.clone(),
        }
    }

    /// The DAO's core, which makes voting, proposal and pre-propose module with the same message
    /// (dao-dao-core 2.6.0). Wasm admin of all is the timelock: else what passed could migrate them
    /// without it.
    ///
    /// # Errors
    /// None in practice: all of it can be written as JSON.
    pub fn dao(&self) -> StdResult<Value> {
        let plan = &self.plan.dao;
        let admin = json!({"address": {"addr": self.at.timelock}});
        let module = |code_id: u64, msg: Vec<u8>, label: &str| {
            json!({
                "code_id": code_id, "msg": Binary::from(msg), "admin": admin, "funds": [],
                "label": format!("{} {label}", self.plan.name),
            })
        };
        let [voting, proposals, pre_propose] = self.at.modules;
        let deposit = (!plan.deposit.is_zero()).then(|| {
            json!({
                "denom": {"token": {"denom": {"cw20": self.at.token}}},
                "amount": plan.deposit, "refund_policy": plan.refund,
            })
        });
        let members = json!({"dao_members": true, "allowlist": [], "denylist": []});
        let deposits = json_of(&json!({
            "deposit_info": deposit, "submission_policy": {"specific": members}, "extension": {},
        }))?;
        let deposits = module(pre_propose, deposits, "pre-propose");
        let rules = json_of(&json!({
            "threshold": {"threshold_quorum": {
                "threshold": {"majority": {}}, "quorum": {"percent": plan.quorum},
            }},
            "max_voting_period": {"time": plan.voting_period},
            "min_voting_period": (plan.min_voting_period > 0)
                .then(|| json!({"time": plan.min_voting_period})),
            "only_members_execute": false,
            "allow_revoting": false,
            "pre_propose_info": {"module_may_propose": {"info": deposits}},
            "close_proposal_on_execution_failure": true,
            "veto": null,
        }))?;
        Ok(json!({
            "admin": null,
            "name": plan.name,
            "description": plan.description,
            "image_url": null,
            "automatically_add_cw20s": false,
            "automatically_add_cw721s": false,
            "voting_module_instantiate_info": module(voting, json_of(&self.voting())?, "voting"),
            "proposal_modules_instantiate_info": [module(proposals, rules, "proposals")],
            "initial_items": null,
            "dao_uri": null,
        }))
    }

    /// The timelock's. `now` starts the steward's time.
    #[must_use]
    pub fn timelock(&self, now: u64) -> timelock::InstantiateMsg {
        let plan = &self.plan.timelock;
        let classes = RECOMMENDED_CLASSES
            .iter()
            .map(|(contract, key, class)| ClassRule {
                contract: self.home(contract),
                key: (*key).to_owned(),
                class: *class,
            });
        let pauses = RECOMMENDED_PAUSES.iter().map(|row| NamedPause {
            id: row.id.to_owned(),
            rule: PauseRule {
                contract: self.home(row.contract),
                pause: Binary::from(row.pause.as_bytes()),
                end: row.end.map(|end| Binary::from(end.as_bytes())),
                duration: row.duration,
                cool_down: row.cool_down,
            },
        });
        let limits = plan.spend_limits.iter().map(|row| SpendLimit {
            asset: match row.asset {
                AssetName::Qer => Asset::Cw20 {
                    address: self.at.token.clone(),
                },
                AssetName::Stable => Asset::Native {
                    denom: self.plan.stable_home(),
                },
                AssetName::Eth => Asset::Native {
                    denom: self.plan.eth_home(),
                },
            },
            routine: row.routine,
            sensitive: row.sensitive,
        });
        timelock::InstantiateMsg {
            dao: self.at.dao.clone(),
            guardian: Some(self.plan.guardian.clone()),
            stewardship: plan.stewardship.as_ref().map(|s| Stewardship {
                steward: s.steward.clone(),
                shared_at: now.saturating_add(s.shared_after),
                community_at: now.saturating_add(s.community_after),
            }),
            token: self.at.token.clone(),
            max_bond: plan.max_bond,
            params: plan.params,
            classes: classes.collect(),
            spend_limits: limits.collect(),
            pauses: pauses.collect(),
        }
    }

    /// The oracle's.
    #[must_use]
    pub fn oracle(&self) -> oracle::InstantiateMsg {
        oracle::InstantiateMsg {
            owner: self.at.timelock.clone(),
            guardian: Some(self.at.timelock.clone()),
            assets: self.plan.oracle.clone(),
        }
    }

    /// The market's.
    #[must_use]
    pub fn market(&self) -> market::InstantiateMsg {
        let assets = &self.plan.assets;
        market::InstantiateMsg {
            owner: self.at.timelock.clone(),
            config: market::Config {
                token: self.at.token.clone(),
                oracle: self.at.oracle.clone(),
                reserve: self.at.reserve.clone(),
                guardian: Some(self.at.timelock.clone()),
                stable_denom: self.plan.stable_home(),
                stable_decimals: assets.stable.decimals,
                stable_asset: assets.stable.oracle.clone(),
                collateral_decimals: self.plan.token.decimals,
                collateral_asset: assets.qer.clone(),
                eth_decimals: assets.eth.decimals,
                eth_asset: assets.eth.oracle.clone(),
                perk: self.plan.market_perk.clone().map(|id| market::PerkGate {
                    voting: self.at.voting.clone(),
                    id,
                }),
            },
            params: self.plan.market.clone(),
        }
    }

    /// The reserve's.
    #[must_use]
    pub fn reserve(&self) -> reserve::InstantiateMsg {
        let assets = &self.plan.assets;
        reserve::InstantiateMsg {
            owner: self.at.timelock.clone(),
            config: reserve::Config {
                market: self.at.market.clone(),
                oracle: self.at.oracle.clone(),
                guardian: Some(self.at.timelock.clone()),
                stable_denom: self.plan.stable_home(),
                stable_decimals: assets.stable.decimals,
                stable_asset: assets.stable.oracle.clone(),
                eth_denom: self.plan.eth_home(),
                eth_decimals: assets.eth.decimals,
                eth_asset: assets.eth.oracle.clone(),
            },
            route: reserve::Route {
                channel: self.plan.route.home_channel.clone(),
                outpost: self.at.outpost.clone(),
                timeout: self.plan.route.timeout,
                door: match self.plan.route.door {
                    outpost::Door::Callbacks {} => reserve::Door::Callbacks {},
                    outpost::Door::IbcHooks {} => reserve::Door::IbcHooks {},
                },
            },
            params: self.plan.reserve.clone(),
        }
    }

    /// The outpost's.
    #[must_use]
    pub fn outpost(&self) -> outpost::InstantiateMsg {
        let pair = outpost::Venue::AstroportPair {
            pair: self.at.pair.clone(),
        };
        outpost::InstantiateMsg {
            owner: self.plan.outpost.owner.clone(),
            config: outpost::Config {
                channel: self.plan.route.dex_channel.clone(),
                reserve: self.at.reserve.clone(),
                stable_denom: self.plan.stable_dex(),
                eth_denom: self.plan.eth_dex(),
                venue: self.plan.outpost.venue.clone().unwrap_or(pair),
                return_timeout: self.plan.route.return_timeout,
                door: self.plan.route.door.clone(),
            },
        }
    }

    /// The test pool's factory (astroport-factory 1.7.0). The coin registry is only stored.
    #[must_use]
    pub fn pool_factory(&self) -> Value {
        let owner = &self.plan.outpost.owner;
        let fee = self.plan.dex_pool.as_ref().map_or(30, |pool| pool.fee_bps);
        let [pair, lp_token] = self.at.pool;
        json!({
            "pair_configs": [{
                "code_id": pair, "pair_type": {"xyk": {}}, "total_fee_bps": fee,
                "maker_fee_bps": 0, "is_disabled": false, "is_generator_disabled": true,
                "permissioned": false,
            }],
            "token_code_id": lp_token,
            "fee_address": null,
            "generator_address": null,
            "owner": owner,
            "whitelist_code_id": 0,
            "coin_registry_address": owner,
        })
    }

    /// A contract of the home chain by its name in the timelock's recommended tables.
    fn home(&self, name: &str) -> String {
        let at = self.at;
        match name {
            "token" => &at.token,
            "oracle" => &at.oracle,
            "market" => &at.market,
            "reserve" => &at.reserve,
            _ => &at.voting,
        }
        .clone()
    }
}
