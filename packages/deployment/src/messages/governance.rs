//! Voting module, DAO and timelock.

use cosmwasm_std::{to_json_vec, Binary, StdResult};
use qerun_messages::timelock::{
    Asset, ClassRule, NamedPause, PauseRule, RecommendedPause, SpendLimit, Stewardship,
    GENESIS_CLASSES, RECOMMENDED_CLASSES, RECOMMENDED_PAUSES, RECOMMENDED_REVERTS,
};
use qerun_messages::{timelock, voting};
use serde_json::{json, Value};

use super::InstantiateMsgs;
use crate::contract::Module;
use crate::plan::AssetName;

impl InstantiateMsgs<'_> {
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
            active_threshold: plan.active_threshold.clone(),
            params: plan.params.clone(),
            guardian: Some(self.at.timelock.clone()),
            perks: plan.perks.clone(),
            hooks: self.hooks(),
        }
    }

    /// The DAO's core, which makes voting, proposal and pre-propose module with the same message
    /// (dao-dao-core 2.6.0). `codes` are the ids of those three. Wasm admin of all is the timelock: else what passed
    /// could migrate them without it.
    ///
    /// # Errors
    /// None in practice: all of it can be written as JSON.
    pub fn dao(&self, codes: [u64; 3]) -> StdResult<Value> {
        let plan = &self.plan.dao;
        let admin = json!({"address": {"addr": self.at.timelock}});
        let module = |code_id: u64, msg: Vec<u8>, module: Module| {
            json!({
                "code_id": code_id, "msg": Binary::from(msg), "admin": admin, "funds": [],
                "label": format!("{} {}", self.plan.name, module.name()),
            })
        };
        let [voting, proposals, pre_propose] = codes;
        let deposit = (!plan.deposit.is_zero()).then(|| {
            json!({
                "denom": {"token": {"denom": {"cw20": self.at.token}}},
                "amount": plan.deposit, "refund_policy": plan.refund,
            })
        });
        let members = json!({"dao_members": true, "allowlist": [], "denylist": []});
        let deposits = to_json_vec(&json!({
            "deposit_info": deposit, "submission_policy": {"specific": members}, "extension": {},
        }))?;
        let deposits = module(pre_propose, deposits, Module::PrePropose);
        let rules = to_json_vec(&json!({
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
            "image_url": plan.image_url,
            "automatically_add_cw20s": false,
            "automatically_add_cw721s": false,
            "voting_module_instantiate_info": module(voting, to_json_vec(&self.voting())?, Module::Voting),
            "proposal_modules_instantiate_info": [module(proposals, rules, Module::Proposals)],
            "initial_items": null,
            "dao_uri": plan.dao_uri,
        }))
    }

    /// A message of a recommended pause. The price that it halts, resumes or reverts goes by the plan's name: of another the
    /// oracle knows nothing, and the guardian would find out when it is needed.
    fn about(&self, message: &str) -> Binary {
        let assets = &self.plan.assets;
        let recommended: Value = serde_json::from_str(message).unwrap_or_default();
        for kind in ["halt", "resume", "revert_asset"] {
            let asset = recommended.pointer(&format!("/{kind}/asset"));
            let ours = match asset.and_then(Value::as_str) {
                Some("qer") => &assets.qer,
                Some("usdc") => &assets.stable.oracle,
                Some("eth") => &assets.eth.oracle,
                _ => continue,
            };
            let renamed = json!({ kind: { "asset": ours } });
            return Binary::from(renamed.to_string().into_bytes());
        }
        Binary::from(message.as_bytes())
    }

    /// The timelock's. `now` starts the steward's time.
    #[must_use]
    pub fn timelock(&self, now: u64) -> timelock::InstantiateMsg {
        let plan = &self.plan.timelock;
        let classes = RECOMMENDED_CLASSES.iter().chain(&GENESIS_CLASSES).flat_map(
            |(contract, key, class)| {
                self.named(contract).into_iter().map(|contract| ClassRule {
                    contract: contract.to_owned(),
                    key: (*key).to_owned(),
                    class: *class,
                })
            },
        );
        let rules = RECOMMENDED_PAUSES.iter().chain(&RECOMMENDED_REVERTS);
        let pauses = rules.flat_map(|row| {
            let contracts = self.named(row.contract).into_iter().enumerate();
            contracts.map(|(place, contract)| self.pause(row, place > 0, contract))
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

    /// A recommended pause of one contract. That of a second voting contract has names and effects of its own, so that the
    /// guardian can pause either.
    fn pause(&self, row: &RecommendedPause, second: bool, contract: &str) -> NamedPause {
        let own = |id: &str| match second {
            true => format!("liquidity-{id}"),
            false => id.to_owned(),
        };
        NamedPause {
            id: own(row.id),
            rule: PauseRule {
                contract: contract.to_owned(),
                pause: self.about(row.pause),
                end: row.end.map(|end| self.about(end)),
                duration: row.duration,
                cool_down: row.cool_down,
                effects: row.effects.iter().map(|id| own(id)).collect(),
            },
        }
    }

    /// Contracts of the home chain by their name in the timelock's recommended tables; none where the plan has none. Of two
    /// voting contracts the DAO's comes first.
    fn named(&self, name: &str) -> Vec<&str> {
        let (at, plan) = (self.at, self.plan);
        let one = match name {
            "token" => &at.token,
            "oracle" => &at.oracle,
            "market" => &at.market,
            "reserve" => &at.reserve,
            "emissions" if plan.emissions.is_some() => &at.emissions,
            "emissions" => return vec![],
            "vesting" => return at.vesting.iter().map(String::as_str).collect(),
            _ if plan.qer_pool.is_some() => return vec![&at.voting, &at.liquidity_voting],
            _ => &at.voting,
        };
        vec![one]
    }
}
