//! An order was refunded: its stablecoins wait with their batch to be sent again.

use cosmwasm_std::{Storage, Uint128};
use qerun_messages::reserve::{Backing, Order, OrderStatus, BACKING};

use crate::backing;
use crate::error::ContractError;
use crate::records::save_order;
use crate::state::{PARAMS, WAITING, WAITS_SINCE};

/// A refund that is computed and not yet written.
#[derive(Clone, Debug, PartialEq)]
pub struct Refund {
    /// The refunded order.
    pub order_id: u64,
    /// The order afterwards.
    pub order: Order,
    /// What waits of its batch afterwards, smallest unit.
    pub waiting: Uint128,
    /// Since when some of its batch has had to wait, Unix seconds; `None` if that is recorded already.
    pub since: Option<u64>,
    /// The backing afterwards.
    pub backing: Backing,
}

impl Refund {
    /// Computes the refund of an order that is pending or sent.
    pub fn prepare(
        storage: &dyn Storage,
        order_id: u64,
        mut order: Order,
        now: u64,
    ) -> Result<Self, ContractError> {
        let params = PARAMS.load(storage)?;
        let mut backing = BACKING.load(storage)?;
        backing::order_refunded(&mut backing, &params, order.amount)?;
        let batch_id = order.batch_id.u64();
        let waiting = WAITING
            .may_load(storage, batch_id)?
            .unwrap_or_default()
            .checked_add(order.amount)?;
        order.status = OrderStatus::Refunded;
        Ok(Self {
            order_id,
            order,
            waiting,
            since: (!WAITS_SINCE.has(storage, batch_id)).then_some(now),
            backing,
        })
    }

    /// Writes the order, what waits of its batch, and the backing.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        let batch_id = self.order.batch_id.u64();
        save_order(storage, self.order_id, &self.order)?;
        WAITING.save(storage, batch_id, &self.waiting)?;
        if let Some(since) = self.since {
            WAITS_SINCE.save(storage, batch_id, &since)?;
        }
        BACKING.save(storage, &self.backing)?;
        Ok(())
    }
}
