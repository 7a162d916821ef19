//! The guardian: may veto and pause, within limits, and never act.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Kind, PausesResponse, QueryMsg, Status};
use qerun_timelock::ContractError;

fn veto(id: u64) -> qerun_messages::timelock::ExecuteMsg {
    let forfeit = true;
    Veto { id, forfeit }
}

fn set_guardian(name: Option<&str>) -> cosmwasm_std::CosmosMsg {
    let guardian = name.map(a);
    own(SetGuardian { guardian })
}

#[test]
fn vetoes_before_the_delay_is_over_only() {
    let mut world = World::new();
    let waiting = world.queue(vec![routine()]);
    let late = world.queue(vec![routine()]);
    let unbonded = world.queue(vec![critical()]);
    world.execute("guardian", veto(unbonded)).unwrap();
    world.wait(DAY - 1);
    world.execute("guardian", veto(waiting)).unwrap();
    assert_eq!(world.status(waiting), Status::Vetoed);
    assert!(world.execute("guardian", veto(waiting)).is_err());
    world.wait(1);
    let ready_at = START + DAY;
    assert_eq!(
        world.execute("guardian", veto(late)),
        Err(ContractError::DelayOver { id: late, ready_at })
    );
    assert!(world.execute("anyone", Execute { id: waiting }).is_err());
    world.execute("anyone", Execute { id: late }).unwrap();
}

#[test]
fn cannot_veto_its_own_replacement() {
    for successor in [Some("successor"), None] {
        let mut world = World::new();
        let id = world.schedule(vec![set_guardian(successor)]);
        assert_eq!(world.operation(id).kind, Kind::SetGuardian);
        assert_eq!(
            world.execute("guardian", veto(id)),
            Err(ContractError::VetoProof { id })
        );
        world.wait(7 * DAY);
        world.execute("anyone", Execute { id }).unwrap();
        let guardian: Option<String> = world.query(QueryMsg::Guardian {});
        assert_eq!(guardian, successor.map(a));
        let id = world.queue(vec![routine()]);
        assert!(world.execute("guardian", veto(id)).is_err());
        let successor_may = world.execute("successor", veto(id)).is_ok();
        assert_eq!(successor_may, successor.is_some());
    }
}

