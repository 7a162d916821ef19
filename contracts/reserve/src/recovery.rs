//! What comes for an order after it was closed as lost is the protocol's own: the batch has borne the loss, and
//! borrowers may have taken their part of its result already.

use cosmwasm_std::{coins, to_json_binary, Addr, DepsMut, Event, Storage, Uint128, WasmMsg};
use qerun_messages::market;
use qerun_messages::reserve::{Config, Order, BACKING};

use crate::backing;
use crate::batch::Division;
use crate::buyback_clock::{follow_growth, Growth};
use crate::error::ContractError;
use crate::events;
use crate::records::save_order;

/// Records ETH of a lost order (smallest unit) that is here, as unencumbered. Everything is computed before the first
/// write. `now` is the block time in seconds.
pub fn recover_eth(
    deps: DepsMut,
    now: u64,
    order_id: u64,
    mut order: Order,
    amount: Uint128,
) -> Result<Event, ContractError> {
    let storage = deps.storage;
    let mut backing = BACKING.load(storage)?;
    let division = Division {
        encumbered: Uint128::zero(),
        unencumbered: amount,
    };
    backing::eth_credited(&mut backing, division)?;
    order.recovered = true;
    BACKING.save(storage, &backing)?;
    save_order(storage, order_id, &order)?;
    follow_growth(storage, &deps.querier, now, Growth::OwnEth(amount));
    Ok(events::late_eth(order_id, &order, amount))
}

/// Records that the stablecoins of a lost order are here, and sends them to the market's insurance.
pub fn recover_stable(
    storage: &mut dyn Storage,
    config: &Config<Addr>,
    order_id: u64,
    mut order: Order,
) -> Result<(Event, WasmMsg), ContractError> {
    order.recovered = true;
    save_order(storage, order_id, &order)?;
    let event = events::late_stable(order_id, &order);
    let message = WasmMsg::Execute {
        contract_addr: config.market.to_string(),
        msg: to_json_binary(&market::ExecuteMsg::FundInsurance {})?,
        funds: coins(order.amount.u128(), &config.stable_denom),
    };
    Ok((event, message))
}
