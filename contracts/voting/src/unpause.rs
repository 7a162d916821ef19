//! The owner ends a pause of staking.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::state::PAUSE;
use crate::{events, ContractError};

/// Owner: ends a pause. The cool-down counts from now. Errors: `NotPaused`.
pub fn unpause(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    let pause = PAUSE.load(deps.storage)?;
    if !pause.is_running(now) {
        return Err(ContractError::NotPaused {});
    }
    PAUSE.save(deps.storage, &pause.end(now))?;
    Ok(Response::new().add_event(events::pause(&info.sender, now)))
}
