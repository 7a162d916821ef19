//! Anyone sends the message that ends a pause whose time is over.

use cosmwasm_std::{DepsMut, Env, Response};

use crate::error::ContractError;
use crate::pause::{load, send};
use crate::state::PAUSES;
use crate::{effects, events};

/// Sends the ending message of a pause whose time is over, once. The cool-down of what was halted until now counts from
/// now. Errors: `UnknownPause`, `NothingToEnd`, `PauseRunning`.
pub fn end_pause(deps: DepsMut, env: Env, id: String) -> Result<Response, ContractError> {
    let mut pause = load(deps.storage, &id)?;
    let end = match (&pause.rule.end, pause.end_due) {
        (Some(end), true) => end.clone(),
        _ => return Err(ContractError::NothingToEnd { id }),
    };
    let now = env.block.time.seconds();
    if now < pause.until {
        let until = pause.until;
        return Err(ContractError::PauseRunning { id, until });
    }
    let rows = effects::rules(deps.storage)?;
    effects::end(deps.storage, &rows, &id, &pause, now)?;
    if pause.halts {
        pause.until = now;
    }
    pause.end_due = false;
    PAUSES.save(deps.storage, &id, &pause)?;
    Ok(Response::new()
        .add_message(send(&pause, end))
        .add_event(events::end_pause(&id, &pause)))
}
