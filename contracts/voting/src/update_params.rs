//! The owner replaces half-life and hook gas.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::ensure_cool_down;
use qerun_messages::voting::{Params, COOL_DOWN};

use crate::params::ValidParams;
use crate::state::{Settings, CLOCK, SETTINGS};
use crate::{events, ContractError};

/// Owner: replaces the parameters. A new half-life holds from now on; what has passed keeps the old one. Errors:
/// `OutOfBounds`, `Step`, `CoolDown`.
pub fn update_params(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    params: Params,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let mut clock = CLOCK.load(deps.storage)?;
    let settings = SETTINGS.load(deps.storage)?;
    let old = Params {
        half_life: clock.half_life(),
        hook_gas: settings.hook_gas,
    };
    let params = ValidParams::try_from(params)?;
    params.ensure_step(&old)?;
    ensure_cool_down(settings.changed_at, COOL_DOWN, now)?;
    let params = params.into_inner();
    clock.set(params.half_life, now)?;
    CLOCK.save(deps.storage, &clock)?;
    let settings = Settings {
        hook_gas: params.hook_gas,
        changed_at: now,
    };
    SETTINGS.save(deps.storage, &settings)?;
    Ok(Response::new().add_event(events::update_params(&params)))
}
