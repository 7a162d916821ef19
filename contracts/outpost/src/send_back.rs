//! The return transfer, which the swap's reply and a retry share.

use cosmwasm_std::{
    to_json_binary, to_json_string, Addr, Coin, Env, IbcMsg, StdResult, SubMsg, Uint64,
};
use qerun_messages::ibc::{timeout_at, CallbackAddress, HookReturnMemo, Memo, PurchaseReturn};
use qerun_messages::outpost::{Config, Purchase, ReturnStatus, Transport};

use crate::error::ContractError;

/// The reply that tells a return packet's sequence; its payload is the order's id.
pub const REPLY_SENT: u64 = 2;

/// The status of a purchase that is being sent. Its sequence comes with the reply; zero stands for none. Written before
/// the transfer, so that nothing can send the purchase twice.
pub fn in_transit(channel: &str) -> ReturnStatus {
    ReturnStatus::InTransit {
        channel: channel.to_owned(),
        sequence: Uint64::zero(),
    }
}

/// The transfer of exactly what was bought to the recipient recorded with it, and to nobody else. If it fails, so does
/// the whole transaction. Timeout and transport are those configured now.
pub fn transfer(
    env: &Env,
    config: &Config<Addr>,
    order_id: u64,
    purchase: &Purchase,
) -> Result<SubMsg, ContractError> {
    let now = env.block.time.seconds();
    let transfer = IbcMsg::Transfer {
        channel_id: purchase.channel.clone(),
        to_address: purchase.recipient.clone(),
        amount: Coin {
            denom: purchase.eth_denom.clone(),
            amount: purchase.eth_out,
        },
        timeout: timeout_at(now.saturating_add(config.return_timeout)),
        memo: Some(memo(env, &config.transport, order_id, purchase)?),
    };
    Ok(SubMsg::reply_on_success(transfer, REPLY_SENT).with_payload(to_json_binary(&order_id)?))
}

/// The memo asks for the reserve's callback, which is ADR-8's on the home chain, and for the outpost's own by the
/// configured transport.
fn memo(env: &Env, transport: &Transport, order_id: u64, purchase: &Purchase) -> StdResult<String> {
    let this = env.contract.address.to_string();
    let dest_callback = CallbackAddress {
        address: purchase.recipient.clone(),
    };
    let qerun = PurchaseReturn {
        order_id: order_id.into(),
    };
    match transport {
        Transport::Callbacks {} => to_json_string(&Memo {
            src_callback: CallbackAddress { address: this },
            dest_callback,
            qerun,
        }),
        Transport::IbcHooks {} => to_json_string(&HookReturnMemo {
            ibc_callback: this,
            dest_callback,
            qerun,
        }),
    }
}
