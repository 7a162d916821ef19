//! A hostile proposal has passed: it uses tokens to take from others, or to carry messages.

use cosmwasm_std::{to_json_binary, Binary, CosmosMsg};
use qerun_messages::timelock::Class::Critical;
use qerun_messages::timelock::ReceiveMsg;
use qerun_messages::token;
use qerun_testing::suite::{call, qer};
use serde_json::json;

use super::attack::{run, Changes, Fails, Row, Scene};
use super::attacks_hidden::{orders, seize};

fn token(scene: &Scene, msg: &token::ExecuteMsg) -> CosmosMsg {
    call(&scene.world.at.token, msg).unwrap()
}

#[test]
fn of_other_holders() {
    let rows: [Row; 4] = [
        (
            "transfer a holder's QER",
            Critical,
            |scene| {
                let take = token::ExecuteMsg::TransferFrom {
                    owner: scene.world.sam.to_string(),
                    recipient: scene.world.eve.to_string(),
                    amount: qer("1"),
                };
                vec![token(scene, &take)]
            },
            Fails("allowance"),
        ),
        (
            "send the collateral in the market's name",
            Critical,
            |scene| {
                let take = token::ExecuteMsg::SendFrom {
                    owner: scene.world.at.market.to_string(),
                    contract: scene.evil.to_string(),
                    amount: qer("1"),
                    msg: Binary::from(b"{}"),
                };
                vec![token(scene, &take)]
            },
            Fails("allowance"),
        ),
        (
            "burn a holder's QER",
            Critical,
            |scene| {
                let burn = token::ExecuteMsg::BurnFrom {
                    owner: scene.world.sam.to_string(),
                    amount: qer("1"),
                };
                vec![token(scene, &burn)]
            },
            Fails("burner"),
        ),
        (
            "mint",
            Critical,
            |scene| {
                let mint = token::ExecuteMsg::Mint {
                    recipient: scene.world.eve.to_string(),
                    amount: qer("1"),
                };
                vec![token(scene, &mint)]
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
            |scene| {
                let send = token::ExecuteMsg::Send {
                    contract: scene.world.timelock.to_string(),
                    amount: qer("1"),
                    msg: to_json_binary(&ReceiveMsg::PostBond { id: 1 }).unwrap(),
                };
                vec![call(&scene.world.at.token, &send).unwrap()]
            },
            Fails("is Vetoed"),
        ),
        (
            "orders to a contract of eve's",
            Critical,
            |scene| {
                let send = token::ExecuteMsg::Send {
                    contract: scene.evil.to_string(),
                    amount: qer("1"),
                    msg: orders(vec![seize(scene)]),
                };
                vec![call(&scene.world.at.token, &send).unwrap()]
            },
            Changes(&["token"]),
        ),
        (
            "nothing, from a contract of eve's that calls itself a token",
            Critical,
            |scene| {
                let send = json!({"send": {
                    "contract": scene.world.at.oracle,
                    "amount": "0",
                    "msg": Binary::from(br#"{"poke":{"assets":[]}}"#),
                }});
                vec![call(&scene.evil, &send).unwrap()]
            },
            Changes(&[]),
        ),
    ];
    run(&rows);
}

/// An allowance would let its holder take bonds at any later time, past `assert_bonds`.
#[test]
fn an_allowance_on_the_bond_token_cannot_even_be_queued() {
    let mut scene = Scene::new();
    let approve = token::ExecuteMsg::IncreaseAllowance {
        spender: scene.world.eve.to_string(),
        amount: qer("1"),
        expires: None,
    };
    let world = &mut scene.world;
    let before = world.picture();
    let approve = call(&world.at.token, &approve).unwrap();
    let halt = call(&world.at.oracle, &json!({"halt": {"asset": "qer"}})).unwrap();
    let last = world.last_operation().unwrap();
    let queue = world.queue("Approve.", vec![halt, approve]).unwrap();
    assert_eq!(world.by_core(vec![queue]), "execution_failed");
    assert_eq!(world.last_operation().unwrap(), last);
    let changed = before.changed(&world.picture());
    assert!(changed.is_empty(), "{changed:?}");
}
