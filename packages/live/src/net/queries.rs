//! Queries that several runs need.

use anyhow::Result;
use cosmwasm_std::{Coin, Uint128};
use qerun_chain::ask;
use qerun_messages::{emissions, market, outpost, reserve, timelock};
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::{LiveChain, Net};

impl LiveChain {
    /// Queries a contract.
    ///
    /// # Errors
    /// The contract's words.
    pub fn ask<Q: Serialize, R: DeserializeOwned>(&self, contract: &str, query: &Q) -> Result<R> {
        Ok(ask(&**self, contract, query)?)
    }

    /// An address' balance of a cw20.
    ///
    /// # Errors
    /// The contract's words.
    pub fn cw20(&self, token: &str, address: &str) -> Result<u128> {
        let query = cw20::Cw20QueryMsg::Balance {
            address: address.to_owned(),
        };
        let answer: cw20::BalanceResponse = self.ask(token, &query)?;
        Ok(answer.balance.u128())
    }
}

impl Net {
    /// Stablecoins on the protocol's chain.
    #[must_use]
    pub fn stable(&self, amount: u128) -> Coin {
        Coin::new(amount, self.plan.stable_home())
    }

    /// The market's totals.
    ///
    /// # Errors
    /// The node does not answer; so for all below.
    pub fn market(&self) -> Result<market::StateResponse> {
        self.home.ask(&self.at.market, &market::QueryMsg::State {})
    }

    /// A borrower's position.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn position(&self, user: &str) -> Result<market::PositionResponse> {
        let user = user.to_owned();
        self.home
            .ask(&self.at.market, &market::QueryMsg::Position { user })
    }

    /// What a borrow would do.
    ///
    /// # Errors
    /// See [`LiveChain::ask`].
    pub fn quote_borrow(&self, user: &str, amount: u128) -> Result<market::QuoteBorrowResponse> {
        let msg = market::QueryMsg::QuoteBorrow {
            user: user.to_owned(),
            amount: amount.into(),
            use_perk: None,
        };
        self.home.ask(&self.at.market, &msg)
    }

    /// What a borrower is owed since repayments during a purchase.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn owed(&self, user: &str) -> Result<market::OwedResponse> {
        let user = user.to_owned();
        self.home
            .ask(&self.at.market, &market::QueryMsg::Owed { user })
    }

    /// The reserve's totals.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn backing(&self) -> Result<reserve::Backing> {
        self.home
            .ask(&self.at.reserve, &reserve::QueryMsg::Backing {})
    }

    /// One order.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn order(&self, id: u64) -> Result<reserve::Order> {
        let order_id = id.into();
        let query = reserve::QueryMsg::Order { order_id };
        let answer: reserve::OrderResponse = self.home.ask(&self.at.reserve, &query)?;
        Ok(answer.order)
    }

    /// The outpost's record of an order; none before the order arrived.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn purchase(&self, id: u64) -> Result<Option<outpost::Purchase>> {
        let start_after = id.checked_sub(1).map(Into::into);
        let limit = Some(1);
        let query = outpost::QueryMsg::Purchases { start_after, limit };
        let page: outpost::PurchasesResponse = self.dex.ask(&self.at.outpost, &query)?;
        let found = page.purchases.into_iter().find(|p| p.order_id.u64() == id);
        Ok(found.map(|p| p.purchase))
    }

    /// An operation of the timelock.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn operation(&self, id: u64) -> Result<timelock::OperationResponse> {
        self.home
            .ask(&self.at.timelock, &timelock::QueryMsg::Operation { id })
    }

    /// The id of a stream's distribution in the distributor.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn distribution(&self, stream: &str) -> Result<u64> {
        let id = stream.to_owned();
        let query = emissions::QueryMsg::Stream { id };
        let found: emissions::StreamResponse = self.home.ask(&self.at.emissions, &query)?;
        Ok(found.distribution)
    }

    /// An address' balance of QER.
    ///
    /// # Errors
    /// See [`Self::market`].
    pub fn qer(&self, address: &str) -> Result<Uint128> {
        Ok(self.home.cw20(&self.at.token, address)?.into())
    }
}
