//! The timelock changes its own tables: classes, spending limits, pauses.

use std::collections::BTreeSet;

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, StdResult, Storage};
use qerun_messages::timelock::{Asset, Class, ClassRule, Limit, PauseRule, SpendLimit};

use crate::error::ContractError;
use crate::instantiate::MAX_TABLE;
use crate::state::{CLASSES, CONFIG, PAUSES, SPEND_LIMITS};
use crate::{effects, events, pause_rule, roles, validate};

/// Most rules of one message.
pub const MAX_RULES: usize = 100;

/// Sets the class of messages; critical is the class of what is not in the table.
pub fn set_classes(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    rules: Vec<ClassRule<String>>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    validate::count("classes", rules.len(), 1, MAX_RULES)?;
    write_classes(deps, &env, rules)
}

/// Checks and writes rules.
pub fn write_classes(
    deps: DepsMut,
    env: &Env,
    rules: Vec<ClassRule<String>>,
) -> Result<Response, ContractError> {
    let mut response = Response::new();
    let mut seen = BTreeSet::new();
    for rule in rules {
        let rule = validate::class_rule(deps.api, &env.contract.address, rule)?;
        let row = (&rule.contract, rule.key.as_str());
        if !seen.insert((rule.contract.clone(), rule.key.clone())) {
            let key = rule.key;
            return Err(ContractError::Duplicate { key });
        }
        match rule.class {
            Class::Critical => CLASSES.remove(deps.storage, row),
            class => CLASSES.save(deps.storage, row, &class)?,
        }
        response = response.add_event(events::set_class(&rule));
    }
    Ok(response)
}

/// Sets or removes the limits of one asset. What was spent in the window that runs still counts, also when limits are
/// removed and set again.
pub fn set_spend_limit(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: Asset<String>,
    limit: Option<Limit>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    let asset = validate::asset(deps.api, asset)?;
    let key = asset.key();
    match limit {
        Some(limit) => {
            validate::limit(&limit)?;
            let row = SpendLimit {
                asset,
                routine: limit.routine,
                sensitive: limit.sensitive,
            };
            SPEND_LIMITS.save(deps.storage, &key, &row)?;
        }
        None => {
            if !SPEND_LIMITS.has(deps.storage, &key) {
                return Err(ContractError::UnknownLimit { key });
            }
            SPEND_LIMITS.remove(deps.storage, &key);
        }
    }
    Ok(Response::new().add_event(events::set_spend_limit(&key, limit.as_ref())))
}

/// Sets or removes a pause of the guardian. What runs by the rule before is forgotten, so that nobody but governance
/// can end it any more; what it stopped keeps its cool-down, that of a halt begins now. Errors: `EntryCount`, some
/// executions read them all.
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
                let order = cosmwasm_std::Order::Ascending;
                let rules = PAUSES.keys(deps.storage, None, None, order);
                let count = rules.take(MAX_TABLE).count().saturating_add(1);
                validate::count("pauses", count, 0, MAX_TABLE)?;
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

/// Checks and writes a pause.
pub fn write_pause(
    deps: DepsMut,
    env: &Env,
    id: &str,
    rule: PauseRule<String>,
) -> Result<(), ContractError> {
    let token = CONFIG.load(deps.storage)?.token;
    let mut pause = pause_rule::checked(deps.api, &env.contract.address, &token, id, rule)?;
    pause.until = forget(deps.storage, env, id)?;
    Ok(PAUSES.save(deps.storage, id, &pause)?)
}

/// When the last use of a rule that is replaced or removed ends; zero if there was none. A halt of it counts as ended:
/// else what it stops would stay stopped for good in these books.
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
