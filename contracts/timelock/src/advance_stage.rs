//! The timelock moves on to a later stage.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::Stage;

use crate::error::ContractError;
use crate::state::{CONFIG, STAGE};
use crate::{events, roles, stage};

/// Advances the stage before its date. Errors: `StageNotLater`.
pub fn advance_stage(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asked: Stage,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let config = CONFIG.load(deps.storage)?;
    let now = stage::current(deps.storage, &config, env.block.time.seconds())?;
    if asked <= now {
        return Err(ContractError::StageNotLater { now, asked });
    }
    STAGE.save(deps.storage, &asked)?;
    Ok(Response::new().add_event(events::advance_stage(now, asked)))
}
