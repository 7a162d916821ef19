//! What a passed proposal does without the timelock: the core sends its messages at once. It can take
//! or break the DAO; of the protocol it reaches nothing without the delays.

use cosmwasm_std::CosmosMsg;
use qerun_messages::timelock::ExecuteMsg;
use qerun_messages::token::ExecuteMsg as Token;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, qer};
use serde_json::{json, Value};

use super::proxy;
use super::world::{refused, World, DAY};

pub fn seize(world: &World) -> CosmosMsg {
    let take = json!({"update_ownership": {"transfer_ownership": {
        "new_owner": world.eve, "expiry": null,
    }}});
    call(&world.at.reserve, &take).unwrap()
}

#[test]
fn the_core_is_nobody_to_the_protocol() {
    let (mut world, _, _) = World::with_loans();
    let (eve, at) = (world.eve.to_string(), world.at.clone());
    let (voting, timelock) = (world.dao.voting.clone(), world.timelock.clone());
    // A first proposal leaves records of zero behind.
    assert_eq!(world.by_core(vec![]), "executed");
    let waiting = world.start(vec![world.own(ExecuteMsg::AssertBonds {})]);
    world.ripen(waiting);
    let before = world.snapshot();
    let mint = json!({"mint": {"recipient": eve, "amount": "1"}});
    let spend = json!({"spend": {"recipient": eve, "amount": "1"}});
    let pay_out = json!({"pay_out": {"recipient": eve, "amount": "1"}});
    let own =
        json!({"update_ownership": {"transfer_ownership": {"new_owner": eve, "expiry": null}}});
    let guard = json!({"set_guardian": {"guardian": eve}});
    let pause = json!({"pause": {"duration": 1}});
    let halt = json!({"halt": {"asset": "qer"}});
    let hook = json!({"add_hook": {"addr": eve}});
    let unbond = json!({"update_config": {"duration": null}});
    let take = json!({"transfer_from": {"owner": timelock, "recipient": eve, "amount": "1"}});
    let early = ExecuteMsg::Veto {
        id: waiting,
        forfeit: true,
    };
    let table: Vec<(&cosmwasm_std::Addr, Value)> = vec![
        (&at.token, mint),
        (&at.token, json!({"update_minter": {"new_minter": eve}})),
        (&at.token, json!({"add_burner": {"address": eve}})),
        (&at.token, take),
        (&at.token, own.clone()),
        (&at.reserve, spend),
        (&at.reserve, pay_out),
        (&at.reserve, pause.clone()),
        (&at.reserve, own.clone()),
        (&at.reserve, guard.clone()),
        (&at.oracle, halt),
        (&at.oracle, json!({"remove_asset": {"asset": "qer"}})),
        (&at.oracle, own.clone()),
        (&at.market, guard.clone()),
        (&at.market, own.clone()),
        (&voting, hook),
        (&voting, unbond),
        (&voting, pause),
        (&voting, own),
        (&timelock, guard),
        (&timelock, json!({"set_dao": {"dao": eve}})),
        (&timelock, json!({"set_classes": {"rules": []}})),
        (&timelock, json!({"pause": {"id": "market"}})),
        (&timelock, serde_json::to_value(early).unwrap()),
    ];
    for (contract, msg) in table {
        let name = msg.to_string();
        let status = world.by_core(vec![call(contract, &msg).unwrap()]);
        assert_eq!(status, "execution_failed", "{name}");
        let changed = before.changed(&world.snapshot());
        assert!(changed.is_empty(), "{name}: {changed:?}");
    }
    // Nor is it the admin of any contract, its own included.
    let (code, _) = proxy::deploy(&mut world);
    for (name, contract) in world.contracts() {
        let migrate = cosmwasm_std::WasmMsg::Migrate {
            contract_addr: contract.to_string(),
            new_code_id: code,
            msg: cosmwasm_std::Binary::from(b"{}"),
        };
        let status = world.by_core(vec![migrate.into()]);
        assert_eq!(status, "execution_failed", "{name}");
    }
    let changed = before.changed(&world.snapshot());
    assert!(changed.is_empty(), "{changed:?}");
}

/// The core's own qer_balance is no treasury: it holds deposits that were not given back, and pays at once.
#[test]
fn only_kept_deposits_are_spent_at_once() {
    let mut world = World::new();
    let (bob, core, eve) = (world.bob.clone(), world.dao.core.clone(), world.eve.clone());
    let alice = world.alice.clone();
    let id = world.propose(&alice, "Unwanted", &[], None).unwrap();
    world.vote(&bob, id, Vote::No).unwrap();
    world.wait(DAY);
    let dao = world.dao.clone();
    dao.close(&mut world.net.home, &eve, id).unwrap();
    assert_eq!(world.qer_balance(&core), qer("1000"));
    let pay = Token::Transfer {
        recipient: eve.to_string(),
        amount: qer("1000"),
    };
    let pay = call(&world.at.token, &pay).unwrap();
    assert_eq!(world.by_core(vec![pay]), "executed");
    assert_eq!(world.qer_balance(&eve), qer("501000"));
    assert!(world.qer_balance(&core).is_zero());
    assert_eq!(world.qer_balance(&world.timelock), qer("1000000"));
}

#[test]
fn deposits_and_rules_of_voting_change_at_once() {
    let mut world = World::new();
    let eve = world.eve.clone();
    let open = json!({"update_config": {
        "deposit_info": null,
        "submission_policy": {"anyone": {"denylist": []}},
    }});
    let open = call(&world.dao.pre_propose, &open).unwrap();
    let hurry = json!({"update_config": {
        "threshold": {"absolute_percentage": {"percentage": {"percent": "0.01"}}},
        "max_voting_period": {"time": 3600}, "min_voting_period": null,
        "only_members_execute": false, "allow_revoting": false, "dao": world.dao.core,
        "close_proposal_on_execution_failure": true, "veto": null,
    }});
    let hurry = call(&world.dao.proposals, &hurry).unwrap();
    assert_eq!(world.by_core(vec![]), "executed");
    let before = world.snapshot();
    assert_eq!(world.by_core(vec![open, hurry]), "executed");
    assert!(before.changed(&world.snapshot()).is_empty());
    // A stranger proposes, a small holder passes it in the same block: it waits as long as ever.
    let (alice, dao) = (world.alice.clone(), world.dao.clone());
    let queue = world.queue("Seize.", vec![seize(&world)]).unwrap();
    let id = dao
        .propose(&mut world.net.home, &eve, "Seize", &[queue], None)
        .unwrap();
    world.vote(&alice, id, Vote::Yes).unwrap();
    world.execute_proposal(id).unwrap();
    let id = world.last_operation().unwrap();
    world.post_bond(&eve, id).unwrap();
    world.wait(7 * DAY - 1);
    refused(world.execute_operation(id), "is not ready before");
    world.veto(id, true).unwrap();
    assert_eq!(world.qer_balance(&eve), qer("450000"));
}
