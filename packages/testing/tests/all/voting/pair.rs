//! Our contract and the official pair on one chain: each over a cw20 of its own, everybody with the same tokens.

use std::collections::BTreeMap;

use anyhow::Result;
use cosmwasm_std::{to_json_binary, Addr, Empty};
use qerun_testing::codes::contract;
use qerun_testing::dao::codes;
use qerun_testing::{Chain, Wrapper};
use serde_json::{json, Value};

use crate::voting::hook_receiver::{HookReceiver, Received};
use crate::voting::setup::{instantiate_msg, token, DAY, INITIAL_BALANCE, USERS};
use crate::voting::side::{Side, Target};

/// Both.
pub struct Pair {
    pub chain: Chain,
    pub ours: Side,
    pub official: Side,
    /// Accounts, by name.
    accounts: BTreeMap<&'static str, Addr>,
}

impl Pair {
    /// Both with this unbonding, instantiated by the account `dao`.
    pub fn new(unbonding: u64) -> Self {
        let mut chain = Chain::new("qerun");
        let dao = chain.addr("dao");
        let (our_token, token) = (
            token(&mut chain, &USERS, INITIAL_BALANCE),
            token(&mut chain, &USERS, INITIAL_BALANCE),
        );
        let tiers = [(unbonding, "1"), (1_400 * DAY, "4")];
        let code = chain.store(contract("qerun_token_voting"));
        let msg = instantiate_msg(&our_token, &tiers);
        let ours = chain
            .instantiate(code, &dao, &msg, &[], "voting", Some(&dao))
            .unwrap();
        let staking_code = chain.store(codes::cw20_stake());
        let code = chain.store(codes::voting_cw20_staked());
        let staking = json!({"new": {
            "staking_code_id": staking_code, "unstaking_duration": {"time": unbonding},
        }});
        let msg = json!({
            "token_info": {"existing": {"address": token, "staking_contract": staking}},
            "active_threshold": null,
        });
        let official = chain
            .instantiate(code, &dao, &msg, &[], "voting", Some(&dao))
            .unwrap();
        let staking = chain
            .query(&official, &json!({"staking_contract": {}}))
            .unwrap();
        let receiver = chain.store(Wrapper::new("receiver", HookReceiver));
        let mut listeners = || -> Vec<Addr> {
            let new = |_| chain.instantiate(receiver, &dao, &Empty {}, &[], "hook", None);
            (0..3).map(new).collect::<Result<_>>().unwrap()
        };
        let (ours, official) = (
            Side {
                ours: true,
                token: our_token,
                voting: ours.clone(),
                staking: ours,
                listeners: listeners(),
            },
            Side {
                ours: false,
                token,
                voting: official,
                staking,
                listeners: listeners(),
            },
        );
        let names = USERS.iter().chain(&["dao", "successor"]);
        let accounts = names.map(|name| (*name, chain.addr(name))).collect();
        Pair {
            chain,
            ours,
            official,
            accounts,
        }
    }

    pub fn sides(&self) -> [Side; 2] {
        [self.ours.clone(), self.official.clone()]
    }

    pub fn height(&self) -> u64 {
        self.chain.app.block_info().height
    }

    /// Blocks later, so many seconds after.
    pub fn advance(&mut self, blocks: u64, seconds: u64) {
        let mut block = self.chain.app.block_info();
        block.height += blocks;
        block.time = block.time.plus_seconds(seconds);
        self.chain.app.set_block(block);
    }

    /// Sends to one side, with names filled in.
    pub fn send(&mut self, side: &Side, who: &str, target: Target, text: &str) -> Result<()> {
        let sender = match who {
            "token" => side.token.clone(),
            name => self.chain.addr(name),
        };
        let msg: Value = serde_json::from_str(&side.fill(&self.accounts, text)).unwrap();
        let target = side.contract(target);
        self.chain.execute(&sender, &target, &msg, &[]).map(|_| ())
    }

    /// Sends to both; they must agree whether that is possible. Returns that.
    pub fn both(&mut self, who: &str, target: Target, text: &str) -> bool {
        let [ours, official] = self.sides();
        let ours = self.send(&ours, who, target, text);
        let official = self.send(&official, who, target, text);
        assert_eq!(
            ours.is_ok(),
            official.is_ok(),
            "{who} {text}: ours {ours:?}, official {official:?}"
        );
        ours.is_ok()
    }

    /// The cw20 `send` of a staker.
    pub fn stake(&mut self, who: &str, amount: u128) -> bool {
        let msg = to_json_binary(&json!({"stake": {}})).unwrap();
        let text =
            format!(r#"{{"send":{{"contract":"$staking","amount":"{amount}","msg":"{msg}"}}}}"#);
        self.both(who, Target::Token, &text)
    }

    /// A query of one side, its answer with that side's addresses replaced by names.
    pub fn ask(&self, side: &Side, target: Target, text: &str) -> Result<Value> {
        let msg: Value = serde_json::from_str(&side.fill(&self.accounts, text)).unwrap();
        let answer: Value = self.chain.query(&side.contract(target), &msg)?;
        Ok(side.normal(answer))
    }

    /// The same query of both, whose answers must be equal. Returns the answer.
    pub fn ask_both(&self, target: Target, text: &str) -> Value {
        let ours = self.ask(&self.ours, target, text).expect(text);
        let official = self.ask(&self.official, target, text).expect(text);
        assert_eq!(ours, official, "{text}");
        ours
    }

    /// The value of a raw key.
    pub fn raw(&self, side: &Side, target: Target, key: &[u8]) -> Option<Value> {
        let app = self.chain.app.wrap();
        let value = app.query_wasm_raw(side.contract(target), key).unwrap()?;
        Some(side.normal(serde_json::from_slice(&value).unwrap()))
    }

    /// Tokens of an account or a contract.
    pub fn tokens(&self, side: &Side, of: &Addr) -> u128 {
        let query = json!({"balance": {"address": of}});
        let answer: Value = self.chain.query(&side.token, &query).unwrap();
        answer["balance"].as_str().unwrap().parse().unwrap()
    }

    /// What each receiver received, with names.
    pub fn received(&self, side: &Side) -> Vec<Vec<Received>> {
        let name = |mut received: Received| {
            received.from = side.rename(&received.from);
            received
        };
        let listeners = side.listeners.iter();
        listeners
            .map(|receiver| {
                let received: Vec<Received> = self.chain.query(receiver, &Empty {}).unwrap();
                received.into_iter().map(name).collect()
            })
            .collect()
    }
}
