//! What became of a packet that the reserve sent. Never errors: an error would be swallowed by the
//! chain and the message lost, and the packet completes all the same.

use cosmwasm_std::{
    DepsMut, Empty, Env, Event, IbcBasicResponse, IbcPacket, IbcSourceCallbackMsg, Storage,
};
use qerun_messages::ibc::{is_error_ack, TRANSFER_PORT};
use qerun_messages::reserve::OrderStatus;

use crate::error::ContractError;
use crate::events;
use crate::records::{may_load_order, save_order};
use crate::refund::Refund;
use crate::state::{PACKETS, RETURNING};

/// Moves the order behind the packet to its next state. A packet without one is an event, and nothing changes. Runs
/// after ICS-20 has refunded the stablecoins of a failed packet.
pub fn source_callback(deps: DepsMut, env: Env, msg: IbcSourceCallbackMsg) -> IbcBasicResponse {
    let (packet, arrived) = match &msg {
        IbcSourceCallbackMsg::Acknowledgement(ack) => (
            &ack.original_packet,
            !is_error_ack(&ack.acknowledgement.data),
        ),
        IbcSourceCallbackMsg::Timeout(timeout) => (&timeout.packet, false),
    };
    let event = match advance(deps.storage, packet, arrived, env.block.time.seconds()) {
        Ok(event) => event,
        Err(error) => events::ignored_callback(packet, &error.to_string()),
    };
    IbcBasicResponse::new().add_event(event)
}

/// Computes everything before the first write, so that an error leaves nothing half done.
fn advance(
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    arrived: bool,
    now: u64,
) -> Result<Event, ContractError> {
    if packet.src.port_id != TRANSFER_PORT {
        return Ok(events::ignored_callback(packet, "not a transfer"));
    }
    let key = (packet.src.channel_id.as_str(), packet.sequence);
    let Some(order_id) = PACKETS.may_load(storage, key)? else {
        return Ok(events::ignored_callback(packet, "unknown packet"));
    };
    let Some(mut order) = may_load_order(storage, order_id)? else {
        return Ok(events::ignored_callback(packet, "unknown order"));
    };
    match (order.status, arrived) {
        (OrderStatus::Pending | OrderStatus::Sent, true) => {
            order.status = OrderStatus::Returning;
            save_order(storage, order_id, &order)?;
            RETURNING.save(storage, order_id, &Empty {})?;
            Ok(events::returning(order_id, &order))
        }
        (OrderStatus::Pending | OrderStatus::Sent, false) => {
            let refund = Refund::prepare(storage, order_id, order, now)?;
            refund.save(storage)?;
            Ok(events::refunded(order_id, &refund.order))
        }
        // The return came first, or the guardian resolved the order: nothing is left to do.
        (OrderStatus::Settled | OrderStatus::Refunded, _) => {
            Ok(events::ignored_callback(packet, "closed order"))
        }
        // The stablecoins are here: `resolve` sends them to the market.
        (OrderStatus::Lost, false) => Ok(events::late_refund(order_id, &order)),
        (OrderStatus::Lost, true) => Ok(events::ignored_callback(packet, "lost order")),
        (OrderStatus::Returning, _) => Ok(events::ignored_callback(packet, "already acknowledged")),
    }
}
