//! The guardian's pauses: registered messages, one-way, expiring, with a cool-down.

use cosmwasm_std::{
    Binary, CosmosMsg, DepsMut, Env, MessageInfo, Order, Response, StdResult, Storage, WasmMsg,
};

use crate::error::ContractError;
use crate::json::Json;
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

/// An operation that sends a rule's own message, the pausing or the ending one, takes the pause over:
/// nothing is due any more. Else anyone could end with it what governance decided, at any later time.
/// The rules are at most as many as `set_pause` lets there be.
pub fn take_over(storage: &mut dyn Storage, messages: &[CosmosMsg]) -> StdResult<()> {
    let due: Vec<(String, Pause)> = PAUSES
        .range(storage, None, None, Order::Ascending)
        .filter(|row| !row.as_ref().is_ok_and(|(_, pause)| !pause.end_due))
        .collect::<StdResult<_>>()?;
    for (id, mut pause) in due {
        if messages.iter().any(|message| is_of(message, &pause)) {
            pause.end_due = false;
            PAUSES.save(storage, &id, &pause)?;
        }
    }
    Ok(())
}

/// Whether a message is one of the rule's two, however it is spaced.
fn is_of(message: &CosmosMsg, pause: &Pause) -> bool {
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr, msg, ..
    }) = message
    else {
        return false;
    };
    let same = |own: &Binary| own == msg || Json::parse(own) == Json::parse(msg);
    let rule = &pause.rule;
    rule.contract.as_str() == contract_addr
        && (same(&rule.pause) || rule.end.as_ref().is_some_and(same))
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
