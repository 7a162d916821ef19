//! The owner moves the bounds on buying and selling.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw_utils::nonpayable;
use qerun_messages::reserve::{Params, BACKING};

use crate::backing::update_capacity;
use crate::buyback_clock::{follow_growth, Growth};
use crate::error::ContractError;
use crate::events;
use crate::params::ValidParams;
use crate::state::{PARAMS, PARAMS_CHANGED_AT};

/// Replaces the bounds on buying and selling. Owner only. Open orders stay as they are. Errors: those of [`ValidParams`].
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let old = PARAMS.load(deps.storage)?;
    let changed_at = PARAMS_CHANGED_AT.load(deps.storage)?;
    let params = ValidParams::try_from(params)?
        .replace(&old, changed_at, now)?
        .into_inner();
    let mut backing = BACKING.load(deps.storage)?;
    update_capacity(&mut backing, &params);
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &now)?;
    BACKING.save(deps.storage, &backing)?;
    let growth = Growth::Level(old.buyback_above);
    follow_growth(deps.storage, &deps.querier, now, growth);
    Ok(Response::new().add_event(events::update_params(&params)))
}
