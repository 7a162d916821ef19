//! Collect: pays what a borrower or a liquidator is owed, because its batch had not settled when it was released or seized,
//! or because paying failed.

use cosmwasm_std::{DepsMut, MessageInfo, Response, Uint128};

use crate::error::ContractError;
use crate::events;
use crate::pay_out::{pay_eth, pay_stable, try_pay_eth, try_pay_stable};
use crate::state::{CompactConfig, COMPACT_CONFIG, OWED, STATE};

/// Pays the user what has settled, and what could not be paid before. See `ExecuteMsg::Collect`. When both ETH and
/// stablecoins are due, whichever cannot be paid stays owed; when only one of them is, a failure to pay it fails the
/// message.
pub fn collect(
    deps: DepsMut,
    info: MessageInfo,
    user: Option<String>,
) -> Result<Response, ContractError> {
    let user = match user {
        Some(user) => deps.api.addr_validate(&user)?,
        None => info.sender.clone(),
    };
    let CompactConfig { assets, .. } = COMPACT_CONFIG.load(deps.storage)?;
    let mut state = STATE.load(deps.storage)?;
    let mut owed = OWED
        .may_load(deps.storage, &user)?
        .ok_or_else(|| ContractError::NothingToCollect { user: user.clone() })?;
    let (querier, reserve) = (&deps.querier, &assets.reserve);
    let wound_down_left = owed.fold(deps.storage, querier, reserve, state.batch.id)?;
    let eth = std::mem::take(&mut owed.eth);
    let stable = std::mem::take(&mut owed.stable);
    if eth.is_zero() && stable.is_zero() && !owed.is_empty() {
        return Err(ContractError::NothingToCollect { user });
    }
    wound_down_left.save(deps.storage)?;
    if owed.is_empty() {
        OWED.remove(deps.storage, &user);
    } else {
        OWED.save(deps.storage, &user, &owed)?;
    }
    if !stable.is_zero() {
        state.kept = state.kept.checked_sub(stable)?;
        STATE.save(deps.storage, &state)?;
    }
    let response = Response::new().add_event(events::collect(&info.sender, &user, eth, stable));
    let denom = &assets.stable_denom;
    Ok(match (eth.is_zero(), stable.is_zero()) {
        // Parts too small to have bought a unit: closed, nothing to pay.
        (true, true) => response,
        (false, true) => response.add_message(pay_eth(&assets.reserve, &user, eth)?),
        (true, false) => response.add_message(pay_stable(&user, stable, denom)),
        (false, false) => response
            .add_submessage(try_pay_eth(&assets.reserve, &user, eth, Uint128::zero())?)
            .add_submessage(try_pay_stable(&user, stable, denom)?),
    })
}
