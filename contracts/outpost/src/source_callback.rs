//! The transport of ADR-8 callbacks: the end of a return packet. Never errors: an error would be swallowed by the chain
//! and the message lost.

use cosmwasm_std::{DepsMut, IbcBasicResponse, IbcSourceCallbackMsg};
use qerun_messages::ibc::{is_error_ack, TRANSFER_PORT};

use crate::events;
use crate::return_packet::complete_return;

/// Completes the return packet. Taken whichever transport is configured now, because the packet may have been sent
/// before that changed.
pub fn source_callback(deps: DepsMut, msg: IbcSourceCallbackMsg) -> IbcBasicResponse {
    let (packet, arrived) = match &msg {
        IbcSourceCallbackMsg::Acknowledgement(ack) => (
            &ack.original_packet,
            !is_error_ack(&ack.acknowledgement.data),
        ),
        IbcSourceCallbackMsg::Timeout(timeout) => (&timeout.packet, false),
    };
    let (channel, sequence) = (&packet.src.channel_id, packet.sequence);
    let event = if packet.src.port_id == TRANSFER_PORT {
        complete_return(deps.storage, channel, sequence, arrived)
    } else {
        events::ignored_callback(channel, sequence, "not a transfer")
    };
    IbcBasicResponse::new().add_event(event)
}
