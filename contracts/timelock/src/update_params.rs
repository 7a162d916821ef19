//! The timelock replaces its delays, bonds and windows.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::ensure_cool_down;
use qerun_messages::timelock::{Params, PARAMS_COOL_DOWN};

use crate::error::ContractError;
use crate::params::ValidParams;
use crate::state::{CONFIG, PARAMS, PARAMS_CHANGED_AT};
use crate::{events, roles};

/// Replaces them, by one step and once in [`PARAMS_COOL_DOWN`]. Operations keep the terms under which they were queued.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let now = env.block.time.seconds();
    let max_bond = CONFIG.load(deps.storage)?.max_bond;
    let old = PARAMS.load(deps.storage)?;
    let changed_at = PARAMS_CHANGED_AT.load(deps.storage)?;
    let params = ValidParams::new(params, max_bond)?;
    params.ensure_step(&old, max_bond)?;
    ensure_cool_down(changed_at, PARAMS_COOL_DOWN, now)?;
    let params = params.into_inner();
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &now)?;
    Ok(Response::new().add_event(events::update_params(&params)))
}
