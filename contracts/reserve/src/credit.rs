//! Crediting ETH to an order: the one way in which ETH enters the accounts.

use cosmwasm_std::{Addr, QuerierWrapper, Storage, Uint128};
use qerun_messages::reserve::{
    Backing, Batch, Config, Order, OrderStatus, Params, BACKING, BATCHES,
};

use crate::backing;
use crate::batch::{add_eth, close_part, Division};
use crate::error::ContractError;
use crate::state::{ORDERS, PARAMS};

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
}

impl Credit {
    /// Works out a credit of `amount` ETH to an order that is pending, sent or returning. The
    /// order settles when it has at least its `min_out`; the batch when nothing of it is open.
    pub fn prepare(
        storage: &dyn Storage,
        order_id: u64,
        order: Order,
        amount: Uint128,
    ) -> Result<Self, ContractError> {
        let batch_id = order.batch_id.u64();
        let batch = BATCHES
            .may_load(storage, batch_id)?
            .ok_or(ContractError::UnknownBatch { batch_id })?;
        let backing = BACKING.load(storage)?;
        let params = PARAMS.load(storage)?;
        apply(order_id, order, batch, backing, &params, amount)
    }

    /// Writes it.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        ORDERS.save(storage, self.order_id, &self.order)?;
        BATCHES.save(storage, self.order.batch_id.u64(), &self.batch)?;
        BACKING.save(storage, &self.backing)?;
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
) -> Result<Credit, ContractError> {
    let division = add_eth(&mut batch, amount)?;
    backing::receive(&mut backing, division.encumbered, division.unencumbered)?;
    order.eth_out = order.eth_out.checked_add(amount)?;
    if order.eth_out >= order.min_out {
        order.status = OrderStatus::Settled;
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
    })
}

/// Works out a credit from ETH that is held beyond the accounts: all of it, but no more than the
/// order was expected to bring. Errors `NotCovered` if that would not settle the order.
pub fn from_unaccounted(
    storage: &dyn Storage,
    querier: &QuerierWrapper,
    this: &Addr,
    config: &Config<Addr>,
    order_id: u64,
    order: Order,
) -> Result<Credit, ContractError> {
    let held = querier.query_balance(this, &config.eth_denom)?.amount;
    let accounted = backing::accounted(&BACKING.load(storage)?)?;
    let unaccounted = held.saturating_sub(accounted);
    let needed = order.min_out.saturating_sub(order.eth_out);
    if unaccounted < needed {
        return Err(ContractError::NotCovered {
            unaccounted,
            needed,
        });
    }
    let most = order.expected_out.saturating_sub(order.eth_out);
    Credit::prepare(storage, order_id, order, unaccounted.min(most))
}
