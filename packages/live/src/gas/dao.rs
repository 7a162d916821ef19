//! A DAO of the official core and proposal module, without pre-propose, on DAO DAO's staking or on ours.

use anyhow::{Context, Result};
use cosmwasm_std::{to_json_binary, Coin};
use qerun_chain::Sent;
use qerun_messages::voting;
use serde_json::{json, Value};

use super::lending::ONE;
use super::peers;
use crate::net::{attribute, call, Net, Person};
use crate::ops::{wasm, Vote};

/// Seconds from unstaking to the claim.
pub const UNBONDING: u64 = 5;

/// A DAO whose gas is measured.
pub struct Dao {
    label: &'static str,
    token: String,
    voting: String,
    /// The contract that keeps stake.
    pub staking: String,
    proposals: String,
    /// Whether alice owns the staking contract and can add a hook without a proposal.
    owner: bool,
}

/// A DAO on DAO DAO's staking.
pub fn dao_dao(net: &Net) -> Result<Dao> {
    let token = peers::cw20_base(net)?;
    let module = json!({
        "token_info": {"existing": {"address": token, "staking_contract": {"new": {
            "staking_code_id": peers::code(net, "cw20_stake")?,
            "unstaking_duration": {"time": UNBONDING},
        }}}},
        "active_threshold": null,
    });
    create(net, "theirs", token, "dao_voting_cw20_staked", &module)
}

/// A DAO on our voting contract, with a label and a gas limit for hooks.
pub fn qerun_dao(net: &Net, label: &'static str, hook_gas: u64) -> Result<Dao> {
    let alice = net.people.get("alice")?;
    let tier = |unbonding, percent| voting::Tier {
        unbonding,
        multiplier: cosmwasm_std::Decimal::percent(percent),
    };
    let module = voting::InstantiateMsg {
        dao: None,
        owner: Some(alice.at_home().to_owned()),
        token: net.at.token.clone(),
        tiers: vec![tier(UNBONDING, 100), tier(60, 150)],
        min_unbonding: UNBONDING,
        active_threshold: None,
        params: voting::Params {
            hook_gas,
            ..net.plan.voting.params.clone()
        },
        guardian: None,
        perks: vec![],
        hooks: vec![],
    };
    let module = serde_json::to_value(module)?;
    let token = net.at.token.clone();
    let mut dao = create(net, label, token, "qerun_token_voting", &module)?;
    dao.owner = true;
    Ok(dao)
}

/// Core, voting module and proposal module in one transaction.
fn create(
    net: &Net,
    label: &'static str,
    token: String,
    code: &str,
    voting: &Value,
) -> Result<Dao> {
    let info = |code: &str, msg: &Value, label: &str| -> Result<Value> {
        Ok(json!({
            "code_id": peers::code(net, code)?, "msg": to_json_binary(msg)?,
            "admin": {"core_module": {}}, "funds": [], "label": label,
        }))
    };
    let rules = json!({
        "threshold": {"threshold_quorum": {
            "threshold": {"majority": {}}, "quorum": {"percent": "0.01"},
        }},
        "max_voting_period": {"time": 3600}, "min_voting_period": null,
        "only_members_execute": false, "allow_revoting": false,
        "pre_propose_info": {"anyone_may_propose": {}},
        "close_proposal_on_execution_failure": true, "veto": null,
    });
    let msg = json!({
        "admin": null, "name": label, "description": label, "image_url": null,
        "automatically_add_cw20s": false, "automatically_add_cw721s": false,
        "voting_module_instantiate_info": info(code, voting, "voting")?,
        "proposal_modules_instantiate_info": [info("dao_proposal_single", &rules, "proposals")?],
        "initial_items": null, "dao_uri": null,
    });
    let core = peers::create(net, "dao_dao_core", label, &msg)?;
    let voting: String = net.home.ask(&core, &json!({"voting_module": {}}))?;
    let staking = net.home.ask(&voting, &json!({"staking_contract": {}}))?;
    let modules: Value = net.home.ask(
        &core,
        &json!({"proposal_modules": {"start_after": null, "limit": null}}),
    )?;
    let proposals = modules.pointer("/0/address").and_then(Value::as_str);
    Ok(Dao {
        token,
        staking,
        proposals: proposals.context("no proposal module")?.to_owned(),
        voting,
        label,
        owner: false,
    })
}

