//! What people ask, and what only a test may look at: raw records of the contracts.

use anyhow::Result;
use cosmwasm_std::{Addr, Order, Uint128};
use cw20::BalanceResponse;
use qerun_market::state::{Claim, Position, OWED, POSITIONS};
use qerun_messages::market::{
    MaxBorrowResponse, MaxWithdrawResponse, OwedResponse, PositionResponse, QueryMsg as Market,
    QuoteBorrowResponse, QuoteFlushResponse, StateResponse, SupplierResponse, ThresholdResponse,
};
use qerun_messages::reserve::{Backing, Batch, QueryMsg as Reserve, BACKING, BATCHES};
use qerun_messages::{outpost, reserve, token};

use super::Suite;

impl Suite {
    /// The market's `state`.
    pub fn state(&self) -> Result<StateResponse> {
        self.net.home.query(&self.at.market, &Market::State {})
    }

    /// The market's `threshold`.
    pub fn threshold(&self) -> Result<ThresholdResponse> {
        self.net.home.query(&self.at.market, &Market::Threshold {})
    }

    /// A user's `position`.
    pub fn position(&self, user: &Addr) -> Result<PositionResponse> {
        self.net.home.query(
            &self.at.market,
            &Market::Position {
                user: user.to_string(),
            },
        )
    }

    /// What a user is `owed`.
    pub fn owed(&self, user: &Addr) -> Result<OwedResponse> {
        self.net.home.query(
            &self.at.market,
            &Market::Owed {
                user: user.to_string(),
            },
        )
    }

    /// A `supplier`.
    pub fn supplier(&self, user: &Addr) -> Result<SupplierResponse> {
        self.net.home.query(
            &self.at.market,
            &Market::Supplier {
                user: user.to_string(),
            },
        )
    }

    /// A user's `max_borrow`.
    pub fn max_borrow(&self, user: &Addr) -> Result<MaxBorrowResponse> {
        self.net.home.query(
            &self.at.market,
            &Market::MaxBorrow {
                user: user.to_string(),
            },
        )
    }

    /// What a borrow would do.
    pub fn quote_borrow(&self, user: &Addr, amount: Uint128) -> Result<QuoteBorrowResponse> {
        let msg = Market::QuoteBorrow {
            user: user.to_string(),
            amount,
            use_perk: None,
        };
        self.net.home.query(&self.at.market, &msg)
    }

    /// What the market's `flush` would do.
    pub fn quote_flush(&self) -> Result<QuoteFlushResponse> {
        self.net.home.query(&self.at.market, &Market::QuoteFlush {})
    }

    /// A user's `max_withdraw`.
    pub fn max_withdraw(&self, user: &Addr) -> Result<MaxWithdrawResponse> {
        self.net.home.query(
            &self.at.market,
            &Market::MaxWithdraw {
                user: user.to_string(),
            },
        )
    }

    /// QER of an account.
    pub fn qer_of(&self, user: &Addr) -> Result<Uint128> {
        let msg = token::QueryMsg::Balance {
            address: user.to_string(),
        };
        Ok(self
            .net
            .home
            .query::<_, BalanceResponse>(&self.at.token, &msg)?
            .balance)
    }

    /// Stablecoins of an account of the home chain.
    pub fn stable_of(&self, user: &Addr) -> Result<Uint128> {
        self.net.home.balance(user, &self.stable)
    }

    /// ETH of an account of the home chain.
    pub fn eth_of(&self, user: &Addr) -> Result<Uint128> {
        self.net.home.balance(user, &self.eth)
    }

    /// The reserve's published record.
    pub fn backing(&self) -> Result<Backing> {
        let storage = self.net.home.app.contract_storage(&self.at.reserve);
        Ok(BACKING.load(&*storage)?)
    }

    /// All batches of the reserve by id.
    pub fn batches(&self) -> Result<Vec<(u64, Batch)>> {
        let storage = self.net.home.app.contract_storage(&self.at.reserve);
        Ok(BATCHES
            .range(&*storage, None, None, Order::Ascending)
            .collect::<Result<_, _>>()?)
    }

    /// One batch of the reserve.
    pub fn batch(&self, batch_id: u64) -> Result<Batch> {
        let storage = self.net.home.app.contract_storage(&self.at.reserve);
        Ok(BATCHES.load(&*storage, batch_id)?)
    }

    /// All orders of the reserve by id.
    pub fn orders(&self) -> Result<Vec<(u64, reserve::Order)>> {
        let mut orders = vec![];
        let mut start_after = None;
        loop {
            let msg = Reserve::Orders {
                start_after,
                limit: Some(30),
            };
            let page: reserve::OrdersResponse = self.net.home.query(&self.at.reserve, &msg)?;
            let Some(last) = page.orders.last() else {
                return Ok(orders);
            };
            start_after = Some(last.order_id);
            orders.extend(page.orders.into_iter().map(|o| (o.order_id.u64(), o.order)));
        }
    }

    /// One order.
    pub fn order(&self, order_id: u64) -> Result<reserve::Order> {
        let msg = Reserve::Order {
            order_id: order_id.into(),
        };
        let response: reserve::OrderResponse = self.net.home.query(&self.at.reserve, &msg)?;
        Ok(response.order)
    }

    /// Stablecoins that wait in the reserve, by batch.
    pub fn waiting(&self) -> Result<Vec<reserve::WaitingBatch>> {
        let mut waiting = vec![];
        let mut start_after = None;
        loop {
            let msg = Reserve::Waiting {
                start_after,
                limit: Some(30),
            };
            let page: reserve::WaitingResponse = self.net.home.query(&self.at.reserve, &msg)?;
            let Some(last) = page.waiting.last() else {
                return Ok(waiting);
            };
            start_after = Some(last.batch_id);
            waiting.extend(page.waiting);
        }
    }

    /// All purchases of the outpost by order id.
    pub fn purchases(&self) -> Result<Vec<outpost::PurchaseResponse>> {
        let mut purchases = vec![];
        let mut start_after = None;
        loop {
            let msg = outpost::QueryMsg::Purchases {
                start_after,
                limit: Some(30),
            };
            let page: outpost::PurchasesResponse = self.net.dex.query(&self.at.outpost, &msg)?;
            let Some(last) = page.purchases.last() else {
                return Ok(purchases);
            };
            start_after = Some(last.order_id);
            purchases.extend(page.purchases);
        }
    }

    /// All positions as they are stored.
    pub fn positions(&self) -> Result<Vec<(Addr, Position)>> {
        let storage = self.net.home.app.contract_storage(&self.at.market);
        Ok(POSITIONS
            .range(&*storage, None, None, Order::Ascending)
            .collect::<Result<_, _>>()?)
    }

    /// All that is owed as it is stored.
    pub fn all_owed(&self) -> Result<Vec<(Addr, Claim)>> {
        let storage = self.net.home.app.contract_storage(&self.at.market);
        Ok(OWED
            .range(&*storage, None, None, Order::Ascending)
            .collect::<Result<_, _>>()?)
    }
}
