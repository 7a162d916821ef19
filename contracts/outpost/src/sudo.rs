//! The transport of ibc-hooks: the chain tells what became of a return packet. Never errors: an error
//! would fail the relayer's message, and with it the refund that came before, until the end of time.

use cosmwasm_std::{Binary, DepsMut, Response};
use qerun_messages::ibc::is_error_ack;
use qerun_messages::outpost::{IbcLifecycleComplete, SudoMsg};

use crate::journey::end_journey;

/// Ends the journey of the packet. Only the chain calls this; taken whichever transport is configured now,
/// because the packet may have left before that changed.
pub fn sudo(deps: DepsMut, msg: SudoMsg) -> Response {
    let SudoMsg::IbcLifecycleComplete(end) = msg;
    let (channel, sequence, arrived) = match end {
        IbcLifecycleComplete::IbcAck {
            channel,
            sequence,
            ack,
            success,
        } => (channel, sequence, success && !tells_an_error(&ack)),
        IbcLifecycleComplete::IbcTimeout { channel, sequence } => (channel, sequence, false),
    };
    Response::new().add_event(end_journey(deps.storage, &channel, sequence, arrived))
}

/// ibc-hooks calls an empty `error` a success, for which ICS-20 has refunded all the same.
fn tells_an_error(ack: &str) -> bool {
    Binary::from_base64(ack).is_ok_and(|bytes| is_error_ack(&bytes))
}
