//! What comes for an order after it was closed as lost: the protocol's own. The batch has borne the loss, and what was
//! folded of it cannot be folded again.

use cosmwasm_std::{coins, to_json_binary, Addr, Event, Storage, Uint128, WasmMsg};
use qerun_messages::market;
use qerun_messages::reserve::{Config, Order, BACKING};

use crate::backing;
use crate::error::ContractError;
use crate::events;
use crate::state::ORDERS;

/// ETH of a lost order is here: it is unencumbered. Written whole or not at all.
pub fn own_eth(
    storage: &mut dyn Storage,
    order_id: u64,
    mut order: Order,
    amount: Uint128,
) -> Result<Event, ContractError> {
    let mut backing = BACKING.load(storage)?;
    backing::receive(&mut backing, Uint128::zero(), amount)?;
    order.recovered = true;
    BACKING.save(storage, &backing)?;
    ORDERS.save(storage, order_id, &order)?;
    Ok(events::late_eth(order_id, &order, amount))
}

/// The stablecoins of a lost order are here: they go to the market's insurance.
pub fn hand_to_market(
    storage: &mut dyn Storage,
    config: &Config<Addr>,
    order_id: u64,
    mut order: Order,
) -> Result<(Event, WasmMsg), ContractError> {
    order.recovered = true;
    ORDERS.save(storage, order_id, &order)?;
    let event = events::late_stable(order_id, &order);
    let message = WasmMsg::Execute {
        contract_addr: config.market.to_string(),
        msg: to_json_binary(&market::ExecuteMsg::FundInsurance {})?,
        funds: coins(order.amount.u128(), &config.stable_denom),
    };
    Ok((event, message))
}
