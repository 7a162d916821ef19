//! ETH whose return leg failed goes to the reserve once more: anyone may, the owner more.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use cw_utils::nonpayable;
use qerun_messages::outpost::{Purchase, ReturnStatus};

use crate::error::ContractError;
use crate::events;
use crate::send_back::{leaving, transfer};
use crate::state::{CONFIG, HELD, PURCHASES};

/// Sends a held purchase again, over its recorded channel to its recorded recipient. The owner may do
/// so too with one that failed without its callback, if ETH beyond all that is held covers it. (Not
/// anyone: whose return failed unheard cannot be told from here, and a retry of another purchase, one
/// that has arrived, would take the coins away from it.)
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
        || !came_back_unheard(&deps, &env, &purchase, held)?
    {
        return Err(ContractError::NotHeld {
            order_id,
            status: purchase.status,
        });
    }
    purchase.status = leaving(&purchase.channel);
    PURCHASES.save(deps.storage, order_id, &purchase)?;
    let config = CONFIG.load(deps.storage)?;
    Ok(Response::new()
        .add_event(events::retry(order_id, &purchase))
        .add_submessage(transfer(&env, &config, order_id, &purchase)?))
}

/// Whether the purchase's packet may have failed without its callback, as for lack of gas: it is under
/// way as far as is known, yet as much ETH lies here that no held purchase owns. Should the packet be
/// under way after all, the reserve gets what was given to the outpost, and this purchase besides.
fn came_back_unheard(
    deps: &DepsMut,
    env: &Env,
    purchase: &Purchase,
    held: Uint128,
) -> Result<bool, ContractError> {
    // Sequence zero: it leaves in this very transaction.
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
