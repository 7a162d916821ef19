//! One voting contract on a mock chain with a clock, and the token it holds.

use std::collections::BTreeMap;

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, to_json_vec, Coin, CosmosMsg, Env, Response, Storage, WasmMsg};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use cw_controllers::ClaimsResponse;
use cw_utils::Expiration;
use qerun_controls::{AccessError, ParameterError};
use qerun_messages::voting::{
    AccountResponse, ExecuteMsg, HasAccessResponse, InstantiateMsg, Params, Perk,
    PowerAtHeightResponse, QueryMsg, ReceiveMsg, ReputationResponse, Tier, TotalsResponse,
};
use qerun_mocks::{dump, env_at, Dump, MockDeps, OtherContracts};
use qerun_voting::contract::{execute, instantiate, query};
use qerun_voting::ContractError;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use qerun_mocks::{addr, dec, uint, DAY, START};

pub const HEIGHT: u64 = 1_000;
pub const SUPPLY: u128 = 1_000_000_000;

pub struct Voting {
    pub deps: MockDeps,
    pub env: Env,
    /// The token, as far as voting asks it.
    others: OtherContracts,
    /// Tokens paid out, by recipient.
    pub paid: BTreeMap<String, u128>,
}

pub fn tier(days: u64, multiplier: &str) -> Tier {
    Tier {
        unbonding: days * DAY,
        multiplier: dec(multiplier),
    }
}

/// The design's.
pub fn tiers() -> Vec<Tier> {
    vec![
        tier(14, "1"),
        tier(90, "1.5"),
        tier(365, "2.5"),
        tier(730, "4"),
    ]
}

pub fn params() -> Params {
    Params {
        half_life: 90 * DAY,
        hook_gas: 1_000_000,
    }
}

pub fn perk(id: &str, power: u128, reputation: u128) -> Perk {
    Perk {
        id: id.into(),
        min_power: uint(power),
        min_reputation: uint(reputation),
        text: "a text".into(),
    }
}

pub fn init() -> InstantiateMsg {
    InstantiateMsg {
        dao: None,
        owner: None,
        token: addr("token").into(),
        tiers: tiers(),
        min_unbonding: 7 * DAY,
        active_threshold: None,
        params: params(),
        guardian: Some(addr("guardian").into()),
        perks: vec![],
        hooks: vec![],
    }
}

impl Default for Voting {
    fn default() -> Self {
        Voting::with(init()).unwrap()
    }
}

impl Voting {
    /// Instantiated by the DAO.
    pub fn with(msg: InstantiateMsg) -> Result<Self, ContractError> {
        let others = OtherContracts::default();
        others.set_cw20_supply(&addr("token"), SUPPLY);
        let mut deps = others.deps();
        let mut env = env_at("voting", START);
        env.block.height = HEIGHT;
        instantiate(
            deps.as_mut(),
            env.clone(),
            message_info(&addr("dao"), &[]),
            msg,
        )?;
        Ok(Voting {
            deps,
            env,
            others,
            paid: BTreeMap::new(),
        })
    }

    /// Sets the supply that the token answers.
    pub fn set_supply(&self, supply: u128) {
        self.others.set_cw20_supply(&addr("token"), supply);
    }

    pub fn now(&self) -> u64 {
        qerun_mocks::now(&self.env)
    }

    pub fn height(&self) -> u64 {
        self.env.block.height
    }

    /// A block later.
    pub fn next(&mut self) {
        self.wait(5);
    }

    /// A block later, after so many seconds.
    pub fn wait(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        self.execute_with(sender, &[], msg)
    }

