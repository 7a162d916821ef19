//! The ledger: every change of [`Backing`], so that amounts, counters and capacity always agree. Pure.

use cosmwasm_std::Uint128;
use qerun_messages::reserve::{Backing, Params};

use crate::error::ContractError;

/// Recomputes what may still be opened. Every change below ends with it.
pub fn refresh(backing: &mut Backing, params: &Params) {
    backing.capacity = params.max_in_flight.saturating_sub(backing.in_flight);
    backing.order_capacity = params.max_open_orders.saturating_sub(backing.open_orders);
    backing.batch_capacity = params.max_open_batches.saturating_sub(backing.open_batches);
    backing.min_order = params.min_order;
}

/// A batch came in with `amount` stablecoins, which wait.
pub fn take_batch(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_add(amount)?;
    backing.open_batches = up(backing.open_batches, "open_batches")?;
    refresh(backing, params);
    Ok(())
}

/// Nothing of a batch is open any more.
pub fn close_batch(backing: &mut Backing, params: &Params) -> Result<(), ContractError> {
    backing.open_batches = down(backing.open_batches, "open_batches")?;
    refresh(backing, params);
    Ok(())
}

/// An order of `amount` stablecoins leaves.
pub fn depart(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_sub(amount)?;
    backing.in_flight = backing.in_flight.checked_add(amount)?;
    backing.open_orders = up(backing.open_orders, "open_orders")?;
    refresh(backing, params);
    Ok(())
}

/// An order of `amount` stablecoins came back unsold.
pub fn come_back(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.in_flight = backing.in_flight.checked_sub(amount)?;
    backing.waiting = backing.waiting.checked_add(amount)?;
    backing.open_orders = down(backing.open_orders, "open_orders")?;
    refresh(backing, params);
    Ok(())
}

/// `amount` stablecoins that waited go back to the market.
pub fn give_back(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_sub(amount)?;
    refresh(backing, params);
    Ok(())
}

/// An order of `amount` stablecoins has become ETH, or was lost.
pub fn settle(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.in_flight = backing.in_flight.checked_sub(amount)?;
    backing.open_orders = down(backing.open_orders, "open_orders")?;
    refresh(backing, params);
    Ok(())
}

/// ETH came in: so much of it for the users, so much the protocol's.
pub fn receive(
    backing: &mut Backing,
    encumbered: Uint128,
    unencumbered: Uint128,
) -> Result<(), ContractError> {
    backing.encumbered = backing.encumbered.checked_add(encumbered)?;
    backing.unencumbered = backing.unencumbered.checked_add(unencumbered)?;
    Ok(())
}

/// All ETH accounted for, smallest unit.
pub fn accounted(backing: &Backing) -> Result<Uint128, ContractError> {
    Ok(backing.encumbered.checked_add(backing.unencumbered)?)
}

fn up(count: u32, counter: &'static str) -> Result<u32, ContractError> {
    count
        .checked_add(1)
        .ok_or(ContractError::Counter { counter })
}

fn down(count: u32, counter: &'static str) -> Result<u32, ContractError> {
    count
        .checked_sub(1)
        .ok_or(ContractError::Counter { counter })
}
