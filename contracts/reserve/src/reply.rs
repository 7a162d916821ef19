//! The chain tells the sequence of a packet that was sent.

use cosmwasm_std::{from_json, DepsMut, Reply, Response, SubMsgResult};
use qerun_messages::ibc::sequence_of_transfer;
use qerun_messages::reserve::OrderStatus;

use crate::error::ContractError;
use crate::events;
use crate::order_builder::REPLY_SENT;
use crate::records::{load_order, save_order};
use crate::state::PACKETS;

/// Records the sequence under which an order was sent. An error here undoes the purchase or flush.
pub fn reply(deps: DepsMut, reply: Reply) -> Result<Response, ContractError> {
    if reply.id != REPLY_SENT {
        return Err(ContractError::UnknownReply { id: reply.id });
    }
    let order_id: u64 = from_json(&reply.payload)?;
    // Asked for on success only, so there is always a response.
    let sequence = match &reply.result {
        SubMsgResult::Ok(response) => sequence_of_transfer(response),
        SubMsgResult::Err(_) => None,
    }
    .ok_or(ContractError::NoSequence { order_id })?;

    let mut order = load_order(deps.storage, order_id)?;
    order.sequence = Some(sequence.into());
    if order.status == OrderStatus::Pending {
        order.status = OrderStatus::Sent;
    }
    PACKETS.save(deps.storage, (&order.channel, sequence), &order_id)?;
    save_order(deps.storage, order_id, &order)?;
    Ok(Response::new().add_event(events::packet(order_id, &order.channel, sequence)))
}
