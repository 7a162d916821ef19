//! Attacks on the timelock from inside an execution, by size, and by name.

use cosmwasm_std::{to_json_binary, CosmosMsg};
use qerun_messages::timelock::{BondState, Class, ExecuteMsg, ReceiveMsg, Status};
use qerun_messages::token::ExecuteMsg as Token;
use qerun_testing::suite::{call, qer};
use serde_json::json;

use super::proxy::{self, ProxyMsg};
use super::world::{refused, setup, World};

fn nothing(world: &World) -> Vec<CosmosMsg> {
    vec![world.own(ExecuteMsg::AssertBonds {})]
}

fn by_proxy(proxy: &cosmwasm_std::Addr, msgs: Vec<CosmosMsg>) -> CosmosMsg {
    call(proxy, &ProxyMsg { msgs }).unwrap()
}

/// A bond posted in the middle of an execution is not treasury either.
#[test]
fn a_bond_posted_during_an_execution_cannot_be_spent_by_it() {
    let mut world = World::new();
    let (_, proxy) = proxy::deploy(&mut world);
    world.fund_qer(&proxy, qer("50000")).unwrap();
    // Its id is known before: the next one. It is filed late, so that its bond is still welcome.
    let victim = 2;
    let bond = Token::Send {
        contract: world.timelock.to_string(),
        amount: qer("50000"),
        msg: to_json_binary(&ReceiveMsg::PostBond { id: victim }).unwrap(),
    };
    let post = call(&world.at.token, &bond).unwrap();
    let id = world.start(vec![
        by_proxy(&proxy, vec![post]),
        world.pay_qer(&world.eve, "1050000"),
    ]);
    world.wait(3 * 86_400);
    assert_eq!(world.file(nothing(&world)), victim);
    world.ripen(id);
    assert_eq!(world.held(), qer("50000"));
    refused(world.execute_operation(id), "of bonds are kept");
    assert_eq!(world.qer_balance(&world.eve), qer("500000"));
    assert_eq!(world.qer_balance(&proxy), qer("50000"));
    assert_eq!(world.held(), qer("50000"));
    assert_eq!(world.status(victim), Status::AwaitingBond);
}

#[test]
fn an_execution_in_an_execution_runs_every_operation_once() {
    let mut world = World::new();
    let (_, proxy) = proxy::deploy(&mut world);
    let run = |world: &World, id| world.own(ExecuteMsg::Execute { id });
    let [outer, again, itself, through, paid] = [1, 2, 3, 4, 5];
    // Inside an operation anyone executes another one, as from outside.
    world.start(vec![by_proxy(&proxy, vec![run(&world, paid)])]);
    world.start(vec![run(&world, paid)]);
    world.start(vec![run(&world, itself)]);
    world.start(vec![by_proxy(&proxy, vec![run(&world, through)])]);
    assert_eq!(world.start(vec![world.pay_qer(&world.eve, "10")]), paid);
    world.ripen(through);
    assert_eq!(world.held(), qer("200000"));

    world.execute_operation(outer).unwrap();
    assert_eq!(world.status(outer), Status::Executed);
    assert_eq!(world.status(paid), Status::Executed);
    assert_eq!(world.qer_balance(&world.eve), qer("500010"));
    assert_eq!(world.held(), qer("150000"));
    for id in [again, itself, through] {
        refused(world.execute_operation(id), "is Executed");
        assert_eq!(world.status(id), Status::Ready);
        assert_eq!(world.bond_state(id), BondState::Held);
    }
    assert_eq!(world.qer_balance(&world.eve), qer("500010"));
    assert_eq!(world.qer_balance(&world.timelock), qer("1149990"));
}

