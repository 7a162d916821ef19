//! DAOs with rules that no deployment of ours has: revoting, no deposit, another voting module.

use anyhow::Result;
use cosmwasm_std::{to_json_binary, Addr, Uint128};
use qerun_testing::dao::{codes, Dao};
use qerun_testing::Chain;
use serde_json::{json, Value};

/// What a proposer puts down, in units of a cw20.
#[derive(Clone, Debug)]
pub struct Deposit {
    /// The cw20.
    pub token: Addr,
    /// Smallest units.
    pub amount: Uint128,
    /// When it comes back: `always`, `only_passed` or `never`.
    pub refund: &'static str,
}

/// How the DAO decides.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Part of all power that must vote, e.g. `0.1`.
    pub quorum: &'static str,
    /// Seconds in which votes are taken.
    pub voting_period: u64,
    /// Seconds before which nothing can pass.
    pub min_voting_period: Option<u64>,
    /// Whether votes can be changed; then nothing passes before the period ends.
    pub revoting: bool,
    /// The deposit of a proposal.
    pub deposit: Option<Deposit>,
}

/// A voting module for the core to instantiate.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its code.
    pub code_id: u64,
    /// Its instantiate message.
    pub msg: Value,
    /// The wasm admin of the modules; the core if none. Of the core itself, too, if given.
    pub admin: Option<Addr>,
}

/// Stores core, proposal and pre-propose module and creates a DAO with the voting module, all in one transaction, as
/// DAO DAO's page does.
pub fn deploy(chain: &mut Chain, voting: &Module, rules: &Rules) -> Result<Dao> {
    let creator = chain.addr("dao-creator");
    let core = chain.store(codes::core());
    let proposal = chain.store(codes::proposal_single());
    let pre_propose = chain.store(codes::pre_propose_single());
    let admin = match &voting.admin {
        Some(admin) => json!({"address": {"addr": admin}}),
        None => json!({"core_module": {}}),
    };
    let module = |code_id: u64, msg: &Value, label: &str| -> Result<Value> {
        let msg = to_json_binary(msg)?;
        Ok(json!({
            "code_id": code_id, "msg": msg, "admin": admin, "funds": [], "label": label,
        }))
    };
    let pre_propose = module(pre_propose, &rules.pre_propose(), "pre-propose")?;
    let proposals = module(proposal, &rules.proposals(pre_propose), "proposals")?;
    let core = chain.instantiate(
        core,
        &creator,
        &json!({
            "admin": null,
            "name": "Qerun",
            "description": "Stakers of QER.",
            "image_url": null,
            "automatically_add_cw20s": false,
            "automatically_add_cw721s": false,
            "voting_module_instantiate_info": module(voting.code_id, &voting.msg, "voting")?,
            "proposal_modules_instantiate_info": [proposals],
            "initial_items": null,
            "dao_uri": null,
        }),
        &[],
        "dao",
        voting.admin.as_ref(),
    )?;
    Dao::of(chain, core)
}

impl Rules {
    /// `dao-proposal-single`'s instantiate message.
    fn proposals(&self, pre_propose: Value) -> Value {
        json!({
            "threshold": {"threshold_quorum": {
                "threshold": {"majority": {}}, "quorum": {"percent": self.quorum},
            }},
            "max_voting_period": {"time": self.voting_period},
            "min_voting_period": self.min_voting_period.map(|time| json!({"time": time})),
            "only_members_execute": false,
            "allow_revoting": self.revoting,
            "pre_propose_info": {"module_may_propose": {"info": pre_propose}},
            "close_proposal_on_execution_failure": true,
            "veto": null,
        })
    }

    /// `dao-pre-propose-single`'s instantiate message.
    fn pre_propose(&self) -> Value {
        let deposit = self.deposit.as_ref().map(|deposit| {
            json!({
                "denom": {"token": {"denom": {"cw20": deposit.token}}},
                "amount": deposit.amount,
                "refund_policy": deposit.refund,
            })
        });
        let members = json!({"dao_members": true, "allowlist": [], "denylist": []});
        json!({
            "deposit_info": deposit,
            "submission_policy": {"specific": members},
            "extension": {},
        })
    }
}
