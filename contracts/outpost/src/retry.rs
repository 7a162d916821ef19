//! Anyone sends ETH whose return leg failed to the reserve once more.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::outpost::ReturnStatus;

use crate::error::ContractError;
use crate::events;
use crate::send_back::{leaving, transfer};
use crate::state::{CONFIG, PURCHASES};

/// Sends a held purchase again, over its recorded channel to its recorded recipient.
pub fn retry(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    order_id: u64,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let mut purchase = PURCHASES
        .may_load(deps.storage, order_id)?
        .ok_or(ContractError::UnknownOrder { order_id })?;
    if purchase.status != (ReturnStatus::Held {}) {
        return Err(ContractError::NotHeld {
            order_id,
            status: purchase.status,
        });
    }
    purchase.status = leaving(&purchase.channel);
    PURCHASES.save(deps.storage, order_id, &purchase)?;
    let return_timeout = CONFIG.load(deps.storage)?.return_timeout;
    Ok(Response::new()
        .add_event(events::retry(order_id, &purchase))
        .add_submessage(transfer(&env, return_timeout, order_id, &purchase)?))
}