impl Dao {
    pub fn stake(&self, net: &Net, who: &Person, amount: u128) -> Result<Sent> {
        let msg = self.staked(amount)?;
        net.home.execute(&who.home, &self.token, &msg, &[])
    }

    /// The same, which must be refused with these words.
    pub fn refuses_stake(&self, net: &Net, who: &Person, amount: u128, words: &str) -> Result<()> {
        let msg = self.staked(amount)?;
        net.home.refuses(&who.home, &self.token, &msg, &[], words)
    }

    fn staked(&self, amount: u128) -> Result<cw20::Cw20ExecuteMsg> {
        Ok(cw20::Cw20ExecuteMsg::Send {
            contract: self.staking.clone(),
            amount: amount.into(),
            msg: to_json_binary(&json!({"stake": {}}))?,
        })
    }

    pub fn unstake(&self, net: &Net, who: &Person) -> Result<Sent> {
        let msg = json!({"unstake": {"amount": ONE.to_string()}});
        net.home.execute(&who.home, &self.staking, &msg, &[])
    }

    pub fn propose(
        &self,
        net: &Net,
        who: &Person,
        msgs: Vec<cosmwasm_std::CosmosMsg>,
    ) -> Result<(Sent, u64)> {
        let msg = json!({"propose": {
            "title": "t", "description": "d", "msgs": msgs, "proposer": null, "vote": null,
        }});
        let sent = net.home.execute(&who.home, &self.proposals, &msg, &[])?;
        let id = attribute(&sent, "wasm", "proposal_id")?.parse()?;
        Ok((sent, id))
    }

    pub fn vote(&self, net: &Net, who: &Person, id: u64) -> Result<Sent> {
        let msg = json!({"vote": {"proposal_id": id, "vote": Vote::Yes, "rationale": null}});
        net.home.execute(&who.home, &self.proposals, &msg, &[])
    }

    /// A distributor with one running distribution, named as hook; its address.
    pub fn pay_rewards(&self, net: &Net) -> Result<String> {
        let alice = net.people.get("alice")?;
        let owner = json!({"owner": alice.at_home()});
        let label = format!("rewards of {}", self.label);
        let distributor = peers::create(net, "dao_rewards_distributor", &label, &owner)?;
        self.distribute(net, &distributor, 1)?;
        let add = json!({"add_hook": {"addr": distributor}});
        if self.owner {
            net.home.execute(&alice.home, &self.staking, &add, &[])?;
            return Ok(distributor);
        }
        let (_, id) = self.propose(net, alice, vec![wasm(&self.staking, &add)?])?;
        self.vote(net, alice, id)?;
        let msg = json!({"execute": {"proposal_id": id}});
        net.home.execute(&alice.home, &self.proposals, &msg, &[])?;
        Ok(distributor)
    }

    /// Creates further distributions in one transaction.
    pub fn distribute(&self, net: &Net, distributor: &str, count: usize) -> Result<()> {
        let alice = net.people.get("alice")?;
        let denom = net.plan.chain.home.fee_denom.clone();
        let create = json!({"create": {
            "denom": {"native": denom},
            "emission_rate": {"linear": {"amount": "1000000", "duration": {"time": 1}, "continuous": false}},
            "vp_contract": self.voting, "hook_caller": self.staking,
            "open_funding": true, "withdraw_destination": null,
        }});
        let funds = [Coin::new(10_000_000_000u128, denom)];
        let one = || call(&alice.home, distributor, &create, &funds);
        let messages = (0..count).map(|_| one()).collect::<Result<_>>()?;
        net.home.send(&alice.home, messages)?;
        Ok(())
    }
}