#[test]
fn may_veto_a_replacement_that_brings_something_else_along() {
    let mut world = World::new();
    let funded = {
        let mut message = set_guardian(None);
        if let cosmwasm_std::CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute { funds, .. }) =
            &mut message
        {
            *funds = cosmwasm_std::coins(1, "uusdc");
        }
        message
    };
    for messages in [
        vec![set_guardian(None), critical()],
        vec![set_guardian(Some("eve")), set_guardian(None)],
        vec![call("market", r#"{"set_guardian":{"guardian":null}}"#)],
        vec![funded],
    ] {
        let id = world.schedule(messages);
        world.execute("guardian", veto(id)).unwrap();
    }
}

/// The worst a compromised guardian can do: veto and pause all it can until the DAO replaces it.
#[test]
fn compromised_it_can_only_delay() {
    let mut world = World::new();
    world
        .execute(
            "guardian",
            Pause {
                id: "borrow".into(),
            },
        )
        .unwrap();
    let stopped = world.schedule(vec![sensitive()]);
    world.execute("guardian", veto(stopped)).unwrap();
    let replacement = world.schedule(vec![set_guardian(Some("successor"))]);
    world.wait(7 * DAY);
    world
        .execute("anyone", Execute { id: replacement })
        .unwrap();
    assert!(world
        .execute(
            "guardian",
            Pause {
                id: "halt-qer".into()
            }
        )
        .is_err());
    world.enact(vec![sensitive()]).unwrap();
    let treasury = TREASURY + SENSITIVE_BOND;
    assert_eq!(world.balance("timelock"), treasury);
    assert_eq!(world.balance("guardian"), 0);
}

#[test]
fn pauses_with_the_registered_message_and_a_cool_down() {
    let mut world = World::new();
    let id = || "borrow".to_string();
    for sender in ["dao", "steward", "eve"] {
        assert!(world.execute(sender, Pause { id: id() }).is_err());
    }
    world.execute("guardian", Pause { id: id() }).unwrap();
    let expected = r#"{"pause":{"actions":["borrow"],"duration":1209600}}"#;
    assert_eq!(world.told, [(a("market"), expected.to_string())]);
    let ready_at = START + 28 * DAY;
    let effect = || "borrow".to_string();
    for wait in [0, 14 * DAY, 14 * DAY - 1] {
        world.wait(wait);
        assert_eq!(
            world.execute("guardian", Pause { id: id() }),
            Err(ContractError::PauseCoolDown {
                id: id(),
                effect: effect(),
                ready_at
            })
        );
        assert!(world.execute("guardian", EndPause { id: id() }).is_err());
    }
    world.wait(1);
    world.execute("guardian", Pause { id: id() }).unwrap();
    assert_eq!(world.told.len(), 2);
}

#[test]
fn a_pause_that_does_not_end_by_itself_is_ended_by_anyone_in_time() {
    let mut world = World::new();
    let id = || "halt-qer".to_string();
    assert_eq!(
        world.execute("anyone", EndPause { id: id() }),
        Err(ContractError::NothingToEnd { id: id() })
    );
    world.execute("guardian", Pause { id: id() }).unwrap();
    world.wait(3 * DAY - 1);
    let until = START + 3 * DAY;
    assert_eq!(
        world.execute("guardian", EndPause { id: id() }),
        Err(ContractError::PauseRunning { id: id(), until })
    );
    world.wait(1);
    world.execute("anyone", EndPause { id: id() }).unwrap();
    let last = world.told.last().unwrap();
    assert_eq!(*last, (a("oracle"), r#"{"resume":{"asset":"qer"}}"#.into()));
    assert!(world.execute("anyone", EndPause { id: id() }).is_err());
}

#[test]
fn governance_replaces_pauses_and_forgets_what_runs() {
    let mut world = World::new();
    let id = || "halt-qer".to_string();
    world.execute("guardian", Pause { id: id() }).unwrap();
    let rule = Some(halt_rule());
    world.enact(vec![own(SetPause { id: id(), rule })]).unwrap();
    assert!(world.execute("anyone", EndPause { id: id() }).is_err());
    let rows = |world: &World| -> PausesResponse {
        world.query(QueryMsg::Pauses {
            start_after: None,
            limit: None,
        })
    };
    let row = rows(&world).pauses.remove(1);
    // The halt counts as ended when it was forgotten, after a week; its cool-down of four days goes on.
    let expected = (START + 3 * DAY, START + 11 * DAY, false);
    assert_eq!((row.until, row.ready_at, row.end_due), expected);
    let rule = None;
    world.enact(vec![own(SetPause { id: id(), rule })]).unwrap();
    assert_eq!(rows(&world).pauses.len(), 1);
    assert_eq!(
        world.execute("guardian", Pause { id: id() }),
        Err(ContractError::UnknownPause { id: id() })
    );
}

#[test]
fn an_operation_with_a_message_of_the_rule_takes_the_pause_over() {
    let due = |world: &World| {
        let all = QueryMsg::Pauses {
            start_after: None,
            limit: None,
        };
        let answer: PausesResponse = world.query(all);
        answer.pauses[1].end_due
    };
    let id = || "halt-qer".to_string();
    for (contract, msg, takes) in [
        ("oracle", r#"{"resume":{"asset":"qer"}}"#, true),
        ("oracle", r#"{ "resume": { "asset": "qer" } }"#, true),
        ("oracle", r#"{"halt":{"asset":"qer"}}"#, true),
        ("oracle", r#"{"resume":{"asset":"eth"}}"#, false),
        ("market", r#"{"resume":{"asset":"qer"}}"#, false),
    ] {
        let mut world = World::new();
        world.execute("guardian", Pause { id: id() }).unwrap();
        assert!(due(&world));
        world.enact(vec![routine(), call(contract, msg)]).unwrap();
        assert_eq!(due(&world), !takes, "{contract} {msg}");
        let end = world.execute("anyone", EndPause { id: id() });
        assert_eq!(end.is_err(), takes, "{contract} {msg}");
    }
}

#[test]
fn there_are_at_most_20_pauses() {
    let mut world = World::new();
    let set = |id: usize| {
        let (id, rule) = (format!("p{id}"), Some(pause_rule()));
        own(SetPause { id, rule })
    };
    for first in [0, 9] {
        world.enact((first..first + 9).map(set).collect()).unwrap();
    }
    assert_eq!(
        world.enact(vec![set(18)]),
        Err(out_of_bounds("pauses", 21, 0, 20))
    );
    // One that is there can still be replaced.
    world.enact(vec![set(17)]).unwrap();
}
