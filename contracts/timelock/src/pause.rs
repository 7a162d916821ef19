//! The guardian's pauses: registered messages, one-way, expiring, with a cool-down for each effect.

use cosmwasm_std::{Binary, CosmosMsg, DepsMut, Env, MessageInfo, Response, Storage, WasmMsg};

use crate::error::ContractError;
use crate::state::{Pause, CONFIG, PAUSES};
use crate::{effects, events, roles};

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
    let rows = effects::rules(deps.storage)?;
    effects::start(deps.storage, &rows, &id, &pause.rule, now)?;
    pause.until = now.saturating_add(pause.rule.duration);
    // A pause ends by itself. Its ending message, sent later by anyone, would end another rule's pause of the same.
    pause.end_due = pause.halts;
    PAUSES.save(deps.storage, &id, &pause)?;
    let message = send(&pause, pause.rule.pause.clone());
    Ok(Response::new()
        .add_message(message)
        .add_event(events::pause(&id, &pause)))
}

/// Sends the ending message of a pause whose time is over, once. Anyone may. What was halted until now cools down
/// from now.
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

fn load(storage: &dyn Storage, id: &str) -> Result<Pause, ContractError> {
    PAUSES
        .may_load(storage, id)?
        .ok_or_else(|| ContractError::UnknownPause { id: id.to_string() })
}

fn send(pause: &Pause, msg: Binary) -> CosmosMsg {
    CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr: pause.rule.contract.to_string(),
        msg,
        funds: vec![],
    })
}
