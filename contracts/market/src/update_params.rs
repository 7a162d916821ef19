//! Update the risk parameters: a set that is one step away, once a day.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::ensure_cool_down;
use qerun_messages::market::{Params, COOL_DOWN};

use crate::error::ContractError;
use crate::events;
use crate::params;
use crate::state::{Rules, RULES, STATE, UPDATED_AT};

/// Replaces the risk parameters by a set that is one step away; interest up to now runs at the old
/// rates. See `ExecuteMsg::UpdateParams`.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let Rules {
        params: old,
        assets,
    } = RULES.load(deps.storage)?;
    let next = old.next(params, assets.stable_decimals, now)?;
    let updated_at = UPDATED_AT.may_load(deps.storage)?.unwrap_or_default();
    ensure_cool_down(updated_at, COOL_DOWN, now)?;
    let mut state = STATE.load(deps.storage)?;
    let interest = state.accrue(&old.set().into(), now)?;
    let effective = next.threshold_ceil(now)?;
    let event = events::update_params(next.set(), effective, next.ramp_end(now));
    STATE.save(deps.storage, &state)?;
    params::store(deps.storage, next)?;
    UPDATED_AT.save(deps.storage, &now)?;
    Ok(Response::new()
        .add_event(events::accrue(interest, &state))
        .add_event(event))
}
