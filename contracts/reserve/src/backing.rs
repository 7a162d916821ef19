//! Every change of [`Backing`], so that its amounts, counters and capacity always agree. Pure. Amounts in smallest
//! units.

use cosmwasm_std::Uint128;
use qerun_messages::reserve::{Backing, Params};

use crate::batch::Division;
use crate::error::ContractError;

/// Recomputes how much may still be put in flight, and how many orders and batches opened. Every function below that
/// changes one of these ends with it.
pub fn update_capacity(backing: &mut Backing, params: &Params) {
    backing.capacity = params.max_in_flight.saturating_sub(backing.in_flight);
    backing.order_capacity = params.max_open_orders.saturating_sub(backing.open_orders);
    backing.batch_capacity = params.max_open_batches.saturating_sub(backing.open_batches);
    backing.min_order = params.min_order;
}

/// A batch of `amount` stablecoins was accepted; all of it waits.
pub fn batch_opened(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_add(amount)?;
    backing.open_batches = increment(backing.open_batches, "open_batches")?;
    update_capacity(backing, params);
    Ok(())
}

/// A batch has settled.
pub fn batch_closed(backing: &mut Backing, params: &Params) -> Result<(), ContractError> {
    backing.open_batches = decrement(backing.open_batches, "open_batches")?;
    update_capacity(backing, params);
    Ok(())
}

/// An order of `amount` waiting stablecoins was sent.
pub fn order_sent(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_sub(amount)?;
    backing.in_flight = backing.in_flight.checked_add(amount)?;
    backing.open_orders = increment(backing.open_orders, "open_orders")?;
    update_capacity(backing, params);
    Ok(())
}

/// An order of `amount` stablecoins was refunded; they wait again.
pub fn order_refunded(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.in_flight = backing.in_flight.checked_sub(amount)?;
    backing.waiting = backing.waiting.checked_add(amount)?;
    backing.open_orders = decrement(backing.open_orders, "open_orders")?;
    update_capacity(backing, params);
    Ok(())
}

/// `amount` waiting stablecoins were wound down to the market.
pub fn stable_wound_down(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.waiting = backing.waiting.checked_sub(amount)?;
    update_capacity(backing, params);
    Ok(())
}

/// An order of `amount` stablecoins has become ETH, or was lost: they are no longer in flight.
pub fn order_closed(
    backing: &mut Backing,
    params: &Params,
    amount: Uint128,
) -> Result<(), ContractError> {
    backing.in_flight = backing.in_flight.checked_sub(amount)?;
    backing.open_orders = decrement(backing.open_orders, "open_orders")?;
    update_capacity(backing, params);
    Ok(())
}

/// ETH was credited, divided into the borrowers' part and the protocol's.
pub fn eth_credited(backing: &mut Backing, division: Division) -> Result<(), ContractError> {
    backing.encumbered = backing.encumbered.checked_add(division.encumbered)?;
    backing.unencumbered = backing.unencumbered.checked_add(division.unencumbered)?;
    Ok(())
}

/// All ETH that is accounted for.
pub fn accounted_eth(backing: &Backing) -> Result<Uint128, ContractError> {
    Ok(backing.encumbered.checked_add(backing.unencumbered)?)
}

fn increment(count: u32, counter: &'static str) -> Result<u32, ContractError> {
    count
        .checked_add(1)
        .ok_or(ContractError::Counter { counter })
}

fn decrement(count: u32, counter: &'static str) -> Result<u32, ContractError> {
    count
        .checked_sub(1)
        .ok_or(ContractError::Counter { counter })
}
