//! One token on a mock chain.

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, Coin, Env, Response, Uint128};
use cw20::Cw20Coin;
use cw20_base::msg::InstantiateMarketingInfo;
use qerun_messages::token::{ExecuteMsg, InstantiateMsg, QueryMsg, SupplyResponse};
use qerun_mocks::{dump, env_at, Dump, MockDeps, OtherContracts, START};
use qerun_token::contract::{execute, instantiate, query};
use qerun_token::ContractError;
use serde::de::DeserializeOwned;

pub use qerun_mocks::addr;

pub const GENESIS: u128 = 111_111_111_000_000;

pub struct Token {
    pub deps: MockDeps,
    pub env: Env,
}

/// Owner `timelock`, all tokens with `alice`, `bob` has the marketing.
pub fn init_msg(bps: u16, minter: bool) -> InstantiateMsg {
    InstantiateMsg {
        owner: addr("timelock").into(),
        name: "Qerun".into(),
        symbol: "QER".into(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: addr("alice").into(),
            amount: GENESIS.into(),
        }],
        marketing: Some(InstantiateMarketingInfo {
            project: Some("https://qerun.example".into()),
            description: None,
            marketing: Some(addr("bob").into()),
            logo: None,
        }),
        minter: minter.then(|| addr("timelock").into()),
        max_yearly_mint_bps: bps,
    }
}

impl Token {
    pub fn new(bps: u16) -> Self {
        Self::with(init_msg(bps, true)).unwrap()
    }

    pub fn with(msg: InstantiateMsg) -> Result<Self, ContractError> {
        let mut deps = OtherContracts::default().deps();
        let env = env_at("token", START);
        instantiate(
            deps.as_mut(),
            env.clone(),
            message_info(&addr("deployer"), &[]),
            msg,
        )?;
        Ok(Token { deps, env })
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
        execute(
            self.deps.as_mut(),
            self.env.clone(),
            message_info(&addr(sender), funds),
            msg,
        )
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    pub fn wait(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    pub fn supply(&self) -> SupplyResponse {
        self.query(QueryMsg::Supply {})
    }

    pub fn balance(&self, name: &str) -> Uint128 {
        let msg = QueryMsg::Balance {
            address: addr(name).into(),
        };
        self.query::<cw20::BalanceResponse>(msg).balance
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }

    pub fn mint(&mut self, sender: &str, amount: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Mint {
            recipient: addr("carol").into(),
            amount: amount.into(),
        };
        self.execute(sender, msg)
    }
}
