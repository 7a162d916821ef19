//! What became of a return packet. Never errors: an error would be swallowed by the chain and the
//! message lost.

use cosmwasm_std::{DepsMut, Event, IbcBasicResponse, IbcPacket, IbcSourceCallbackMsg, Storage};
use qerun_messages::ibc::{is_error_ack, TRANSFER_PORT};
use qerun_messages::outpost::ReturnStatus;

use crate::error::ContractError;
use crate::events;
use crate::state::{HELD, PACKETS, PURCHASES};

/// Marks the purchase behind the packet as delivered or, when its ETH came back here, as held.
/// Anything else is an event and changes nothing.
pub fn source_callback(deps: DepsMut, msg: IbcSourceCallbackMsg) -> IbcBasicResponse {
    let (packet, arrived) = match &msg {
        IbcSourceCallbackMsg::Acknowledgement(ack) => (
            &ack.original_packet,
            !is_error_ack(&ack.acknowledgement.data),
        ),
        IbcSourceCallbackMsg::Timeout(timeout) => (&timeout.packet, false),
    };
    let event = match advance(deps.storage, packet, arrived) {
        Ok(event) => event,
        Err(error) => events::ignored_callback(packet, &error.to_string()),
    };
    IbcBasicResponse::new().add_event(event)
}

fn advance(
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    arrived: bool,
) -> Result<Event, ContractError> {
    if packet.src.port_id != TRANSFER_PORT {
        return Ok(events::ignored_callback(packet, "not a transfer"));
    }
    let key = (packet.src.channel_id.as_str(), packet.sequence);
    let Some(order_id) = PACKETS.may_load(storage, key)? else {
        return Ok(events::ignored_callback(packet, "unknown packet"));
    };
    let Some(mut purchase) = PURCHASES.may_load(storage, order_id)? else {
        return Ok(events::ignored_callback(packet, "unknown order"));
    };
    // Only the packet that is under way can end the journey; one before it has had its say.
    let under_way = ReturnStatus::InTransit {
        channel: packet.src.channel_id.clone(),
        sequence: packet.sequence.into(),
    };
    if purchase.status != under_way {
        return Ok(events::ignored_callback(packet, "not under way"));
    }
    purchase.status = if arrived {
        ReturnStatus::Delivered {}
    } else {
        let held = HELD
            .may_load(storage, &purchase.eth_denom)?
            .unwrap_or_default()
            .checked_add(purchase.eth_out)?;
        HELD.save(storage, &purchase.eth_denom, &held)?;
        ReturnStatus::Held {}
    };
    PURCHASES.save(storage, order_id, &purchase)?;
    Ok(if arrived {
        events::delivered(order_id, &purchase)
    } else {
        events::held(order_id, &purchase)
    })
}
