//! A pause rule can only contain messages that stop something or end that.

use crate::common::*;
use cosmwasm_std::Binary;
use qerun_messages::timelock::ExecuteMsg::SetPause;
use qerun_messages::timelock::{NamedPause, PauseRule};
use qerun_timelock::ContractError::{self, *};

fn rule(contract: &str, pause: &str, end: Option<&str>, duration: u64) -> PauseRule<String> {
    PauseRule {
        contract: a(contract),
        pause: Binary::from(pause.as_bytes()),
        end: end.map(|end| Binary::from(end.as_bytes())),
        duration,
        cool_down: 30 * DAY,
        effects: vec!["x".into()],
    }
}

/// The answer at the beginning, and the same later.
fn offer(rule: PauseRule<String>) -> Result<(), ContractError> {
    let mut msg = init_msg();
    let (id, named) = ("evil".to_string(), rule.clone());
    msg.pauses.push(NamedPause {
        id: id.clone(),
        rule: named,
    });
    let born = World::with(msg).map(|_| ());
    let mut world = World::new();
    let rule = Some(rule);
    assert_eq!(world.execute("timelock", SetPause { id, rule }), born);
    assert_eq!(world.pause("evil").is_ok(), born.is_ok());
    born
}

#[test]
fn a_pause_cannot_act() {
    for (contract, text, key) in [
        (
            "reserve",
            r#"{"spend":{"recipient":"eve","amount":"1"}}"#,
            "spend",
        ),
        (
            "reserve",
            r#"{"update_route":{"route":{}}}"#,
            "update_route",
        ),
        (
            "oracle",
            r#"{"set_asset":{"asset":"qer","config":{}}}"#,
            "set_asset",
        ),
        (
            "market",
            r#"{"update_params":{"params":{}}}"#,
            "update_params",
        ),
        (
            "core",
            r#"{"execute_admin_msgs":{"msgs":[]}}"#,
            "execute_admin_msgs",
        ),
        ("lp", r#"{"burn":{"amount":"1"}}"#, "burn"),
        (
            "lp",
            r#"{"transfer_from":{"owner":"a","recipient":"b","amount":"1"}}"#,
            "transfer_from",
        ),
        ("rewards", r#"{"withdraw":{"id":1}}"#, "withdraw"),
        // The ends do not begin anything.
        ("market", r#"{"unpause":{"actions":["borrow"]}}"#, "unpause"),
        ("oracle", r#"{"resume":{"asset":"qer"}}"#, "resume"),
        ("market", r#"{"Pause":{"duration":60}}"#, "Pause"),
        ("token", r#"{"pause":{"duration":60}}"#, "pause"),
    ] {
        let expected = NoPause {
            contract: addr(contract),
            key: key.into(),
        };
        assert_eq!(
            offer(rule(contract, text, None, 60)),
            Err(expected),
            "{text}"
        );
    }
}

#[test]
fn its_fields_are_the_pauses_and_no_more() {
    for (text, key) in [
        (r#"{"pause":{}}"#, "pause"),
        (r#"{"pause":{"actions":["borrow"]}}"#, "pause"),
        (r#"{"pause":{"actions":null,"duration":60}}"#, "pause"),
        (r#"{"pause":{"actions":"borrow","duration":60}}"#, "pause"),
        (r#"{"pause":{"actions":[1],"duration":60}}"#, "pause"),
        (r#"{"pause":{"duration":"60"}}"#, "pause"),
        (r#"{"pause":{"duration":60,"duration":60}}"#, "pause"),
        (r#"{"pause":{"duration":60,"recipient":"eve"}}"#, "pause"),
        (r#"{"pause":{"duration":60,"asset":"qer"}}"#, "pause"),
        (r#"{"halt":{"asset":"qer","duration":60}}"#, "halt"),
        (r#"{"halt":{}}"#, "halt"),
        (r#"{"revert_asset":{}}"#, "revert_asset"),
        (
            r#"{"revert_asset":{"asset":"qer","config":{}}}"#,
            "revert_asset",
        ),
        (r#""pause""#, "pause"),
    ] {
        let (name, key) = ("pause", key.into());
        let expected = InvalidFields { name, key };
        assert_eq!(
            offer(rule("market", text, None, 60)),
            Err(expected),
            "{text}"
        );
    }
    let end = r#"{"unpause":{"actions":["borrow"],"to":"eve"}}"#;
    let pause = r#"{"pause":{"actions":["borrow"],"duration":60}}"#;
    let (name, key) = ("end", "unpause".into());
    assert_eq!(
        offer(rule("market", pause, Some(end), 60)),
        Err(InvalidFields { name, key })
    );
    for (actions, expected) in [
        (r#"[]"#, out_of_bounds("actions", 0, 1, 8)),
        (
            r#"["borrow","borrow"]"#,
            Duplicate {
                key: "borrow".into(),
            },
        ),
        (
            r#"["a","b","c","d","e","f","g","h","i"]"#,
            out_of_bounds("actions", 9, 1, 8),
        ),
    ] {
        let text = format!(r#"{{"pause":{{"actions":{actions},"duration":60}}}}"#);
        let error = offer(rule("market", &text, None, 60)).unwrap_err();
        assert_eq!(error, expected);
    }
}

#[test]
fn its_duration_is_the_rules() {
    for duration in [59, 61] {
        let text = r#"{"pause":{"duration":60}}"#;
        let (message, rule_s) = (60, duration);
        assert_eq!(
            offer(rule("reserve", text, None, duration)),
            Err(PauseLength {
                message,
                rule: rule_s
            })
        );
    }
}

#[test]
fn pauses_halts_and_their_counterparts_are_taken() {
    for (pause, end) in [
        (r#"{"pause":{"duration":60}}"#, None),
        (r#"{"pause":{"duration":60}}"#, Some(r#"{"unpause":{}}"#)),
        (
            r#" { "pause" : { "duration":60, "actions": ["a-b", "c_d"] } } "#,
            None,
        ),
        (
            r#"{"pause":{"actions":["b","a"],"duration":60}}"#,
            Some(r#"{"unpause":{"actions":["a","b"]}}"#),
        ),
        (
            r#"{"halt":{"asset":"x/y"}}"#,
            Some(r#"{"resume":{"asset":"x/y"}}"#),
        ),
        (r#"{"revert_asset":{"asset":"x/y"}}"#, None),
    ] {
        offer(rule("market", pause, end, 60)).unwrap();
    }
    for (pause, end) in [
        (
            r#"{"pause":{"duration":60}}"#,
            r#"{"unpause":{"actions":["a"]}}"#,
        ),
        (
            r#"{"pause":{"duration":60}}"#,
            r#"{"resume":{"asset":"a"}}"#,
        ),
        (
            r#"{"pause":{"actions":["a"],"duration":60}}"#,
            r#"{"unpause":{}}"#,
        ),
        (
            r#"{"pause":{"actions":["a","b"],"duration":60}}"#,
            r#"{"unpause":{"actions":["a"]}}"#,
        ),
        (r#"{"halt":{"asset":"a"}}"#, r#"{"resume":{"asset":"A"}}"#),
        (r#"{"halt":{"asset":"a"}}"#, r#"{"unpause":{}}"#),
        (
            r#"{"revert_asset":{"asset":"a"}}"#,
            r#"{"resume":{"asset":"a"}}"#,
        ),
        (r#"{"revert_asset":{"asset":"a"}}"#, r#"{"unpause":{}}"#),
    ] {
        let error = offer(rule("market", pause, Some(end), 60));
        assert_eq!(error, Err(NotCounterpart {}), "{pause} {end}");
    }
}
