//! Crediting ETH to an order: the way in which ETH enters the accounts (`late.rs` for what was lost).

use cosmwasm_std::{Addr, QuerierWrapper, Storage, Uint128};
use qerun_messages::reserve::{
    Backing, Batch, Config, Order, OrderStatus, Params, BACKING, BATCHES,
};

use crate::backing;
use crate::batch::{add_eth, close_part, Division};
use crate::due::{due, others, take, Word};
use crate::error::ContractError;
use crate::records::load_batch;
use crate::state::{ORDERS, PARAMS, RETURNING, WAITS_SINCE};

/// A credit that is worked out and not yet written.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// The order's id.
    pub order_id: u64,
    /// ETH credited, smallest unit.
    pub amount: Uint128,
    /// How it divides.
    pub division: Division,
    /// The order afterwards.
    pub order: Order,
    /// Its batch afterwards.
    pub batch: Batch,
    /// The backing afterwards.
    pub backing: Backing,
    /// Whether the order was in the index of those that return.
    pub was_returning: bool,
}

impl Credit {
    /// Works out a credit of `amount` ETH to an order that is pending, sent or returning. The
    /// order settles when it has at least its `min_out`; if this `ends` it with less, it counts as lost. The batch settles
    /// when nothing of it is open.
    pub fn prepare(
        storage: &dyn Storage,
        order_id: u64,
        order: Order,
        amount: Uint128,
        ends: bool,
    ) -> Result<Self, ContractError> {
        let batch_id = order.batch_id.u64();
        let batch = load_batch(storage, batch_id)?;
        let backing = BACKING.load(storage)?;
        let params = PARAMS.load(storage)?;
        apply(order_id, order, batch, backing, &params, amount, ends)
    }

    /// Writes it.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        let batch_id = self.order.batch_id.u64();
        ORDERS.save(storage, self.order_id, &self.order)?;
        BATCHES.save(storage, batch_id, &self.batch)?;
        BACKING.save(storage, &self.backing)?;
        if self.was_returning && !self.order.status.is_open() {
            RETURNING.remove(storage, self.order_id);
        }
        if self.batch.settled {
            WAITS_SINCE.remove(storage, batch_id);
        }
        Ok(())
    }
}

fn apply(
    order_id: u64,
    mut order: Order,
    mut batch: Batch,
    mut backing: Backing,
    params: &Params,
    amount: Uint128,
    ends: bool,
) -> Result<Credit, ContractError> {
    let was_returning = order.status == OrderStatus::Returning;
    let division = add_eth(&mut batch, amount)?;
    backing::receive(&mut backing, division.encumbered, division.unencumbered)?;
    order.eth_out = order.eth_out.checked_add(amount)?;
    let enough = order.eth_out >= order.min_out;
    if enough || ends {
        order.status = if enough {
            OrderStatus::Settled
        } else {
            OrderStatus::Lost
        };
        backing::settle(&mut backing, params, order.amount)?;
        if close_part(&mut batch, order.amount)? {
            backing::close_batch(&mut backing, params)?;
        }
    }
    Ok(Credit {
        order_id,
        amount,
        division,
        order,
        batch,
        backing,
        was_returning,
    })
}

/// Works out a credit from ETH that is held beyond the accounts, as far as the order may take of it ([`take`]), which ends
/// the order. Errors: `NotCovered`.
pub fn from_unaccounted(
    storage: &dyn Storage,
    unaccounted: Uint128,
    order_id: u64,
    order: Order,
    word: Word,
) -> Result<Credit, ContractError> {
    let others = others(storage, order_id)?;
    let amount = take(unaccounted, due(&order), &others, word)?;
    Credit::prepare(storage, order_id, order, amount, true)
}

/// ETH held beyond the accounts, smallest unit.
pub fn unaccounted(
    storage: &dyn Storage,
    querier: &QuerierWrapper,
    this: &Addr,
    config: &Config<Addr>,
) -> Result<Uint128, ContractError> {
    let held = querier.query_balance(this, &config.eth_denom)?.amount;
    let accounted = backing::accounted(&BACKING.load(storage)?)?;
    Ok(held.saturating_sub(accounted))
}
