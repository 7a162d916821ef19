//! Collect: pays ETH that a borrower is owed since a release that was in flight or failed.

use cosmwasm_std::{DepsMut, MessageInfo, Response, Uint128};

use crate::error::ContractError;
use crate::events;
use crate::reply::pay_out;
use crate::state::{CONFIG, OWED, STATE};

/// Pays the borrower whatever has settled. See `ExecuteMsg::Collect`. Fails whole if the reserve
/// does not pay, so that it can be tried again.
pub fn collect(
    deps: DepsMut,
    info: MessageInfo,
    user: Option<String>,
) -> Result<Response, ContractError> {
    let user = match user {
        Some(user) => deps.api.addr_validate(&user)?,
        None => info.sender.clone(),
    };
    let config = CONFIG.load(deps.storage)?;
    let open_batch = STATE.load(deps.storage)?.batch.id;
    let mut owed = OWED
        .may_load(deps.storage, &user)?
        .ok_or_else(|| ContractError::NothingToCollect { user: user.clone() })?;
    owed.fold(&deps.querier, &config.reserve, open_batch);
    let eth = std::mem::replace(&mut owed.eth, Uint128::zero());
    if eth.is_zero() && !owed.is_empty() {
        return Err(ContractError::NothingToCollect { user });
    }
    if owed.is_empty() {
        OWED.remove(deps.storage, &user);
    } else {
        OWED.save(deps.storage, &user, &owed)?;
    }
    let response = Response::new().add_event(events::collect(&info.sender, &user, eth));
    if eth.is_zero() {
        // Dust contributions that bought less than a unit: closed, nothing to pay.
        return Ok(response);
    }
    Ok(response.add_message(pay_out(&config.reserve, &user, eth)?))
}
