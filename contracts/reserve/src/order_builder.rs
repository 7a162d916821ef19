//! Building orders and their transfers to the outpost: what a purchase and a flush share.

use cosmwasm_std::{
    to_json_binary, Addr, Coin, Deps, Env, Event, IbcMsg, Storage, SubMsg, Uint128,
};
use qerun_messages::ibc::timeout_at;
use qerun_messages::reserve::{
    Backing, Config, Order, OrderStatus, Params, Route, Transport, BACKING,
};

use crate::backing;
use crate::error::ContractError;
use crate::events;
use crate::memo::memo;
use crate::order_size::next_order_size;
use crate::pause::ensure_not_paused;
use crate::price::Prices;
use crate::records::save_order;
use crate::state::{NEXT_ORDER, PARAMS, ROUTE};

/// The reply that tells a packet's sequence; its payload is the order's id.
pub const REPLY_SENT: u64 = 1;

/// Collects orders, then writes them all at once and returns their transfers.
#[derive(Debug)]
pub struct OrderBuilder {
    config: Config<Addr>,
    route: Route,
    params: Params,
    /// The backing as it will be written.
    pub backing: Backing,
    prices: Prices,
    this: Addr,
    now: u64,
    next_id: u64,
    orders: Vec<(u64, Order)>,
}

impl OrderBuilder {
    /// Reads what orders need. Errors: `Paused`, `Price`.
    pub fn new(deps: Deps, env: &Env, config: Config<Addr>) -> Result<Self, ContractError> {
        let now = env.block.time.seconds();
        let backing = BACKING.load(deps.storage)?;
        ensure_not_paused(&backing, now)?;
        let prices = Prices::read(&deps.querier, &config, now)?;
        Ok(Self {
            config,
            route: ROUTE.load(deps.storage)?,
            params: PARAMS.load(deps.storage)?,
            backing,
            prices,
            this: env.contract.address.clone(),
            now,
            next_id: NEXT_ORDER.load(deps.storage)?,
            orders: vec![],
        })
    }

    /// The parameters of buying.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Orders collected so far.
    pub fn count(&self) -> usize {
        self.orders.len()
    }

    /// The size of the next order out of what waits of a batch. Errors: `OrderCapacity`, `InFlightCapacity`.
    pub fn next_order_size(&self, waiting: Uint128) -> Result<Uint128, ContractError> {
        if self.backing.order_capacity == 0 {
            let max_open_orders = self.params.max_open_orders;
            return Err(ContractError::OrderCapacity { max_open_orders });
        }
        let capacity = self.backing.capacity;
        next_order_size(waiting, capacity, &self.params)
            .ok_or(ContractError::InFlightCapacity { capacity, waiting })
    }

    /// Adds an order of `amount` stablecoins, as large as [`OrderBuilder::next_order_size`] says, for a batch.
    pub fn add(&mut self, batch_id: u64, amount: Uint128) -> Result<(), ContractError> {
        let bounds = self
            .prices
            .bounds(&self.config, amount, self.params.max_slippage)?;
        backing::order_sent(&mut self.backing, &self.params, amount)?;
        let adapter = match &self.route.transport {
            Transport::Skip(skip) => Some(skip.adapter.clone()),
            Transport::Callbacks {} | Transport::IbcHooks {} => None,
        };
        let order = Order {
            batch_id: batch_id.into(),
            amount,
            min_out: bounds.min_out,
            expected_out: bounds.expected_out,
            eth_out: Uint128::zero(),
            deadline: self.now.saturating_add(self.route.timeout),
            channel: self.route.channel.clone(),
            receiver: self.route.receiver.clone(),
            adapter,
            sequence: None,
            status: OrderStatus::Pending,
            recovered: false,
        };
        self.orders.push((self.next_id, order));
        self.next_id = self.next_id.checked_add(1).ok_or(ContractError::Counter {
            counter: "next_order",
        })?;
        Ok(())
    }

    /// Writes orders and backing; returns the transfers and an event for each.
    pub fn save(
        self,
        storage: &mut dyn Storage,
    ) -> Result<(Vec<SubMsg>, Vec<Event>), ContractError> {
        let mut messages = Vec::with_capacity(self.orders.len());
        let mut events = Vec::with_capacity(self.orders.len());
        for (id, order) in &self.orders {
            save_order(storage, *id, order)?;
            messages.push(self.transfer(*id, order)?);
            events.push(events::order_sent(*id, order));
        }
        NEXT_ORDER.save(storage, &self.next_id)?;
        BACKING.save(storage, &self.backing)?;
        Ok((messages, events))
    }

    /// The transfer of an order. If it fails, the purchase or flush fails whole; a borrow that handed the batch over still
    /// stands.
    fn transfer(&self, id: u64, order: &Order) -> Result<SubMsg, ContractError> {
        let transfer = IbcMsg::Transfer {
            channel_id: order.channel.clone(),
            to_address: order.receiver.clone(),
            amount: Coin {
                denom: self.config.stable_denom.clone(),
                amount: order.amount,
            },
            timeout: timeout_at(order.deadline),
            memo: Some(memo(&self.this, &self.route.transport, id, order)?),
        };
        Ok(SubMsg::reply_on_success(transfer, REPLY_SENT).with_payload(to_json_binary(&id)?))
    }
}
