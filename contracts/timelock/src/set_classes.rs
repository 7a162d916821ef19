//! The timelock changes the registry, which keeps the classes of messages.

use std::collections::BTreeSet;

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::{Class, ClassRule};

use crate::error::ContractError;
use crate::state::CLASSES;
use crate::validate::{self, ensure_count, MAX_RULES};
use crate::{events, roles};

/// Sets the class of messages; critical is the class of what is not in the registry.
pub fn set_classes(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    rules: Vec<ClassRule<String>>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    ensure_count("classes", rules.len(), 1, MAX_RULES)?;
    write_classes(deps, &env, rules)
}

/// Validates and writes rules. Errors: `NotItself`, `InvalidKey`, `FixedClass`, `Duplicate`.
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
