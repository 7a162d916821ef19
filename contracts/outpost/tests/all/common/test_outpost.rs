//! The outpost under test, its chain and its records.

use cosmwasm_std::{coin, from_json, Addr, Coin, Env, IbcPacket, MessageInfo, Response};
use qerun_messages::outpost::{Config, ExecuteMsg, InstantiateMsg, Purchase, QueryMsg};
use qerun_mocks::{env_at, Dump, MockDeps, OtherContracts, START};
use qerun_outpost::contract;
use qerun_outpost::state::PURCHASES;
use qerun_outpost::ContractError;

use super::*;

pub struct TestOutpost {
    pub deps: MockDeps,
    pub env: Env,
    pub owner: Addr,
    pub anyone: Addr,
    /// Bank balances of the outpost.
    pub stable: u128,
    pub eth: u128,
    /// Sequence of the next return packet.
    pub next_sequence: u64,
    /// Return packets that were sent, in order.
    pub packets: Vec<IbcPacket>,
}

impl TestOutpost {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Config<String>)) -> Self {
        let mut outpost = Self::uninstantiated();
        let mut config = config();
        change(&mut config);
        let owner = outpost.owner.to_string();
        outpost
            .instantiate(InstantiateMsg { owner, config })
            .unwrap();
        outpost
    }

    /// The chain before the outpost is instantiated.
    pub fn uninstantiated() -> Self {
        Self {
            deps: OtherContracts::default().deps(),
            env: env_at("outpost", START),
            owner: addr("owner"),
            anyone: addr("anyone"),
            stable: 0,
            eth: 0,
            next_sequence: 1,
            packets: vec![],
        }
    }

    pub fn instantiate(&mut self, msg: InstantiateMsg) -> Result<(), ContractError> {
        let info = MessageInfo {
            sender: self.anyone.clone(),
            funds: vec![],
        };
        contract::instantiate(self.deps.as_mut(), self.env.clone(), info, msg).map(|_| ())
    }

    pub fn this(&self) -> String {
        self.env.contract.address.to_string()
    }

    pub fn now(&self) -> u64 {
        qerun_mocks::now(&self.env)
    }

    pub fn wait(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    /// Tells the chain the outpost's balances.
    pub fn update_bank(&mut self) {
        let balance = vec![coin(self.stable, STABLE), coin(self.eth, eth_denom())];
        let this = self.this();
        self.deps.querier.bank.update_balance(this, balance);
    }

    /// Executes without running the messages of the response.
    pub fn execute_only(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)
    }

    /// Executes what sends returns at most, and sends them.
    pub fn execute(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let response = self.execute_only(sender, funds, msg)?;
        self.send_returns(&response.messages);
        Ok(response)
    }

    pub fn purchase(&self, order_id: u64) -> Purchase {
        PURCHASES.load(&self.deps.storage, order_id).unwrap()
    }

    /// The whole storage.
    pub fn dump(&self) -> Dump {
        qerun_mocks::dump(&self.deps.storage)
    }

    pub fn query<T: serde::de::DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        let answer = contract::query(self.deps.as_ref(), self.env.clone(), msg)?;
        Ok(from_json(answer).unwrap())
    }
}
