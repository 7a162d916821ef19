//! Classes: the registry, spending, and messages inside messages.

use crate::common::*;
use cosmwasm_std::{coins, to_json_string, BankMsg, Binary, CosmosMsg, GovMsg, IbcMsg, WasmMsg};
use qerun_messages::timelock::Class::{self, *};
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{ClassesResponse, QueryMsg, SpendLimitsResponse};

fn b64(text: &str) -> String {
    Binary::from(text.as_bytes()).to_base64()
}

fn json(message: &CosmosMsg) -> String {
    to_json_string(message).unwrap()
}

/// The DAO's core executes messages for the timelock.
fn by_core(messages: &[CosmosMsg]) -> CosmosMsg {
    let list: Vec<_> = messages.iter().map(json).collect();
    let msg = format!(
        r#"{{"execute_admin_msgs":{{"msgs":[{}]}}}}"#,
        list.join(",")
    );
    call("core", &msg)
}

fn batch(content: &str) -> CosmosMsg {
    call("router", &format!(r#"{{"batch":{content}}}"#))
}

fn check(table: Vec<(CosmosMsg, Class)>) {
    let world = World::new();
    for (i, (message, class)) in table.into_iter().enumerate() {
        assert_eq!(world.class(message.clone()), class, "row {i}: {message:?}");
    }
}

#[test]
fn by_the_registry() {
    check(vec![
        (routine(), Routine),
        (sensitive(), Sensitive),
        (critical(), Critical),
        (call("voting", r#""set_perk""#), Routine),
        (call("voting", r#"{"\u0073et_perk":{}}"#), Routine),
        (call("voting", r#"{"set_perk":{},"other":{}}"#), Critical),
        (call("voting", r#"{"set_perk":{"ratio":0.5}}"#), Critical),
        (call("voting", r#"{"Set_perk":{}}"#), Critical),
        (call("voting", r#"{"set_perk":{}"#), Critical),
        (call("voting", r#"{}"#), Critical),
        (call("voting", r#"[]"#), Critical),
        (call("voting", ""), Critical),
        (call("market", r#"{"set_perk":{}}"#), Critical),
        (call("stranger", r#"{"set_perk":{}}"#), Critical),
        (call("timelock", r#"{"set_perk":{}}"#), Critical),
        (own(Execute { id: 1 }), Critical),
    ]);
}

#[test]
fn by_kind() {
    check(vec![
        (
            WasmMsg::Instantiate {
                admin: None,
                code_id: 1,
                msg: Binary::from(b"{}"),
                funds: vec![],
                label: "x".into(),
            }
            .into(),
            Critical,
        ),
        (
            WasmMsg::Migrate {
                contract_addr: a("voting"),
                new_code_id: 1,
                msg: Binary::from(b"{}"),
            }
            .into(),
            Critical,
        ),
        (
            WasmMsg::UpdateAdmin {
                contract_addr: a("voting"),
                admin: a("eve"),
            }
            .into(),
            Critical,
        ),
        (
            BankMsg::Burn {
                amount: coins(1, "uusdc"),
            }
            .into(),
            Critical,
        ),
        (
            GovMsg::Vote {
                proposal_id: 1,
                option: cosmwasm_std::VoteOption::Yes,
            }
            .into(),
            Critical,
        ),
        (
            IbcMsg::CloseChannel {
                channel_id: "channel-0".into(),
            }
            .into(),
            Critical,
        ),
        (CosmosMsg::Custom(cosmwasm_std::Empty {}), Critical),
    ]);
}

#[test]
fn by_what_is_inside() {
    let deep = |levels: usize| (0..levels).fold(routine(), |inner, _| by_core(&[inner]));
    let hex: String = json(&critical())
        .bytes()
        .map(|b| format!("{b:02x}"))
        .collect();
    check(vec![
        (by_core(&[]), Routine),
        (by_core(&[routine()]), Routine),
        (by_core(&[routine(), sensitive()]), Sensitive),
        (by_core(&[routine(), critical()]), Critical),
        (by_core(&[send("bob", 1_000)]), Routine),
        (by_core(&[send("bob", 600), send("bob", 600)]), Sensitive),
        (by_core(&[own(Execute { id: 1 })]), Critical),
        (deep(4), Routine),
        (deep(5), Critical),
        // Encoded, as text, as hex, with space before it.
        (
            batch(&format!(r#"{{"data":"{}"}}"#, b64(&json(&sensitive())))),
            Sensitive,
        ),
        (
            batch(&format!(r#"{{"data":"{}"}}"#, b64(&json(&critical())))),
            Critical,
        ),
        (
            batch(&format!(
                r#"{{"data":"{}"}}"#,
                b64(&format!(" \n{}", json(&critical())))
            )),
            Critical,
        ),
        (batch(&format!(r#"{{"data":"{hex}"}}"#)), Critical),
        (
            batch(&format!(
                r#"{{"data":[[["{}"]]]}}"#,
                b64(&json(&critical()))
            )),
            Critical,
        ),
        (
            batch(r#"{"memo":"{\"wasm\":{\"contract\":\"x\",\"msg\":{}}}"}"#),
            Critical,
        ),
        (
            batch(&format!(
                r#"{{"data":{:?}}}"#,
                json(&sensitive()).as_bytes()
            )),
            Sensitive,
        ),
        (
            batch(&format!(r#"{{"data":{:?}}}"#, br#"{"spend":{}}"#)),
            Critical,
        ),
        (batch(r#"{"data":[123]}"#), Critical),
        (batch(r#"{"data":[12,3]}"#), Routine),
        (
            batch(&format!(r#"{{"data":"{}"}}"#, b64(r#""accept_ownership""#))),
            Critical,
        ),
        // What is surely a message, but nobody knows which.
        (
            batch(&format!(r#"{{"data":"{}"}}"#, b64(r#"{"spend":{}}"#))),
            Critical,
        ),
        (batch(r#"{"msg":{"spend":{}}}"#), Critical),
        (batch(r#"{"messages":["AAEC"]}"#), Critical),
        (
            batch(r#"{"steps":[{"type_url":"/cosmos.authz.v1beta1.MsgExec","value":""}]}"#),
            Critical,
        ),
        (
            batch(r#"{"steps":[{"@type":"/cosmos.bank.v1beta1.MsgMultiSend"}]}"#),
            Critical,
        ),
        (
            batch(r#"{"steps":[{"stargate":{"type_url":"/x","value":""}}]}"#),
            Critical,
        ),
        (
            batch(r#"{"steps":[{"any":{"type_url":"/x","value":""}}]}"#),
            Critical,
        ),
        (batch(r#"{"steps":[{"authz":{"exec":{}}}]}"#), Critical),
        (
            batch(r#"{"steps":[{"staking":{"delegate":{}}}]}"#),
            Critical,
        ),
        (batch(r#"{"steps":[{"wasm":{"execute":{}}}]}"#), Critical),
        (
            batch(&format!(
                r#"{{"steps":[{{"note":"x",{}]}}"#,
                &json(&routine())[1..]
            )),
            Critical,
        ),
        // No messages at all.
        (
            batch(r#"{"note":"eyes","id":"e3Jhbg==","n":-1,"on":true,"off":null,"list":[1,2]}"#),
            Critical,
        ),
        (
            batch(r#"{"note":"eyes","n":-1,"on":true,"off":null,"list":[1,2],"msgs":[]}"#),
            Routine,
        ),
    ]);
}

/// Whatever a reader of JSON can be fooled with: what it cannot read, or reads twice, is critical.
#[test]
fn by_how_it_is_written() {
    let deep = |n: usize| {
        let (open, close) = (r#"{"a":"#.repeat(n), "}".repeat(n));
        call("voting", &format!(r#"{{"set_perk":{open}1{close}}}"#))
    };
    let nested = |text: String| batch(&format!(r#"{{"data":{text}}}"#));
    let escaped: String = json(&critical())
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    let twice = b64(&format!("\"{}\"", b64(&json(&critical()))));
    check(vec![
        (deep(20), Routine),
        (deep(200), Critical),
        (deep(3_000), Critical),
        (
            call("voting", "\t\r\n {\n\"set_perk\" :\t{ } } \n"),
            Routine,
        ),
        (call("voting", r#"{"set_perk":{}} {}"#), Critical),
        (call("voting", r#"{"set_perk":{}},"#), Critical),
        (call("voting", r#"{"set_perk":{},"set_perk":{}}"#), Critical),
        (call("voting", r#"{"SET_PERK":{}}"#), Critical),
        (call("voting", r#"{"set_perk ":{}}"#), Critical),
        (call("voting", "{\"set_perk\\u0000\":{}}"), Critical),
        (call("voting", "\u{feff}{\"set_perk\":{}}"), Critical),
        (call("voting", r#"{'set_perk':{}}"#), Critical),
        (call("voting", r#"{"set_perk":{"n":1e3}}"#), Critical),
        (
            call("voting", r#"{"set_perk":{"n":18446744073709551616}}"#),
            Critical,
        ),
        (
            call("voting", r#"{"set_perk":{"n":-9223372036854775809}}"#),
            Critical,
        ),
        (call("voting", r#"{"set_perk":{"n":NaN}}"#), Critical),
        (
            call("voting", r#"{"set_perk":{"n":18446744073709551615}}"#),
            Routine,
        ),
        // An address in capitals is the same one.
        (
            WasmMsg::Execute {
                contract_addr: a("voting").to_uppercase(),
                msg: Binary::from(br#"{"set_perk":{}}"#),
                funds: vec![],
            }
            .into(),
            Routine,
        ),
        // Inside other messages.
        (nested(format!("\"{escaped}\"")), Critical),
        (nested(format!("\"{twice}\"")), Critical),
        (
            nested(format!(
                "\"{}\"",
                b64(&json(&critical())).trim_end_matches('=')
            )),
            Critical,
        ),
        (
            batch(&format!(r#"{{"ms\u0067":{}}}"#, json(&critical()))),
            Critical,
        ),
        (
            batch(r#"{"x":{"type_ur\u006c":"/cosmos.authz.v1beta1.MsgExec"}}"#),
            Critical,
        ),
        (
            batch(r#"{"x":{"TYPE_URL":"/cosmos.authz.v1beta1.MsgExec","value":""}}"#),
            Critical,
        ),
        (
            batch(r#"{"x":{"typeURL":"/cosmos.authz.v1beta1.MsgExec","value":""}}"#),
            Critical,
        ),
        (batch(r#"{"x":{"Wasm":{"Execute":{}}}}"#), Critical),
        (batch(r#"{"Msgs":[{"spend":{}}]}"#), Critical),
    ]);
}

#[test]
fn by_what_is_spent() {
    let mut supply = call("market", r#"{"supply":{}}"#);
    if let CosmosMsg::Wasm(WasmMsg::Execute { funds, .. }) = &mut supply {
        *funds = coins(5_000, "uusdc");
    }
    let cw20 = |contract: &str, inner: &str, amount: u128| {
        let msg = b64(inner);
        let to = a(contract);
        call(
            "token",
            &format!(r#"{{"send":{{"contract":"{to}","amount":"{amount}","msg":"{msg}"}}}}"#),
        )
    };
    let other: CosmosMsg = BankMsg::Send {
        to_address: a("bob"),
        amount: coins(1, "uother"),
    }
    .into();
    check(vec![
        (send("bob", 0), Routine),
        (send("bob", 1_000), Routine),
        (send("bob", 1_001), Sensitive),
        (send("bob", 10_000), Sensitive),
        (send("bob", 10_001), Critical),
        (send("bob", u128::MAX), Critical),
        (other, Critical),
        (supply, Sensitive),
        (transfer("bob", 500), Routine),
        (transfer("bob", 501), Sensitive),
        (transfer("bob", 5_001), Critical),
        (
            cw20("market", r#"{"deposit_collateral":{}}"#, 500),
            Sensitive,
        ),
        (cw20("voting", r#"{"set_perk":{}}"#, 500), Routine),
        (cw20("voting", r#"{"set_perk":{}}"#, 5_001), Critical),
        (cw20("market", r#"{"other":{}}"#, 1), Critical),
        (cw20("market", "", 1), Critical),
        (cw20("timelock", r#"{"post_bond":{"id":1}}"#, 1), Critical),
        (
            call("voting", r#"{"transfer":{"recipient":"x","amount":"1"}}"#),
            Critical,
        ),
        // Nothing is a small sum of a known token only.
        (transfer("bob", 0), Routine),
        (
            call("stranger", r#"{"transfer":{"recipient":"x","amount":"0"}}"#),
            Critical,
        ),
        (
            call(
                "stranger",
                &format!(
                    r#"{{"send":{{"contract":"{}","amount":"0","msg":"{}"}}}}"#,
                    a("voting"),
                    b64(r#"{"set_perk":{}}"#)
                ),
            ),
            Critical,
        ),
        (
            call(
                "token",
                r#"{"transfer":{"recipient":"x","amount":"1","amount":"9"}}"#,
            ),
            Critical,
        ),
        (
            call("token", r#"{"transfer":{"recipient":"x","amount":1}}"#),
            Critical,
        ),
        // A field that no cw20 has.
        (
            call(
                "token",
                r#"{"transfer":{"recipient":"x","amount":"1","memo":"y"}}"#,
            ),
            Critical,
        ),
        (
            call(
                "token",
                &format!(
                    r#"{{"send":{{"contract":"{}","amount":"1","msg":"{}","memo":"y"}}}}"#,
                    a("voting"),
                    b64(r#"{"set_perk":{}}"#)
                ),
            ),
            Critical,
        ),
        (
            call(
                "token",
                r#"{"increase_allowance":{"spender":"x","amount":"1"}}"#,
            ),
            Critical,
        ),
    ]);
}

#[test]
fn small_spends_add_up_within_a_window() {
    let mut world = World::new();
    for class in [Routine, Routine, Sensitive] {
        assert_eq!(world.class(send("bob", 400)), class);
        world.queue(vec![send("bob", 400)]);
    }
    let rows = |world: &World| -> SpendLimitsResponse {
        world.query(QueryMsg::SpendLimits {
            start_after: None,
            limit: None,
        })
    };
    let row = rows(&world).limits.pop().unwrap();
    assert_eq!(
        (row.key.as_str(), row.spent.u128()),
        ("native:uusdc", 1_200)
    );
    assert_eq!(row.window_ends, START + 30 * DAY);
    // A critical operation has had its scrutiny and does not count.
    world.queue(vec![send("bob", 500_000)]);
    assert_eq!(rows(&world).limits.pop().unwrap().spent.u128(), 1_200);
    world.wait(30 * DAY - 1);
    assert_eq!(world.class(send("bob", 400)), Sensitive);
    world.wait(1);
    assert_eq!(world.class(send("bob", 400)), Routine);
    assert_eq!(rows(&world).limits.pop().unwrap().window_ends, 0);
}

#[test]
fn governance_changes_the_tables() {
    let mut world = World::new();
    let rules = vec![
        class_rule("market", "unpause", Sensitive),
        class_rule("voting", "set_perk", Critical),
    ];
    world.enact(vec![own(SetClasses { rules })]).unwrap();
    assert_eq!(world.class(critical()), Sensitive);
    assert_eq!(world.class(routine()), Critical);
    let (asset, limit) = (usdc(), Some(limit(5, 6)));
    world
        .enact(vec![own(SetSpendLimit { asset, limit })])
        .unwrap();
    assert_eq!(world.class(send("bob", 6)), Sensitive);
    let (asset, limit) = (qer(), None);
    world
        .enact(vec![own(SetSpendLimit { asset, limit })])
        .unwrap();
    assert_eq!(world.class(transfer("bob", 1)), Critical);

    let mut all = vec![];
    let mut start_after = None;
    loop {
        let page: ClassesResponse = world.query(QueryMsg::Classes {
            start_after,
            limit: Some(2),
        });
        let Some(last) = page.classes.last() else {
            break;
        };
        start_after = Some((last.contract.to_string(), last.key.clone()));
        all.extend(page.classes);
    }
    assert_eq!(all.len(), 9);
    assert!(all.iter().all(|rule| rule.class < Critical));
}
