//! The transport of ibc-hooks: the chain reports the end of a return packet. Never errors: an error would fail the
//! relayer's message, and with it the refund that came before, each time it is relayed.

use cosmwasm_std::{Binary, DepsMut, Response};
use qerun_messages::ibc::is_error_ack;
use qerun_messages::outpost::{IbcLifecycleComplete, SudoMsg};

use crate::return_packet::complete_return;

/// Completes the return packet. Taken whichever transport is configured now, because the packet may have been sent
/// before that changed.
pub fn sudo(deps: DepsMut, msg: SudoMsg) -> Response {
    let SudoMsg::IbcLifecycleComplete(end) = msg;
    let (channel, sequence, arrived) = match end {
        IbcLifecycleComplete::IbcAck {
            channel,
            sequence,
            ack,
            success,
        } => (channel, sequence, success && !is_error(&ack)),
        IbcLifecycleComplete::IbcTimeout { channel, sequence } => (channel, sequence, false),
    };
    Response::new().add_event(complete_return(deps.storage, &channel, sequence, arrived))
}

/// ibc-hooks reports an acknowledgement with an empty `error` as a success, although ICS-20 refunds it.
fn is_error(ack: &str) -> bool {
    Binary::from_base64(ack).is_ok_and(|bytes| is_error_ack(&bytes))
}
