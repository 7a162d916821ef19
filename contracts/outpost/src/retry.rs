//! Sends ETH whose return packet failed to the reserve once more.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_messages::outpost::{Purchase, ReturnStatus};

use crate::error::ContractError;
use crate::events;
use crate::send_back::{in_transit, transfer};
use crate::state::{CONFIG, HELD, PURCHASES};

/// Sends a held purchase again, over its recorded channel to its recorded recipient. Anyone may. The owner may also
/// send one whose return failed without its callback, if ETH beyond all held purchases covers it. Only the owner,
/// because the outpost cannot tell whose return that was: a retry of another purchase, one that has arrived, would take
/// its coins. Errors: `UnknownOrder`, `NotHeld`.
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
    let denom = purchase.eth_denom.clone();
    let held = HELD.may_load(deps.storage, &denom)?.unwrap_or_default();
    if purchase.status == (ReturnStatus::Held {}) {
        let others = held.saturating_sub(purchase.eth_out);
        HELD.save(deps.storage, &denom, &others)?;
    } else if !cw_ownable::is_owner(deps.storage, &info.sender)?
        || !refunded_without_callback(&deps, &env, &purchase, held)?
    {
        return Err(ContractError::NotHeld {
            order_id,
            status: purchase.status,
        });
    }
    purchase.status = in_transit(&purchase.channel);
    PURCHASES.save(deps.storage, order_id, &purchase)?;
    let config = CONFIG.load(deps.storage)?;
    Ok(Response::new()
        .add_event(events::retry(order_id, &purchase))
        .add_submessage(transfer(&env, &config, order_id, &purchase)?))
}

/// Whether the purchase's packet may have failed without its callback, for example because that ran out of gas: it is
/// recorded as in transit, yet as much ETH is here that belongs to no held purchase. Should the packet be in transit
/// after all, that ETH was a donation, and the reserve gets it besides the purchase.
fn refunded_without_callback(
    deps: &DepsMut,
    env: &Env,
    purchase: &Purchase,
    held: Uint128,
) -> Result<bool, ContractError> {
    // Sequence zero: it is being sent in this very transaction.
    let sent =
        matches!(&purchase.status, ReturnStatus::InTransit { sequence, .. } if !sequence.is_zero());
    if !sent {
        return Ok(false);
    }
    let here = deps
        .querier
        .query_balance(&env.contract.address, &purchase.eth_denom)?
        .amount;
    Ok(here.saturating_sub(held) >= purchase.eth_out)
}
