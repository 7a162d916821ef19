//! What a deployment starts with names messages that the contracts have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use std::collections::BTreeSet;

use common::{a, halt_rule, init_msg, pause_rule, World};
use cosmwasm_schema::schema_for;
use cosmwasm_std::from_json;
use qerun_messages::timelock::{Class, ClassRule, RECOMMENDED_CLASSES, RECOMMENDED_FLOORS};
use qerun_messages::{market, oracle, reserve, token};

fn messages(contract: &str) -> String {
    let schema = match contract {
        "token" => schema_for!(token::ExecuteMsg),
        "oracle" => schema_for!(oracle::ExecuteMsg),
        "market" => schema_for!(market::ExecuteMsg),
        "reserve" => schema_for!(reserve::ExecuteMsg),
        other => panic!("{other}"),
    };
    format!("{schema:?}")
}

#[test]
fn classes_name_messages_that_exist() {
    let mut seen = BTreeSet::new();
    for (contract, key, class) in RECOMMENDED_CLASSES {
        let variant = format!(r#"required: {{"{key}"}}"#);
        assert!(messages(contract).contains(&variant), "{contract} {key}");
        assert!(class < Class::Critical && seen.insert((contract, key)));
    }
}

#[test]
fn the_timelock_takes_them() {
    let mut msg = init_msg();
    msg.classes = RECOMMENDED_CLASSES
        .map(|(contract, key, class)| ClassRule {
            contract: a(contract),
            key: key.into(),
            class,
        })
        .to_vec();
    let floors = [
        msg.params.routine.floor,
        msg.params.sensitive.floor,
        msg.params.critical.floor,
    ];
    assert_eq!(floors, RECOMMENDED_FLOORS);
    World::with(msg).unwrap();
}

#[test]
fn pauses_are_messages_of_the_contracts() {
    let pause: market::ExecuteMsg = from_json(pause_rule().pause).unwrap();
    assert!(matches!(pause, market::ExecuteMsg::Pause { .. }));
    let halt: oracle::ExecuteMsg = from_json(halt_rule().pause).unwrap();
    assert!(matches!(halt, oracle::ExecuteMsg::Halt { .. }));
    let resume: oracle::ExecuteMsg = from_json(halt_rule().end.unwrap()).unwrap();
    assert!(matches!(resume, oracle::ExecuteMsg::Resume { .. }));
}
