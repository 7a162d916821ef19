//! Starts the swap of an order whose stablecoins are here, whichever transport brought them. Every error refuses the
//! packet.

use cosmwasm_std::{Addr, DepsMut, Env, Event, SubMsg, Uint128};
use qerun_messages::ibc::PurchaseOrder;
use qerun_messages::outpost::{Config, Transport};

use crate::error::ContractError;
use crate::events;
use crate::reply::REPLY_SWAPPED;
use crate::state::{Swap, PURCHASES, SWAP};
use crate::venue;

/// Refuses another transport than the configured one. Errors: `WrongTransport`.
pub fn ensure_transport(config: &Config<Addr>, transport: &Transport) -> Result<(), ContractError> {
    if config.transport == *transport {
        return Ok(());
    }
    Err(ContractError::WrongTransport {
        configured: config.transport.clone(),
    })
}

/// Checks the deadline and that the order is new, records the ETH balance before the swap, and asks the venue to swap
/// `stable_in` (smallest unit). The reply sends the ETH to the reserve over the configured channel. Whatever fails until then
/// undoes all of it and refunds the reserve. Errors: `DeadlinePassed`, `DuplicateOrder`, `SwapRunning`.
pub fn start_swap(
    deps: DepsMut,
    env: &Env,
    config: Config<Addr>,
    order: &PurchaseOrder,
    stable_in: Uint128,
) -> Result<(Event, SubMsg), ContractError> {
    let (order_id, deadline) = (order.order_id.u64(), order.deadline.u64());
    let now = env.block.time.seconds();
    if now > deadline {
        return Err(ContractError::DeadlinePassed { deadline, now });
    }
    if PURCHASES.has(deps.storage, order_id) {
        return Err(ContractError::DuplicateOrder { order_id });
    }
    if let Some(running) = SWAP.may_load(deps.storage)? {
        return Err(ContractError::SwapRunning {
            order_id: running.order_id,
        });
    }

    let this = &env.contract.address;
    let balance_before = deps.querier.query_balance(this, &config.eth_denom)?.amount;
    let message = venue::swap(&config, this, stable_in, order.min_out)?;
    let swap = Swap {
        order_id,
        stable_in,
        min_out: order.min_out,
        eth_denom: config.eth_denom,
        balance_before,
        recipient: config.reserve,
        channel: config.channel,
    };
    SWAP.save(deps.storage, &swap)?;
    Ok((
        events::order(&swap),
        SubMsg::reply_on_success(message, REPLY_SWAPPED),
    ))
}
