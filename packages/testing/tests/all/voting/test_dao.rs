//! A DAO of the official contracts over our voting contract, small enough to try one behaviour.

use anyhow::Result;
use cosmwasm_std::{to_json_binary, Addr, CosmosMsg};
use cw_multi_test::AppResponse;
use qerun_messages::voting::ExecuteMsg;
use qerun_testing::codes::contract;
use qerun_testing::dao::{Dao, Vote};
use qerun_testing::Chain;
use serde_json::{json, Value};

use crate::voting::deploy::{deploy, Deposit, Module, Rules};
use crate::voting::setup::{instantiate_msg, token, DAY};

pub const MEMBERS: [&str; 3] = ["alice", "bob", "carol"];
/// Tokens of each at the start.
pub const INITIAL_BALANCE: u128 = 1_000_000;
/// Tier 0 unbonds longer than a vote takes.
pub const TIERS: [(u64, &str); 3] = [(14 * DAY, "1"), (90 * DAY, "1.5"), (730 * DAY, "4")];
pub const PERIOD: u64 = 5 * DAY;

pub struct TestDao {
    pub chain: Chain,
    pub token: Addr,
    /// The official contracts and our voting contract.
    pub at: Dao,
}

/// A vote of five days, half of the votes, a tenth of all power.
pub fn rules() -> Rules {
    Rules {
        quorum: "0.1",
        voting_period: PERIOD,
        min_voting_period: None,
        revoting: false,
        deposit: None,
    }
}

impl TestDao {
    pub fn new() -> Self {
        TestDao::with(&rules()).unwrap()
    }

    pub fn with(rules: &Rules) -> Result<Self> {
        TestDao::on(rules, |_, token| {
            serde_json::to_value(instantiate_msg(token, &TIERS)).unwrap()
        })
    }

    /// With a deposit of so many tokens.
    pub fn with_deposit(amount: u128, refund: &'static str) -> Self {
        let mut dao = TestDao::new();
        // The rules need the token's address: the second DAO is the one to keep.
        let deposit = Deposit {
            token: dao.token.clone(),
            amount: amount.into(),
            refund,
        };
        let rules = Rules {
            deposit: Some(deposit),
            ..rules()
        };
        let module = Module {
            code_id: dao.chain.store(contract("qerun_token_voting")),
            msg: serde_json::to_value(instantiate_msg(&dao.token, &TIERS)).unwrap(),
            admin: None,
        };
        dao.at = deploy(&mut dao.chain, &module, &rules).unwrap();
        dao
    }

    /// With our voting contract's instantiate message made by `msg`.
    pub fn on(rules: &Rules, msg: impl FnOnce(&mut Chain, &Addr) -> Value) -> Result<Self> {
        let mut chain = Chain::new("qerun");
        let token = token(&mut chain, &MEMBERS, INITIAL_BALANCE);
        let module = Module {
            code_id: chain.store(contract("qerun_token_voting")),
            msg: msg(&mut chain, &token),
            admin: None,
        };
        let at = deploy(&mut chain, &module, rules)?;
        Ok(TestDao { chain, token, at })
    }

    pub fn of(&self, who: &str) -> Addr {
        self.chain.addr(who)
    }

    pub fn stake(&mut self, who: &str, tier: u32, amount: u128) {
        self.try_stake(who, tier, amount).unwrap();
    }

    pub fn try_stake(&mut self, who: &str, tier: u32, amount: u128) -> Result<AppResponse> {
        let sender = self.of(who);
        let msg = to_json_binary(&json!({"stake": {"tier": tier}}))?;
        let send = json!({"send": {
            "contract": self.at.voting, "amount": amount.to_string(), "msg": msg,
        }});
        let token = self.token.clone();
        self.chain.execute(&sender, &token, &send, &[])
    }

    pub fn voting(&mut self, who: &str, msg: &ExecuteMsg) -> Result<AppResponse> {
        let (sender, voting) = (self.of(who), self.at.voting.clone());
        self.chain.execute(&sender, &voting, msg, &[])
    }

