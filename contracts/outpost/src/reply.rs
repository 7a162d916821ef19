//! Replies to the swap and to the return transfer. An error undoes the whole transaction.

use cosmwasm_std::{from_json, DepsMut, Env, Reply, Response, SubMsgResult};
use qerun_messages::ibc::sequence_of_transfer;
use qerun_messages::outpost::{Purchase, ReturnStatus};

use crate::error::ContractError;
use crate::events;
use crate::send_back::{in_transit, transfer};
use crate::state::{CONFIG, PACKETS, PURCHASES, SWAP};

/// The reply of the swap.
pub const REPLY_SWAPPED: u64 = 1;

/// Records the purchase and sends exactly what the swap brought to the reserve. Errors: `NoSwap`, `BelowMinimum`.
pub fn swapped(deps: DepsMut, env: Env) -> Result<Response, ContractError> {
    let swap = SWAP
        .may_load(deps.storage)?
        .ok_or(ContractError::NoSwap {})?;
    SWAP.remove(deps.storage);
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &swap.eth_denom)?
        .amount;
    // Less than before means that the venue took ETH: nothing was received.
    let received = balance.saturating_sub(swap.balance_before);
    if received < swap.min_out || received.is_zero() {
        return Err(ContractError::BelowMinimum {
            received,
            min_out: swap.min_out,
        });
    }
    let purchase = Purchase {
        stable_in: swap.stable_in,
        eth_out: received,
        eth_denom: swap.eth_denom,
        recipient: swap.recipient,
        status: in_transit(&swap.channel),
        channel: swap.channel,
    };
    PURCHASES.save(deps.storage, swap.order_id, &purchase)?;
    let config = CONFIG.load(deps.storage)?;
    Ok(Response::new()
        .add_event(events::swapped(swap.order_id, &purchase))
        .add_submessage(transfer(&env, &config, swap.order_id, &purchase)?))
}

/// Records the sequence under which a return was sent. Errors: `NoSequence`, `UnknownOrder`.
pub fn sent(deps: DepsMut, reply: &Reply) -> Result<Response, ContractError> {
    let order_id: u64 = from_json(&reply.payload)?;
    // Asked for on success only, so there is always a response.
    let sequence = match &reply.result {
        SubMsgResult::Ok(response) => sequence_of_transfer(response),
        SubMsgResult::Err(_) => None,
    }
    .ok_or(ContractError::NoSequence { order_id })?;

    let mut purchase = PURCHASES
        .may_load(deps.storage, order_id)?
        .ok_or(ContractError::UnknownOrder { order_id })?;
    let channel = purchase.channel.clone();
    PACKETS.save(deps.storage, (&channel, sequence), &order_id)?;
    purchase.status = ReturnStatus::InTransit {
        channel,
        sequence: sequence.into(),
    };
    PURCHASES.save(deps.storage, order_id, &purchase)?;
    Ok(Response::new().add_event(events::return_sent(order_id, &purchase, sequence)))
}
