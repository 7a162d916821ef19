//! The reserve's verbs, each by the sender who may use it.

use cosmwasm_std::{coins, Addr, Response};
use qerun_messages::reserve::{ExecuteMsg, Resolution};
use qerun_reserve::ContractError;

use super::*;

impl TestReserve {
    pub fn purchase(
        &mut self,
        batch: u64,
        amount: u128,
        user_in: u128,
    ) -> Result<Response, ContractError> {
        let market = self.market.clone();
        let msg = purchase_msg(batch, user_in);
        self.execute(&market, &coins(amount, STABLE), msg)
    }

    /// A purchase whose orders have not got their replies yet; `run` gives them.
    pub fn purchase_without_reply(&mut self, batch: u64, amount: u128, user_in: u128) -> Response {
        let market = self.market.clone();
        self.stable += amount;
        self.update_bank();
        let msg = purchase_msg(batch, user_in);
        self.execute_only(&market, &coins(amount, STABLE), msg)
            .unwrap()
    }

    pub fn flush(&mut self, limit: Option<u32>) -> Result<Response, ContractError> {
        let anyone = self.anyone.clone();
        self.execute(&anyone, &[], ExecuteMsg::Flush { limit })
    }

    pub fn sync(&mut self, order: u64) -> Result<Response, ContractError> {
        let anyone = self.anyone.clone();
        let msg = ExecuteMsg::Sync {
            order_id: order.into(),
        };
        self.execute(&anyone, &[], msg)
    }

    pub fn resolve(
        &mut self,
        sender: &Addr,
        order: u64,
        outcome: Resolution,
    ) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Resolve {
            order_id: order.into(),
            outcome,
        };
        self.execute(sender, &[], msg)
    }

    pub fn close_lost(
        &mut self,
        order: u64,
        make_good: Option<u128>,
    ) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        let msg = ExecuteMsg::CloseLost {
            order_id: order.into(),
            make_good: make_good.map(Into::into),
        };
        self.execute(&owner, &[], msg)
    }

    pub fn wind_down(&mut self, batch: u64) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        let msg = ExecuteMsg::WindDown {
            batch_id: batch.into(),
        };
        self.execute(&owner, &[], msg)
    }
}

fn purchase_msg(batch: u64, user_in: u128) -> ExecuteMsg {
    ExecuteMsg::Purchase {
        batch_id: batch.into(),
        user_in: user_in.into(),
    }
}
