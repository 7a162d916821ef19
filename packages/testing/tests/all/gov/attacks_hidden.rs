//! A hostile proposal has passed: it hides its messages in others.

use cosmwasm_std::{
    coins, to_json_binary, to_json_string, AnyMsg, BankMsg, Binary, CosmosMsg, WasmMsg,
};
use qerun_messages::timelock::Class::Critical;
use qerun_messages::timelock::ExecuteMsg as Own;
use qerun_testing::suite::{call, usd};
use serde_json::json;

use super::attack_table::{run, AttackSetup, Changes, Fails, Row};
use super::proxy::ProxyMsg;
use super::world::DAY;

/// What is hidden: the reserve's ownership for a contract of eve's.
pub fn seize(setup: &AttackSetup) -> CosmosMsg {
    let take = json!({"update_ownership": {"transfer_ownership": {
        "new_owner": setup.proxy, "expiry": null,
    }}});
    call(&setup.world.at.reserve, &take).unwrap()
}

fn any(type_url: &str) -> Vec<CosmosMsg> {
    vec![CosmosMsg::Any(AnyMsg {
        type_url: type_url.to_owned(),
        value: Binary::from(b"\x0a\x01x"),
    })]
}

fn core(setup: &AttackSetup, key: &str, msgs: Vec<CosmosMsg>) -> CosmosMsg {
    call(&setup.world.dao.core, &json!({key: {"msgs": msgs}})).unwrap()
}

pub fn proxy_msg(msgs: Vec<CosmosMsg>) -> Binary {
    to_json_binary(&ProxyMsg { msgs }).unwrap()
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
            |setup| vec![core(setup, "execute_admin_msgs", vec![seize(setup)])],
            Fails("Unauthorized"),
        ),
        (
            "execute_proposal_hook",
            Critical,
            |setup| vec![core(setup, "execute_proposal_hook", vec![seize(setup)])],
            Fails("proposal"),
        ),
        (
            "the core in the core",
            Critical,
            |setup| {
                let inner = core(setup, "execute_admin_msgs", vec![seize(setup)]);
                vec![core(setup, "execute_admin_msgs", vec![inner])]
            },
            Fails("Unauthorized"),
        ),
        (
            "the timelock by the core",
            Critical,
            |setup| {
                let dao = setup.world.eve.to_string();
                let inner = setup.world.own(Own::SetDao { dao });
                vec![core(setup, "execute_admin_msgs", vec![inner])]
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
            |setup| {
                vec![call(
                    &setup.proxy,
                    &ProxyMsg {
                        msgs: vec![seize(setup)],
                    },
                )
                .unwrap()]
            },
            Fails("owner"),
        ),
        (
            "but becomes the owner first",
            Critical,
            |setup| {
                let accept = json!({"update_ownership": "accept_ownership"});
                let accept = call(&setup.world.at.reserve, &accept).unwrap();
                let spend = json!({"spend": {
                    "recipient": setup.world.eve,
                    "amount": setup.world.backing().unwrap().unencumbered,
                }});
                let spend = call(&setup.world.at.reserve, &spend).unwrap();
                let msgs = vec![accept, spend];
                vec![
                    seize(setup),
                    call(&setup.proxy, &ProxyMsg { msgs }).unwrap(),
                ]
            },
            Changes(&["coins of eve", "coins of reserve", "reserve"]),
        ),
        (
            "as text, in base64, in a field of any name",
            Critical,
            |setup| {
                let text = to_json_string(&seize(setup)).unwrap();
                let note = Binary::from(text.as_bytes());
                vec![call(&setup.proxy, &json!({"note": {"eyes": note}})).unwrap()]
            },
            Changes(&[]),
        ),
        (
            "born with a qer_balance that it gives away",
            Critical,
            |setup| {
                let donation = BankMsg::Send {
                    to_address: setup.world.eve.to_string(),
                    amount: coins(usd("50000").u128(), &setup.world.stable),
                };
                vec![WasmMsg::Instantiate {
                    admin: None,
                    code_id: setup.proxy_code,
                    label: "proxy".into(),
                    msg: proxy_msg(vec![donation.into()]),
                    funds: coins(usd("50000").u128(), &setup.world.stable),
                }
                .into()]
            },
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "the market becomes it and gives its cash away",
            Critical,
            |setup| {
                let market = &setup.world.at.market;
                let donation = BankMsg::Send {
                    to_address: setup.world.eve.to_string(),
                    amount: coins(
                        setup.world.stable_of(market).unwrap().u128(),
                        &setup.world.stable,
                    ),
                };
                vec![WasmMsg::Migrate {
                    contract_addr: market.to_string(),
                    new_code_id: setup.proxy_code,
                    msg: proxy_msg(vec![donation.into()]),
                }
                .into()]
            },
            Changes(&["code of market", "coins of eve", "coins of market"]),
        ),
        (
            "the core becomes it and cancels for ever",
            Critical,
            |setup| {
                let dao = &setup.world.dao;
                let queue = setup.world.own(Own::Queue {
                    messages: vec![seize(setup)],
                    text: "x".to_owned(),
                    // The migration comes first, after its own delay.
                    not_after: setup.world.net.home.now() + 60 * DAY,
                });
                vec![WasmMsg::Migrate {
                    contract_addr: dao.core.to_string(),
                    new_code_id: setup.proxy_code,
                    msg: proxy_msg(vec![queue]),
                }
                .into()]
            },
            Changes(&["code of core"]),
        ),
    ];
    run(&rows);
}
