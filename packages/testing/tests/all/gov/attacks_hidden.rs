//! A hostile proposal has passed: it hides its messages in others.

use cosmwasm_std::{
    coins, to_json_binary, to_json_string, AnyMsg, BankMsg, Binary, CosmosMsg, WasmMsg,
};
use qerun_messages::timelock::Class::Critical;
use qerun_messages::timelock::ExecuteMsg as Own;
use qerun_testing::suite::{call, usd};
use serde_json::json;

use super::attack::{run, Changes, Fails, Row, Scene};
use super::evil::Orders;
use super::world::DAY;

/// What is hidden: the reserve's ownership for a contract of eve's.
pub fn seize(scene: &Scene) -> CosmosMsg {
    let take = json!({"update_ownership": {"transfer_ownership": {
        "new_owner": scene.evil, "expiry": null,
    }}});
    call(&scene.world.at.reserve, &take).unwrap()
}

fn any(type_url: &str) -> Vec<CosmosMsg> {
    vec![CosmosMsg::Any(AnyMsg {
        type_url: type_url.to_owned(),
        value: Binary::from(b"\x0a\x01x"),
    })]
}

fn core(scene: &Scene, key: &str, msgs: Vec<CosmosMsg>) -> CosmosMsg {
    call(&scene.world.dao.core, &json!({key: {"msgs": msgs}})).unwrap()
}

pub fn orders(msgs: Vec<CosmosMsg>) -> Binary {
    to_json_binary(&Orders { msgs }).unwrap()
}

#[test]
fn in_messages_of_the_chain() {
    let rows: [Row; 3] = [
        (
            "authz: execute",
            Critical,
            |_| any("/cosmos.authz.v1beta1.MsgExec"),
            Fails("unexpected message"),
        ),
        (
            "authz: grant",
            Critical,
            |_| any("/cosmos.authz.v1beta1.MsgGrant"),
            Fails("unexpected message"),
        ),
        (
            "many payments",
            Critical,
            |_| any("/Cosmos.Bank.v1beta1.MsgMultiSend"),
            Fails("unexpected message"),
        ),
    ];
    run(&rows);
}

#[test]
fn in_messages_of_the_core() {
    let rows: [Row; 4] = [
        (
            "execute_admin_msgs",
            Critical,
            |scene| vec![core(scene, "execute_admin_msgs", vec![seize(scene)])],
            Fails("Unauthorized"),
        ),
        (
            "execute_proposal_hook",
            Critical,
            |scene| vec![core(scene, "execute_proposal_hook", vec![seize(scene)])],
            Fails("proposal"),
        ),
        (
            "the core in the core",
            Critical,
            |scene| {
                let inner = core(scene, "execute_admin_msgs", vec![seize(scene)]);
                vec![core(scene, "execute_admin_msgs", vec![inner])]
            },
            Fails("Unauthorized"),
        ),
        (
            "the timelock by the core",
            Critical,
            |scene| {
                let dao = scene.world.eve.to_string();
                let inner = scene.world.own(Own::SetDao { dao });
                vec![core(scene, "execute_admin_msgs", vec![inner])]
            },
            Fails("Unauthorized"),
        ),
    ];
    run(&rows);
}

#[test]
fn in_messages_of_a_contract_of_eves() {
    let rows: [Row; 6] = [
        (
            "it cannot act in the timelock's name",
            Critical,
            |scene| {
                vec![call(
                    &scene.evil,
                    &Orders {
                        msgs: vec![seize(scene)],
                    },
                )
                .unwrap()]
            },
            Fails("owner"),
        ),
        (
            "but becomes the owner first",
            Critical,
            |scene| {
                let accept = json!({"update_ownership": "accept_ownership"});
                let accept = call(&scene.world.at.reserve, &accept).unwrap();
                let spend = json!({"spend": {
                    "recipient": scene.world.eve,
                    "amount": scene.world.backing().unwrap().unencumbered,
                }});
                let spend = call(&scene.world.at.reserve, &spend).unwrap();
                let msgs = vec![accept, spend];
                vec![seize(scene), call(&scene.evil, &Orders { msgs }).unwrap()]
            },
            Changes(&["coins of eve", "coins of reserve", "reserve"]),
        ),
        (
            "as text, in base64, in a field of any name",
            Critical,
            |scene| {
                let text = to_json_string(&seize(scene)).unwrap();
                let note = Binary::from(text.as_bytes());
                vec![call(&scene.evil, &json!({"note": {"eyes": note}})).unwrap()]
            },
            Changes(&[]),
        ),
        (
            "born with a purse that it gives away",
            Critical,
            |scene| {
                let gift = BankMsg::Send {
                    to_address: scene.world.eve.to_string(),
                    amount: coins(usd("50000").u128(), &scene.world.stable),
                };
                vec![WasmMsg::Instantiate {
                    admin: None,
                    code_id: scene.evil_code,
                    label: "evil".into(),
                    msg: orders(vec![gift.into()]),
                    funds: coins(usd("50000").u128(), &scene.world.stable),
                }
                .into()]
            },
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "the market becomes it and gives its cash away",
            Critical,
            |scene| {
                let market = &scene.world.at.market;
                let gift = BankMsg::Send {
                    to_address: scene.world.eve.to_string(),
                    amount: coins(
                        scene.world.stable_of(market).unwrap().u128(),
                        &scene.world.stable,
                    ),
                };
                vec![WasmMsg::Migrate {
                    contract_addr: market.to_string(),
                    new_code_id: scene.evil_code,
                    msg: orders(vec![gift.into()]),
                }
                .into()]
            },
            Changes(&["code of market", "coins of eve", "coins of market"]),
        ),
        (
            "the core becomes it and cancels for ever",
            Critical,
            |scene| {
                let dao = &scene.world.dao;
                let queue = scene.world.own(Own::Queue {
                    messages: vec![seize(scene)],
                    text: "x".to_owned(),
                    // The migration comes first, after its own delay.
                    not_after: scene.world.net.home.now() + 60 * DAY,
                });
                vec![WasmMsg::Migrate {
                    contract_addr: dao.core.to_string(),
                    new_code_id: scene.evil_code,
                    msg: orders(vec![queue]),
                }
                .into()]
            },
            Changes(&["code of core"]),
        ),
    ];
    run(&rows);
}
