//! The timelock changes the registry, which keeps the classes of messages.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_controls::{ensure_within, first_repeated};
use qerun_messages::timelock::{Class, ClassRule};

use crate::error::ContractError;
use crate::state::CLASSES;
use crate::validate::{self, MAX_RULES};
use crate::{events, roles};

/// Sets the class of messages; critical is the class of what is not in the registry.
pub fn set_classes(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    rules: Vec<ClassRule<String>>,
) -> Result<Response, ContractError> {
    roles::ensure_itself(&env, &info)?;
    ensure_within("classes", rules.len(), (1, MAX_RULES))?;
    write_classes(deps, &env, rules)
}

/// Validates and writes rules. Errors: `NotItself`, `InvalidKey`, `FixedClass`, `Duplicate`.
pub fn write_classes(
    deps: DepsMut,
    env: &Env,
    rules: Vec<ClassRule<String>>,
) -> Result<Response, ContractError> {
    let rules = rules
        .into_iter()
        .map(|rule| validate::class_rule(deps.api, &env.contract.address, rule))
        .collect::<Result<Vec<_>, _>>()?;
    let rows = rules.iter().map(|rule| (&rule.contract, rule.key.as_str()));
    if let Some((_, key)) = first_repeated(rows) {
        let key = key.to_string();
        return Err(ContractError::Duplicate { key });
    }
    let mut response = Response::new();
    for rule in &rules {
        let row = (&rule.contract, rule.key.as_str());
        match rule.class {
            Class::Critical => CLASSES.remove(deps.storage, row),
            class => CLASSES.save(deps.storage, row, &class)?,
        }
        response = response.add_event(events::set_class(rule));
    }
    Ok(response)
}
