//! The return transfer: what the swap's reply and a retry share.

use cosmwasm_std::{to_json_binary, to_json_string, Coin, Env, IbcMsg, SubMsg, Uint64};
use qerun_messages::ibc::{timeout_at, CallbackAddress, Memo, PurchaseReturn};
use qerun_messages::outpost::{Purchase, ReturnStatus};

use crate::error::ContractError;

/// The reply that tells a return packet's sequence; its payload is the order's id.
pub const REPLY_SENT: u64 = 2;

/// The status of a purchase that is handed to IBC: its sequence, of which zero is none, comes with
/// the reply. Written before the transfer, so that nothing can send it twice.
pub fn leaving(channel: &str) -> ReturnStatus {
    ReturnStatus::InTransit {
        channel: channel.to_owned(),
        sequence: Uint64::zero(),
    }
}

/// The transfer of exactly what was bought to the recipient recorded with it, and to nobody else.
/// A failing one fails the whole transaction.
pub fn transfer(
    env: &Env,
    return_timeout: u64,
    order_id: u64,
    purchase: &Purchase,
) -> Result<SubMsg, ContractError> {
    let memo = Memo {
        src_callback: CallbackAddress {
            address: env.contract.address.to_string(),
        },
        dest_callback: CallbackAddress {
            address: purchase.recipient.clone(),
        },
        qerun: PurchaseReturn {
            order_id: order_id.into(),
        },
    };
    let transfer = IbcMsg::Transfer {
        channel_id: purchase.channel.clone(),
        to_address: purchase.recipient.clone(),
        amount: Coin {
            denom: purchase.eth_denom.clone(),
            amount: purchase.eth_out,
        },
        timeout: timeout_at(env.block.time.seconds().saturating_add(return_timeout)),
        memo: Some(to_json_string(&memo)?),
    };
    Ok(SubMsg::reply_on_success(transfer, REPLY_SENT).with_payload(to_json_binary(&order_id)?))
}
