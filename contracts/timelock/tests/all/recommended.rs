//! What a deployment starts with names messages that the contracts have.

use std::collections::BTreeSet;

use crate::common::{a, halt_rule, init_msg, own, pause_rule, World, START};
use cosmwasm_schema::schema_for;
use cosmwasm_std::from_json;
use qerun_messages::timelock::{
    Class, ClassRule, ExecuteMsg, NamedPause, PauseRule, PausesResponse, QueryMsg,
    RecommendedPause, RECOMMENDED_CLASSES, RECOMMENDED_FLOORS, RECOMMENDED_PAUSES,
    RECOMMENDED_REVERTS,
};
use qerun_messages::{market, oracle, reserve, token, voting};

fn messages(contract: &str) -> String {
    let schema = match contract {
        "token" => schema_for!(token::ExecuteMsg),
        "oracle" => schema_for!(oracle::ExecuteMsg),
        "market" => schema_for!(market::ExecuteMsg),
        "reserve" => schema_for!(reserve::ExecuteMsg),
        "voting" => schema_for!(voting::ExecuteMsg),
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

/// Whom a row names is a contract that has the message; a duration in it is the rule's own.
#[test]
fn recommended_pauses_name_messages_that_exist() {
    let mut ids = BTreeSet::new();
    for rule in all() {
        assert!(ids.insert(rule.id));
        for msg in [Some(rule.pause), rule.end].into_iter().flatten() {
            let fields: serde_json::Value = serde_json::from_str(msg).unwrap();
            let (key, body) = fields.as_object().unwrap().iter().next().unwrap();
            let variant = format!(r#"required: {{"{key}"}}"#);
            assert!(messages(rule.contract).contains(&variant), "{rule:?}");
            match rule.contract {
                "market" => drop(from_json::<market::ExecuteMsg>(msg).unwrap()),
                "reserve" => drop(from_json::<reserve::ExecuteMsg>(msg).unwrap()),
                "voting" => drop(from_json::<voting::ExecuteMsg>(msg).unwrap()),
                "oracle" => drop(from_json::<oracle::ExecuteMsg>(msg).unwrap()),
                other => panic!("{other}"),
            }
            if let Some(duration) = body.get("duration") {
                assert_eq!(duration.as_u64(), Some(rule.duration), "{rule:?}");
            }
        }
        // What does not end by itself has an ending message.
        assert_eq!(rule.end.is_some(), rule.pause.starts_with(r#"{"halt""#));
    }
}

/// The rules with which a deployment starts: pauses and reverts.
fn all() -> impl Iterator<Item = &'static RecommendedPause> {
    RECOMMENDED_PAUSES.iter().chain(&RECOMMENDED_REVERTS)
}

fn named(row: &RecommendedPause) -> NamedPause {
    NamedPause {
        id: row.id.to_owned(),
        rule: PauseRule {
            contract: a(row.contract),
            pause: row.pause.as_bytes().into(),
            end: row.end.map(|end| end.as_bytes().into()),
            duration: row.duration,
            cool_down: row.cool_down,
            effects: row.effects.iter().map(|id| (*id).to_owned()).collect(),
        },
    }
}

/// The timelock takes them, the guardian sets each off, and it is sent as it is written here.
#[test]
fn the_guardian_sets_them_off() {
    let mut msg = init_msg();
    msg.pauses = all().map(named).collect();
    for rule in all() {
        let mut world = World::with(msg.clone()).unwrap();
        let id = rule.id.to_owned();
        let msg = ExecuteMsg::Pause { id: id.clone() };
        world.execute("guardian", msg.clone()).unwrap();
        let told = (a(rule.contract), rule.pause.to_owned());
        assert_eq!(world.told.last(), Some(&told));
        assert!(world.execute("guardian", msg).is_err());
        assert_eq!(world.pause_row(rule.id).until, START + rule.duration);
        // Nothing else that stops the same can be started until it has cooled down.
        for other in all() {
            let shared = other.effects.iter().any(|id| rule.effects.contains(id));
            let ready_at = if shared {
                START + rule.duration + rule.cool_down
            } else {
                0
            };
            assert_eq!(world.pause_row(other.id).ready_at, ready_at, "{}", other.id);
        }
    }
    let mut world = World::with(msg).unwrap();
    let rows: PausesResponse = world.query(QueryMsg::Pauses {
        start_after: None,
        limit: Some(30),
    });
    assert_eq!(rows.pauses.len(), all().count());
    let effects = |id: &str| {
        let row = rows.pauses.iter().find(|row| row.id == id).unwrap();
        row.rule.effects.join(" ")
    };
    assert_eq!(effects("market"), "supply borrow withdraw");
    assert_eq!(effects("purchases"), "purchases");
    assert_eq!(effects("staking"), "stake");
    assert_eq!(effects("price-qer"), "borrow withdraw");
    assert_eq!(effects("price-usdc"), "borrow withdraw purchases");
    assert_eq!(effects("price-eth"), "purchases");
    assert_eq!(effects("sources-qer"), "sources-qer");
    // Governance stays able to replace one.
    let (id, rule) = (RECOMMENDED_PAUSES[0].id.to_owned(), None);
    world
        .enact(vec![own(ExecuteMsg::SetPause { id, rule })])
        .unwrap();
}
