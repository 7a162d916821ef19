//! The timelock changes the pauses that the guardian may start.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdResult, Storage};
use qerun_controls::ensure_within;
use qerun_messages::timelock::PauseRule;

use crate::error::ContractError;
use crate::state::{CONFIG, PAUSES};
use crate::validate::MAX_TABLE;
use crate::{effects, events, pause_rule, roles};

/// Sets or removes a pause of the guardian. A pause that is in force by the old rule is forgotten, so that nobody but
/// governance can end it any more; what it stopped keeps its cool-down, that of a halt begins now. Errors:
/// `OutOfBounds` beyond [`MAX_TABLE`], because some executions read all rules.
pub fn set_pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: String,
    rule: Option<PauseRule<String>>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    match rule {
        Some(rule) => {
            if !PAUSES.has(deps.storage, &id) {
                let rules = PAUSES.keys(deps.storage, None, None, Order::Ascending);
                let count = rules.take(MAX_TABLE).count().saturating_add(1);
                ensure_within("pauses", count, (0, MAX_TABLE))?;
            }
            write_pause(deps, &env, &id, rule)?
        }
        None => {
            if !PAUSES.has(deps.storage, &id) {
                return Err(ContractError::UnknownPause { id });
            }
            forget(deps.storage, &env, &id)?;
            PAUSES.remove(deps.storage, &id);
        }
    }
    Ok(Response::new().add_event(events::set_pause(&id)))
}

/// Validates and writes a pause. Errors: those of [`pause_rule::validate`].
pub fn write_pause(
    deps: DepsMut,
    env: &Env,
    id: &str,
    rule: PauseRule<String>,
) -> Result<(), ContractError> {
    let token = CONFIG.load(deps.storage)?.token;
    let mut pause = pause_rule::validate(deps.api, &env.contract.address, &token, id, rule)?;
    pause.until = forget(deps.storage, env, id)?;
    Ok(PAUSES.save(deps.storage, id, &pause)?)
}

/// When the last use of a rule that is replaced or removed ends; zero if there was none. A halt of it counts as ended:
/// else what it stops would count as stopped for good.
fn forget(storage: &mut dyn Storage, env: &Env, id: &str) -> StdResult<u64> {
    let Some(old) = PAUSES.may_load(storage, id)? else {
        return Ok(0);
    };
    if old.is_halted() {
        let rows = effects::rules(storage)?;
        effects::end(storage, &rows, id, &old, env.block.time.seconds())?;
    }
    Ok(old.until)
}
