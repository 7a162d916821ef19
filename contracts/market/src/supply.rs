//! Supply stablecoins for interest. It needs prices only while a sale of earmarked ETH may bring back what suppliers have lost.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::must_pay;
use qerun_math::{supply_shares_floor, SupplyShares};
use qerun_messages::market::Pausable;

use crate::error::ContractError;
use crate::events;
use crate::pause::ensure_not_paused;
use crate::recoverable::recoverable_ceil;
use crate::state::{COMPACT_CONFIG, STATE, SUPPLIERS};

/// Takes the coins sent and mints shares, rounded down. See `ExecuteMsg::Supply`.
pub fn supply(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    on_behalf_of: Option<String>,
    min_shares: Option<SupplyShares>,
) -> Result<Response, ContractError> {
    let config = COMPACT_CONFIG.load(deps.storage)?;
    let amount = must_pay(&info, &config.assets.stable_denom)?;
    let now = env.block.time.seconds();
    ensure_not_paused(deps.storage, Pausable::Supply, now)?;
    let user = match on_behalf_of {
        Some(user) => deps.api.addr_validate(&user)?,
        None => info.sender.clone(),
    };

    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&config.interest, now)?;
    // What earmarked ETH may bring back to those who have lost is not for sale to newcomers below its worth.
    let recoverable = recoverable_ceil(deps.as_ref(), &config.assets, &state, now)?;
    let worth = state.supplied()?.checked_add(recoverable)?;
    let shares = supply_shares_floor(amount, worth, state.supply_shares)?;
    if shares.is_zero() {
        return Err(ContractError::ZeroShares {});
    }
    let minimum = min_shares.unwrap_or_default();
    if shares < minimum {
        return Err(ContractError::BelowMinimumShares {
            minted: shares,
            minimum,
        });
    }

    state.cash = state.cash.checked_add(amount)?;
    state.supply_shares = state.supply_shares.checked_add(shares)?;
    STATE.save(deps.storage, &state)?;
    let held = SUPPLIERS.may_load(deps.storage, &user)?.unwrap_or_default();
    SUPPLIERS.save(deps.storage, &user, &held.checked_add(shares)?)?;

    Ok(Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(events::supply(&info.sender, &user, amount, shares, &state)))
}
