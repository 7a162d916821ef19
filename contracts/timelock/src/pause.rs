//! The guardian starts a pause: a registered message, one-way, expiring, with a cool-down for each effect.

use cosmwasm_std::{Binary, CosmosMsg, DepsMut, Env, MessageInfo, Response, Storage, WasmMsg};

use crate::error::ContractError;
use crate::state::{Pause, CONFIG, PAUSES};
use crate::{effects, events, roles};

/// Sends the rule's message. The guardian chooses when, and nothing else. Errors: `Access`, `UnknownPause`,
/// `PauseCoolDown`, `EffectHalted`.
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

/// A pause rule and its last use. Errors: `UnknownPause`.
pub fn load(storage: &dyn Storage, id: &str) -> Result<Pause, ContractError> {
    PAUSES
        .may_load(storage, id)?
        .ok_or_else(|| ContractError::UnknownPause { id: id.to_string() })
}

/// A message to the contract that the rule pauses.
pub fn send(pause: &Pause, msg: Binary) -> CosmosMsg {
    CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr: pause.rule.contract.to_string(),
        msg,
        funds: vec![],
    })
}