    /// As the DAO, as if a proposal had passed.
    pub fn as_dao(&mut self, contract: &Addr, msg: &Value) -> Result<AppResponse> {
        let core = self.at.core.clone();
        self.chain.execute(&core, contract, msg, &[])
    }

    pub fn propose(&mut self, who: &str, msgs: &[CosmosMsg]) -> Result<u64> {
        let (dao, who) = (self.at.clone(), self.of(who));
        dao.propose(&mut self.chain, &who, "A proposal", msgs, None)
    }

    pub fn vote(&mut self, who: &str, id: u64, vote: Vote) -> Result<AppResponse> {
        let (dao, who) = (self.at.clone(), self.of(who));
        dao.vote(&mut self.chain, &who, id, vote)
    }

    pub fn execute(&mut self, who: &str, id: u64) -> Result<AppResponse> {
        let (dao, who) = (self.at.clone(), self.of(who));
        dao.execute(&mut self.chain, &who, id)
    }

    pub fn close(&mut self, who: &str, id: u64) -> Result<AppResponse> {
        let (dao, who) = (self.at.clone(), self.of(who));
        dao.close(&mut self.chain, &who, id)
    }

    pub fn veto(&mut self, who: &str, id: u64) -> Result<AppResponse> {
        let (who, proposals) = (self.of(who), self.at.proposals.clone());
        let msg = json!({"veto": {"proposal_id": id}});
        self.chain.execute(&who, &proposals, &msg, &[])
    }

    /// `veto_timelock` without its time.
    pub fn status(&self, id: u64) -> String {
        let status = self.at.status(&self.chain, id).unwrap();
        match status.contains("veto_timelock") {
            true => "veto_timelock".to_owned(),
            false => status,
        }
    }

    /// Yes, no and abstaining power of a proposal, and the total that it counts.
    pub fn tally(&self, id: u64) -> [u128; 4] {
        let proposal = self.at.proposal(&self.chain, id).unwrap()["proposal"].clone();
        let number = |value: &Value| value.as_str().unwrap().parse().unwrap();
        let votes = &proposal["votes"];
        [
            number(&votes["yes"]),
            number(&votes["no"]),
            number(&votes["abstain"]),
            number(&proposal["total_power"]),
        ]
    }

    pub fn ask(&self, contract: &Addr, msg: Value) -> Value {
        self.chain.query(contract, &msg).unwrap()
    }

    pub fn tokens(&self, of: &Addr) -> u128 {
        let balance = self.ask(&self.token, json!({"balance": {"address": of}}));
        balance["balance"].as_str().unwrap().parse().unwrap()
    }

    /// Replaces the proposal module's rules from the next proposal on.
    pub fn set_rules(&mut self, veto: Value, change: impl FnOnce(&mut Value)) -> Result<()> {
        let mut rules = json!({
            "threshold": {"threshold_quorum": {
                "threshold": {"majority": {}}, "quorum": {"percent": "0.1"},
            }},
            "max_voting_period": {"time": PERIOD},
            "min_voting_period": null,
            "only_members_execute": false,
            "allow_revoting": false,
            "dao": self.at.core,
            "close_proposal_on_execution_failure": true,
            "veto": veto,
        });
        change(&mut rules);
        let proposals = self.at.proposals.clone();
        self.as_dao(&proposals, &json!({"update_config": rules}))?;
        Ok(())
    }

    /// A payment of the treasury, which holds enough for it once.
    pub fn payment(&mut self, to: &str) -> CosmosMsg {
        let core = self.at.core.clone();
        if self.tokens(&core) == 0 {
            let (dao, token) = (self.of("dao"), self.token.clone());
            let mint = json!({"mint": {"recipient": core, "amount": "500"}});
            self.chain.execute(&dao, &token, &mint, &[]).unwrap();
        }
        let transfer = json!({"transfer": {"recipient": self.of(to), "amount": "500"}});
        qerun_testing::suite::call(&self.token, &transfer).unwrap()
    }
}

/// An error's whole text.
pub fn why<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("went well"),
        Err(error) => format!("{error:#} {}", error.root_cause()),
    }
}
