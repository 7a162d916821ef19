//! Events, each with the amounts and times that an indexer needs.

use cosmwasm_std::{Addr, Event, Uint128};
use qerun_messages::timelock::{
    Approver, BondState, Class, ClassRule, Limit, Operation, Params, Stage,
};

use crate::state::{Config, Pause};

/// The timelock was instantiated.
pub fn instantiate(config: &Config) -> Event {
    Event::new("qerun-timelock/instantiate")
        .add_attribute("dao", &config.dao)
        .add_attribute("guardian", name(config.guardian.as_ref()))
        .add_attribute("token", &config.token)
        .add_attribute("max_bond", config.max_bond)
}

/// An operation was queued.
pub fn queue(id: u64, operation: &Operation) -> Event {
    Event::new("qerun-timelock/queue")
        .add_attribute("id", id.to_string())
        .add_attribute("sender", &operation.queued_by)
        .add_attribute("class", class(operation.class))
        .add_attribute("delay", operation.delay.to_string())
        .add_attribute("bond", operation.bond)
        .add_attribute("ready_at", at(operation.ready_at))
        .add_attribute("expires_at", operation.expires_at.to_string())
}

/// A bond was posted; the delay started.
pub fn post_bond(id: u64, operation: &Operation) -> Event {
    Event::new("qerun-timelock/post_bond")
        .add_attribute("id", id.to_string())
        .add_attribute("sponsor", name(operation.sponsor.as_ref()))
        .add_attribute("bond", operation.bond)
        .add_attribute("ready_at", at(operation.ready_at))
        .add_attribute("expires_at", operation.expires_at.to_string())
}

/// DAO or steward approved an operation.
pub fn co_sign(id: u64, approver: Approver) -> Event {
    Event::new("qerun-timelock/co_sign")
        .add_attribute("id", id.to_string())
        .add_attribute("approver", format!("{approver:?}").to_lowercase())
}

/// An operation is executed; its messages run after this event.
pub fn execute(id: u64, operation: &Operation) -> Event {
    ended("qerun-timelock/execute", id, operation)
}

/// The guardian ended an operation.
pub fn veto(id: u64, operation: &Operation, sender: &Addr) -> Event {
    ended("qerun-timelock/veto", id, operation).add_attribute("sender", sender)
}

/// The DAO, or the steward who queued it, withdrew an operation.
pub fn cancel(id: u64, operation: &Operation, sender: &Addr) -> Event {
    let held = match operation.bond_state {
        BondState::Held => operation.bond,
        _ => Uint128::zero(),
    };
    ended("qerun-timelock/cancel", id, operation)
        .add_attribute("bond_held", held)
        .add_attribute("sender", sender)
}

/// An operation was closed after its time, or the bond of a cancelled one was sent back.
pub fn close(id: u64, operation: &Operation) -> Event {
    ended("qerun-timelock/close", id, operation)
}

fn ended(kind: &str, id: u64, operation: &Operation) -> Event {
    let state = operation.bond_state;
    let amount = |of: BondState| match state == of {
        true => operation.bond,
        false => Uint128::zero(),
    };
    Event::new(kind)
        .add_attribute("id", id.to_string())
        .add_attribute("class", class(operation.class))
        .add_attribute("sponsor", name(operation.sponsor.as_ref()))
        .add_attribute("bond_returned", amount(BondState::Returned))
        .add_attribute("bond_forfeited", amount(BondState::Forfeited))
}

/// The guardian started a pause.
pub fn pause(id: &str, pause: &Pause) -> Event {
    Event::new("qerun-timelock/pause")
        .add_attribute("id", id)
        .add_attribute("contract", &pause.rule.contract)
        .add_attribute("until", pause.until.to_string())
}

/// A pause's ending message is sent.
pub fn end_pause(id: &str, pause: &Pause) -> Event {
    Event::new("qerun-timelock/end_pause")
        .add_attribute("id", id)
        .add_attribute("contract", &pause.rule.contract)
}

/// A row of the registry was set.
pub fn set_class(rule: &ClassRule<Addr>) -> Event {
    Event::new("qerun-timelock/set_class")
        .add_attribute("contract", &rule.contract)
        .add_attribute("key", &rule.key)
        .add_attribute("class", class(rule.class))
}

/// Limits of an asset were set or removed.
pub fn set_spend_limit(asset: &str, limit: Option<&Limit>) -> Event {
    let amount = |of: fn(&Limit) -> Uint128| limit.map_or("none".into(), |l| of(l).to_string());
    Event::new("qerun-timelock/set_spend_limit")
        .add_attribute("asset", asset)
        .add_attribute("routine", amount(|limit| limit.routine))
        .add_attribute("sensitive", amount(|limit| limit.sensitive))
}

/// A pause rule was set or removed.
pub fn set_pause(id: &str) -> Event {
    Event::new("qerun-timelock/set_pause").add_attribute("id", id)
}

/// Delays, bonds and windows were replaced.
pub fn update_params(params: &Params) -> Event {
    let mut event = Event::new("qerun-timelock/update_params")
        .add_attribute("bond_window", params.bond_window.to_string())
        .add_attribute("execution_window", params.execution_window.to_string());
    for of in [Class::Routine, Class::Sensitive, Class::Critical] {
        let (terms, prefix) = (params.of(of), class(of));
        event = event
            .add_attribute(format!("{prefix}_floor"), terms.floor.to_string())
            .add_attribute(format!("{prefix}_delay"), terms.delay.to_string())
            .add_attribute(format!("{prefix}_bond"), terms.bond);
    }
    event
}

/// A role was replaced or removed.
pub fn set_role(role: &str, address: Option<&Addr>) -> Event {
    Event::new(format!("qerun-timelock/set_{role}")).add_attribute(role, name(address))
}

/// The stage was advanced by a decision.
pub fn advance_stage(from: Stage, to: Stage) -> Event {
    Event::new("qerun-timelock/advance_stage")
        .add_attribute("from", format!("{from:?}").to_lowercase())
        .add_attribute("to", format!("{to:?}").to_lowercase())
}

fn class(class: Class) -> String {
    format!("{class:?}").to_lowercase()
}

fn name(address: Option<&Addr>) -> &str {
    address.map_or("none", Addr::as_str)
}

fn at(time: Option<u64>) -> String {
    time.map_or("none".into(), |time| time.to_string())
}