#[test]
fn during_an_execution_nobody_is_more_than_before() {
    let mut setup = setup();
    setup.plan.timelock.params.execution_window = 90 * 86_400;
    let mut world = World::with(&setup);
    let (_, proxy) = proxy::deploy(&mut world);
    let eve = world.eve.to_string();
    let guardian = Some(eve.clone());
    let queue = |world: &World| ExecuteMsg::Queue {
        messages: vec![world.pay_qer(&world.eve, "1")],
        text: "More.".into(),
        not_after: world.fortnight(),
    };
    // One that is open all the time: operations stay executable for 90 days here.
    let target = world.start(nothing(&world));
    let by_evil = [
        ExecuteMsg::SetGuardian { guardian },
        ExecuteMsg::SetDao { dao: eve },
        ExecuteMsg::Veto {
            id: target,
            forfeit: true,
        },
        ExecuteMsg::Cancel { id: target },
        ExecuteMsg::CoSign { id: target },
        ExecuteMsg::Pause {
            id: "market".into(),
        },
        queue(&world),
    ];
    let before = world.snapshot();
    for msg in by_evil {
        let inner = world.own(msg.clone());
        let id = world.start(vec![by_proxy(&proxy, vec![inner])]);
        world.ripen(id);
        refused(world.execute_operation(id), "only the");
        assert_eq!(world.status(id), Status::Ready);
        assert_ne!(world.status(target), Status::Vetoed);
        assert_ne!(world.status(target), Status::Cancelled);
    }
    // The timelock itself is not the DAO: an operation cannot file the next one.
    let own = world.own(queue(&world));
    let id = world.start(vec![own]);
    world.ripen(id);
    refused(world.execute_operation(id), "only the DAO");
    let changed = before.changed(&world.snapshot());
    // Bonds, which wait.
    assert_eq!(changed, ["token"]);
    assert_eq!(world.held(), qer("450000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("1450000"));
}

/// What the treasury itself posts as a bond comes back to it.
#[test]
fn the_treasury_can_be_a_sponsor_without_gaining_or_losing() {
    let mut world = World::new();
    let poor = world.file(nothing(&world));
    let bond = Token::Send {
        contract: world.timelock.to_string(),
        amount: qer("50000"),
        msg: to_json_binary(&ReceiveMsg::PostBond { id: poor }).unwrap(),
    };
    let post = call(&world.at.token, &bond).unwrap();
    assert_eq!(world.class(vec![post.clone()]), Class::Critical);
    // Its bond must be posted within the window: the operation that posts it is as slow.
    let id = world.start(vec![post]);
    world.ripen(id);
    refused(world.execute_operation(id), "expired at");
    assert_eq!(world.qer_balance(&world.timelock), qer("1050000"));
    assert_eq!(world.held(), qer("50000"));
}

#[test]
fn ids_name_exactly_one_operation() {
    let mut world = World::new();
    let id = world.start(vec![world.pay_qer(&world.eve, "1")]);
    assert_eq!(id, 1);
    let anyone = world.eve.clone();
    for id in [0, 2, u64::MAX] {
        refused(
            world.timelock(&anyone, &ExecuteMsg::Execute { id }),
            "there is no operation",
        );
        refused(world.veto(id, true), "there is no operation");
        refused(
            world.timelock(&anyone, &ExecuteMsg::Close { id }),
            "there is no operation",
        );
    }
    let timelock = world.timelock.clone();
    for id in [json!("1"), json!(-1), json!(null), json!([1])] {
        let msg = json!({"execute": {"id": id}});
        refused(world.send(&anyone, &timelock, &msg), "Error parsing");
    }
    assert_eq!(world.status(1), Status::Waiting);
}

#[test]
fn what_is_too_large_or_empty_is_not_filed() {
    let mut world = World::new();
    let one = world.pay_qer(&world.eve, "1");
    let long = call(
        &world.at.oracle,
        &json!({"halt": {"asset": "x".repeat(30_000)}}),
    )
    .unwrap();
    let core = world.dao.core.clone();
    for (messages, text, reason) in [
        (vec![], "x".to_owned(), "messages is 0"),
        (vec![one.clone(); 11], "x".to_owned(), "messages is 11"),
        (vec![long], "x".to_owned(), "must be 0 to 30000"),
        (vec![one.clone()], String::new(), "text is 0"),
        (vec![one.clone()], "x".repeat(1_001), "text is 1001"),
    ] {
        let queue = ExecuteMsg::Queue {
            messages,
            text,
            not_after: world.fortnight(),
        };
        refused(world.timelock(&core, &queue), reason);
    }
    assert!(world.last_operation().is_err());
    // Only the DAO, and the steward at first, fill the store.
    let queue = ExecuteMsg::Queue {
        messages: vec![one],
        text: "x".into(),
        not_after: world.fortnight(),
    };
    for stranger in [
        world.eve.clone(),
        world.sam.clone(),
        world.at.guardian.clone(),
    ] {
        refused(world.timelock(&stranger, &queue), "only the DAO");
    }
    assert!(world.last_operation().is_err());
}