    pub fn execute_with(
        &mut self,
        sender: &str,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = message_info(&addr(sender), funds);
        let response = execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        for message in &response.messages {
            let CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr, msg, ..
            }) = &message.msg
            else {
                panic!("unexpected message");
            };
            if *contract_addr == addr("token").as_str() {
                let Cw20ExecuteMsg::Transfer { recipient, amount } = from_json(msg).unwrap() else {
                    panic!("unexpected token message");
                };
                *self.paid.entry(recipient).or_default() += amount.u128();
            }
        }
        Ok(response)
    }

    /// The message as JSON text.
    pub fn execute_json(&mut self, sender: &str, json: &str) -> Result<Response, ContractError> {
        self.execute(sender, from_json(json.as_bytes()).unwrap())
    }

    pub fn dao(&mut self, msg: ExecuteMsg) -> Response {
        self.execute("dao", msg).unwrap()
    }

    pub fn stake(&mut self, who: &str, amount: u128) -> Response {
        self.stake_in(who, 0, amount).unwrap()
    }

    pub fn stake_in(
        &mut self,
        who: &str,
        tier: u32,
        amount: u128,
    ) -> Result<Response, ContractError> {
        self.execute(
            "token",
            receive(who, amount, &ReceiveMsg::Stake { tier: Some(tier) }),
        )
    }

    pub fn unstake(&mut self, who: &str, amount: u128) -> Result<Response, ContractError> {
        let amount = uint(amount);
        self.execute(who, ExecuteMsg::Unstake { amount })
    }

    pub fn unstake_from(
        &mut self,
        who: &str,
        tier: u32,
        amount: u128,
    ) -> Result<Response, ContractError> {
        let amount = uint(amount);
        self.execute(who, ExecuteMsg::UnstakeFrom { tier, amount })
    }

    pub fn raise(
        &mut self,
        who: &str,
        from: u32,
        to: u32,
        amount: u128,
    ) -> Result<Response, ContractError> {
        let amount = uint(amount);
        self.execute(who, ExecuteMsg::RaiseTier { from, to, amount })
    }

    pub fn claim(&mut self, who: &str) -> Result<Response, ContractError> {
        self.execute(who, ExecuteMsg::Claim {})
    }

    pub fn ask<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    /// A query and its answer as JSON.
    pub fn ask_json(&self, json: &str) -> Value {
        let msg = from_json(json.as_bytes()).unwrap();
        let answer = query(self.deps.as_ref(), self.env.clone(), msg).unwrap();
        serde_json::from_slice(&answer).unwrap()
    }

    pub fn power_at(&self, who: &str, height: u64) -> u128 {
        let answer: PowerAtHeightResponse = self.ask(QueryMsg::VotingPowerAtHeight {
            address: addr(who).into(),
            height: Some(height),
        });
        assert_eq!(answer.height, height);
        answer.power.u128()
    }

    pub fn power(&self, who: &str) -> u128 {
        self.power_at(who, self.height())
    }

    pub fn total_at(&self, height: u64) -> u128 {
        let answer: PowerAtHeightResponse = self.ask(QueryMsg::TotalPowerAtHeight {
            height: Some(height),
        });
        answer.power.u128()
    }

    pub fn total(&self) -> u128 {
        self.total_at(self.height())
    }

    pub fn account(&self, who: &str) -> AccountResponse {
        self.ask(QueryMsg::Account {
            address: addr(who).into(),
        })
    }

    /// All stake and all power now.
    pub fn totals(&self) -> (u128, u128) {
        let totals: TotalsResponse = self.ask(QueryMsg::Totals {});
        (totals.staked.u128(), totals.power.u128())
    }

    pub fn reputation(&self, who: &str) -> u128 {
        let answer: ReputationResponse = self.ask(QueryMsg::Reputation {
            address: addr(who).into(),
        });
        answer.reputation.u128()
    }

    /// Amounts and seconds of release.
    pub fn claims(&self, who: &str) -> Vec<(u128, u64)> {
        let answer: ClaimsResponse = self.ask(QueryMsg::Claims {
            address: addr(who).into(),
        });
        let claims = answer.claims.into_iter();
        claims
            .map(|claim| match claim.release_at {
                Expiration::AtTime(at) => (claim.amount.u128(), at.seconds()),
                other => panic!("{other}"),
            })
            .collect()
    }

    pub fn access(&self, who: &str, perk: &str) -> HasAccessResponse {
        self.ask(QueryMsg::HasAccess {
            address: addr(who).into(),
            perk: perk.into(),
        })
    }

    pub fn is_active(&self) -> bool {
        self.ask_json(r#"{"is_active":{}}"#)["active"]
            .as_bool()
            .unwrap()
    }

    pub fn paid(&self, who: &str) -> u128 {
        self.paid
            .get(addr(who).as_str())
            .copied()
            .unwrap_or_default()
    }

    /// A value by its raw key, as an indexer reads it.
    pub fn raw(&self, key: &[u8]) -> Option<Value> {
        let value = self.deps.storage.get(key)?;
        Some(serde_json::from_slice(&value).unwrap())
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }
}

/// What the token sends when `who` sends it tokens with a message.
pub fn receive(who: &str, amount: u128, msg: &ReceiveMsg) -> ExecuteMsg {
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: addr(who).into(),
        amount: uint(amount),
        msg: to_json_vec(msg).unwrap().into(),
    })
}

/// The refusal of a sender that has not the role.
pub fn unauthorized(sender: &str, role: &'static str) -> ContractError {
    let sender = addr(sender);
    AccessError::Unauthorized { sender, role }.into()
}

/// The refusal of a parameter outside its bounds.
pub fn out_of_bounds(name: &'static str, value: u64, min: u64, max: u64) -> ContractError {
    ParameterError::OutOfBounds {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    }
    .into()
}

/// The refusal of a parameter more than one step from the present one.
pub fn too_far(name: &'static str, value: u64, min: u64, max: u64) -> ContractError {
    ParameterError::Step {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    }
    .into()
}

/// The refusal of a change before `ready_at`.
pub fn cool_down(ready_at: u64) -> ContractError {
    ParameterError::CoolDown { ready_at }.into()
}

/// Messages to hook receivers: receiver, and the message as JSON text.
pub fn told(response: &Response) -> Vec<(String, String)> {
    response
        .messages
        .iter()
        .filter_map(|message| match &message.msg {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr, msg, ..
            }) if *contract_addr != addr("token").as_str() => {
                let text = String::from_utf8(msg.to_vec()).unwrap();
                Some((contract_addr.clone(), text))
            }
            _ => None,
        })
        .collect()
}
