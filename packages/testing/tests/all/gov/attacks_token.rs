//! A hostile proposal has passed: it uses tokens to take from others, or to carry messages.

use cosmwasm_std::{to_json_binary, Binary, CosmosMsg};
use qerun_messages::timelock::Class::Critical;
use qerun_messages::timelock::ReceiveMsg;
use qerun_messages::token;
use qerun_testing::suite::{call, qer};
use serde_json::json;

use super::attack_table::{run, AttackSetup, Changes, Fails, Row};
use super::attacks_hidden::{proxy_msg, seize};

fn token(setup: &AttackSetup, msg: &token::ExecuteMsg) -> CosmosMsg {
    call(&setup.world.at.token, msg).unwrap()
}

#[test]
fn of_other_holders() {
    let rows: [Row; 4] = [
        (
            "transfer a holder's QER",
            Critical,
            |setup| {
                let take = token::ExecuteMsg::TransferFrom {
                    owner: setup.world.sam.to_string(),
                    recipient: setup.world.eve.to_string(),
                    amount: qer("1"),
                };
                vec![token(setup, &take)]
            },
            Fails("allowance"),
        ),
        (
            "send the collateral in the market's name",
            Critical,
            |setup| {
                let take = token::ExecuteMsg::SendFrom {
                    owner: setup.world.at.market.to_string(),
                    contract: setup.proxy.to_string(),
                    amount: qer("1"),
                    msg: Binary::from(b"{}"),
                };
                vec![token(setup, &take)]
            },
            Fails("allowance"),
        ),
        (
            "burn a holder's QER",
            Critical,
            |setup| {
                let burn = token::ExecuteMsg::BurnFrom {
                    owner: setup.world.sam.to_string(),
                    amount: qer("1"),
                };
                vec![token(setup, &burn)]
            },
            Fails("burner"),
        ),
        (
            "mint",
            Critical,
            |setup| {
                let mint = token::ExecuteMsg::Mint {
                    recipient: setup.world.eve.to_string(),
                    amount: qer("1"),
                };
                vec![token(setup, &mint)]
            },
            Fails("mint"),
        ),
    ];
    run(&rows);
}

#[test]
fn in_what_a_token_delivers() {
    let rows: [Row; 3] = [
        (
            "a bond for its own operation, out of the treasury",
            Critical,
            |setup| {
                let send = token::ExecuteMsg::Send {
                    contract: setup.world.timelock.to_string(),
                    amount: qer("1"),
                    msg: to_json_binary(&ReceiveMsg::PostBond { id: 1 }).unwrap(),
                };
                vec![call(&setup.world.at.token, &send).unwrap()]
            },
            Fails("is Vetoed"),
        ),
        (
            "messages through a contract of eve's",
            Critical,
            |setup| {
                let send = token::ExecuteMsg::Send {
                    contract: setup.proxy.to_string(),
                    amount: qer("1"),
                    msg: proxy_msg(vec![seize(setup)]),
                };
                vec![call(&setup.world.at.token, &send).unwrap()]
            },
            Changes(&["token"]),
        ),
        (
            "nothing, from a contract of eve's that calls itself a token",
            Critical,
            |setup| {
                let send = json!({"send": {
                    "contract": setup.world.at.oracle,
                    "amount": "0",
                    "msg": Binary::from(br#"{"poke":{"assets":[]}}"#),
                }});
                vec![call(&setup.proxy, &send).unwrap()]
            },
            Changes(&[]),
        ),
    ];
    run(&rows);
}

/// An allowance would let its holder take bonds at any later time, past `assert_bonds`.
#[test]
fn an_allowance_on_the_bond_token_cannot_even_be_queued() {
    let mut setup = AttackSetup::new();
    let approve = token::ExecuteMsg::IncreaseAllowance {
        spender: setup.world.eve.to_string(),
        amount: qer("1"),
        expires: None,
    };
    let world = &mut setup.world;
    let before = world.snapshot();
    let approve = call(&world.at.token, &approve).unwrap();
    let halt = call(&world.at.oracle, &json!({"halt": {"asset": "qer"}})).unwrap();
    let last = world.last_operation().unwrap();
    let queue = world.queue("Approve.", vec![halt, approve]).unwrap();
    assert_eq!(world.by_core(vec![queue]), "execution_failed");
    assert_eq!(world.last_operation().unwrap(), last);
    let changed = before.changed(&world.snapshot());
    assert!(changed.is_empty(), "{changed:?}");
}
