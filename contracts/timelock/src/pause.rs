//! The guardian's pauses: registered messages, one-way, expiring, with a cool-down.

use cosmwasm_std::{CosmosMsg, DepsMut, Env, MessageInfo, Response, Storage, WasmMsg};

use crate::error::ContractError;
use crate::state::{Pause, CONFIG, PAUSES};
use crate::{events, roles};

/// Sends the rule's message. The guardian chooses when, and nothing else.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: String,
) -> Result<Response, ContractError> {
    roles::ensure_guardian(&CONFIG.load(deps.storage)?, &info)?;
    let now = env.block.time.seconds();
    let mut pause = load(deps.storage, &id)?;
    let ready_at = ready_at(&pause);
    if now < ready_at {
        return Err(ContractError::PauseCoolDown { id, ready_at });
    }
    pause.until = now.saturating_add(pause.rule.duration);
    pause.end_due = pause.rule.end.is_some();
    PAUSES.save(deps.storage, &id, &pause)?;
    let message = send(&pause, pause.rule.pause.clone());
    Ok(Response::new()
        .add_message(message)
        .add_event(events::pause(&id, &pause)))
}

/// Sends the ending message of a pause whose time is over, once. Anyone may.
pub fn end_pause(deps: DepsMut, env: Env, id: String) -> Result<Response, ContractError> {
    let mut pause = load(deps.storage, &id)?;
    let end = match (&pause.rule.end, pause.end_due) {
        (Some(end), true) => end.clone(),
        _ => return Err(ContractError::NothingToEnd { id }),
    };
    if env.block.time.seconds() < pause.until {
        let until = pause.until;
        return Err(ContractError::PauseRunning { id, until });
    }
    pause.end_due = false;
    PAUSES.save(deps.storage, &id, &pause)?;
    Ok(Response::new()
        .add_message(send(&pause, end))
        .add_event(events::end_pause(&id, &pause)))
}

/// From when the guardian can use a pause.
pub fn ready_at(pause: &Pause) -> u64 {
    match pause.until {
        0 => 0,
        until => until.saturating_add(pause.rule.cool_down),
    }
}

fn load(storage: &dyn Storage, id: &str) -> Result<Pause, ContractError> {
    PAUSES
        .may_load(storage, id)?
        .ok_or_else(|| ContractError::UnknownPause { id: id.to_string() })
}

fn send(pause: &Pause, msg: cosmwasm_std::Binary) -> CosmosMsg {
    CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr: pause.rule.contract.to_string(),
        msg,
        funds: vec![],
    })
}
