//! The reserve's verbs, each by the sender who may use it.

use cosmwasm_std::{coins, to_json_binary, Addr, Response};
use cw20::Cw20ReceiveMsg;
use qerun_messages::reserve::{
    ExecuteMsg, Params, QueryMsg, ReceiveMsg, Resolution, StorefrontResponse,
};
use qerun_reserve::state::PARAMS;
use qerun_reserve::ContractError;

use super::*;

impl TestReserve {
    /// One that has so much own ETH, wei, and as much that is encumbered.
    pub fn with_own_eth(wei: u128) -> Self {
        let mut reserve = Self::new();
        reserve.purchase(1, usd(500), usd(250)).unwrap();
        reserve.credit(1, 2 * wei);
        assert_eq!(reserve.backing().unencumbered.u128(), wei);
        reserve
    }

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

    pub fn spend(&mut self, amount: u128) -> Result<Response, ContractError> {
        let (owner, recipient) = (self.owner.clone(), self.anyone.to_string());
        let amount = amount.into();
        self.execute(&owner, &[], ExecuteMsg::Spend { recipient, amount })
    }

    /// Anyone pays stablecoins for earmarked ETH.
    pub fn buy_eth(
        &mut self,
        paid: u128,
        min_eth: Option<u128>,
    ) -> Result<Response, ContractError> {
        let buyer = self.anyone.clone();
        let min_eth = min_eth.map(Into::into);
        self.execute(&buyer, &coins(paid, STABLE), ExecuteMsg::BuyEth { min_eth })
    }

    /// Anyone sends QER for surplus ETH.
    pub fn buy_back(
        &mut self,
        paid: u128,
        min_eth: Option<u128>,
    ) -> Result<Response, ContractError> {
        let min_eth = min_eth.map(Into::into);
        let msg = buy_back_msg(&self.anyone, paid, &ReceiveMsg::BuyBack { min_eth });
        self.execute(&addr("qer"), &[], msg)
    }

    /// What the storefront quotes.
    pub fn storefront(&self) -> StorefrontResponse {
        self.query(QueryMsg::Storefront {}).unwrap()
    }

    pub fn update_params(
        &mut self,
        change: impl FnOnce(&mut Params),
    ) -> Result<Response, ContractError> {
        let mut params = PARAMS.load(&self.deps.storage).unwrap();
        change(&mut params);
        let owner = self.owner.clone();
        self.execute(&owner, &[], ExecuteMsg::UpdateParams { params })
    }

    pub fn wind_down(&mut self, batch: u64) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        let msg = ExecuteMsg::WindDown {
            batch_id: batch.into(),
        };
        self.execute(&owner, &[], msg)
    }
}

/// What the token sends on when QER is sent to the reserve.
pub fn buy_back_msg(seller: &Addr, paid: u128, payload: &ReceiveMsg) -> ExecuteMsg {
    ExecuteMsg::Receive(Cw20ReceiveMsg {
        sender: seller.to_string(),
        amount: paid.into(),
        msg: to_json_binary(payload).unwrap(),
    })
}

fn purchase_msg(batch: u64, user_in: u128) -> ExecuteMsg {
    ExecuteMsg::Purchase {
        batch_id: batch.into(),
        user_in: user_in.into(),
    }
}
