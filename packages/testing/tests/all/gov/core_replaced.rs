//! The DAO itself is taken or broken, at once: what that reaches, and who can still leave.

use cosmwasm_std::{to_json_binary, CosmosMsg};
use qerun_messages::timelock::{Class, ExecuteMsg, Status};
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, qer, usd};
use serde_json::{json, Value};

use super::controlled_voting;
use super::core_alone::seize;
use super::world::{refused, World, DAY};

/// A message of the core's to itself.
fn to_core(world: &World, msg: Value) -> Vec<CosmosMsg> {
    vec![call(&world.dao.core, &msg).unwrap()]
}

#[test]
fn a_replaced_voting_module_takes_the_dao_at_once_but_the_protocol_still_waits() {
    let (mut world, sue, ann) = World::with_loans();
    let (eve, bob) = (world.eve.clone(), world.bob.clone());
    assert_eq!(world.by_core(vec![]), "executed");
    let before = world.snapshot();
    let code = world.net.home.store(controlled_voting::code());
    let module = json!({
        "code_id": code, "msg": to_json_binary(&eve).unwrap(), "admin": null, "funds": [],
        "label": "controlled voting",
    });
    let update = to_core(&world, json!({"update_voting_module": {"module": module}}));
    assert_eq!(world.by_core(update), "executed");
    assert_eq!(before.changed(&world.snapshot()), ["core"]);
    let power = |world: &World, of| world.dao.power(&world.net.home, of, None).unwrap();
    assert_eq!(
        (power(&world, &bob).u128(), power(&world, &eve).u128()),
        (0, 1)
    );

    // Eve alone decides. What she decides waits, and is vetoed at the price of her bond.
    let queue = world.queue("Seize.", vec![seize(&world)]).unwrap();
    let id = world
        .propose(&eve, "Seize", &[queue], Some(Vote::Yes))
        .unwrap();
    world.wait(DAY);
    world.execute_proposal(id).unwrap();
    let operation = world.last_operation().unwrap();
    world.post_bond(&eve, operation).unwrap();
    refused(world.execute_operation(operation), "is not ready before");
    world.veto(operation, true).unwrap();
    assert_eq!(world.qer_balance(&eve), qer("450000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("1050000"));

    // Nobody is locked in: loan, supply and stake leave; the perk's gate is still our contract.
    world.fund_stable(&ann, usd("30000")).unwrap();
    world.repay(&ann, usd("30000")).unwrap();
    world.withdraw_collateral(&ann, None).unwrap();
    assert_eq!(world.qer_balance(&ann), qer("100000"));
    world.withdraw(&sue, None).unwrap();
    let unstake = Voting::UnstakeFrom {
        tier: 3,
        amount: qer("100000"),
    };
    world.voting(&bob, &unstake).unwrap();

    // The way back while there is a steward: another DAO, if eve does not cancel it. She can.
    let steward = world.at.steward.clone().unwrap();
    let rescue = ExecuteMsg::Queue {
        messages: vec![world.own(ExecuteMsg::SetDao {
            dao: bob.to_string(),
        })],
        text: "Another DAO.".into(),
        not_after: world.fortnight(),
    };
    world.timelock(&steward, &rescue).unwrap();
    let rescue = world.last_operation().unwrap();
    let cancel = world.own(ExecuteMsg::Cancel { id: rescue });
    let id = world
        .propose(&eve, "No", &[cancel], Some(Vote::Yes))
        .unwrap();
    world.wait(DAY);
    world.execute_proposal(id).unwrap();
    assert_eq!(world.status(rescue), Status::Cancelled);
}

#[test]
fn an_admin_of_the_core_acts_as_the_dao_at_once_but_the_protocol_still_waits() {
    let mut world = World::new();
    let (eve, core) = (world.eve.clone(), world.dao.core.clone());
    let nominate = to_core(&world, json!({"nominate_admin": {"admin": eve}}));
    assert_eq!(world.by_core(nominate), "executed");
    world
        .send(&eve, &core, &json!({"accept_admin_nomination": {}}))
        .unwrap();
    let at_once = |world: &mut World, msgs: Vec<CosmosMsg>| {
        world.send(&eve, &core, &json!({"execute_admin_msgs": {"msgs": msgs}}))
    };
    let direct = seize(&world);
    refused(at_once(&mut world, vec![direct.clone()]), "owner");
    let queue = world.queue("Seize.", vec![direct]).unwrap();
    at_once(&mut world, vec![queue]).unwrap();
    let id = world.last_operation().unwrap();
    let operation = world.operation(id).unwrap().operation;
    assert_eq!(
        (operation.class, operation.ready_at),
        (Class::Critical, None)
    );
    world.veto(id, true).unwrap();
    assert_eq!(world.status(id), Status::Vetoed);
}

#[test]
fn a_broken_dao_stops_governing_and_nothing_else() {
    let (mut world, sue, ann) = World::with_loans();
    let (alice, eve) = (world.alice.clone(), world.eve.clone());
    assert_eq!(world.by_core(vec![]), "executed");
    let before = world.snapshot();
    // Active only when all QER are staked: no proposal can be made any more.
    let threshold = json!({"update_active_threshold": {
        "new_threshold": {"percentage": {"percent": "1"}},
    }});
    let update = call(&world.dao.voting, &threshold).unwrap();
    assert_eq!(world.by_core(vec![update]), "executed");
    assert_eq!(before.changed(&world.snapshot()), ["voting"]);
    let propose = world.propose(&alice, "Mend", &[], None);
    refused(propose, "inactive");

    world.refresh().unwrap();
    world.borrow(&ann, usd("1000")).unwrap();
    world.fund_stable(&ann, usd("30000")).unwrap();
    world.repay(&ann, usd("30000")).unwrap();
    world.withdraw_collateral(&ann, None).unwrap();
    world.withdraw(&sue, None).unwrap();
    let amount = qer("100000");
    world.voting(&alice, &Voting::Unstake { amount }).unwrap();
    world.wait(14 * DAY);
    world.voting(&alice, &Voting::Claim {}).unwrap();
    assert_eq!(world.qer_balance(&alice), qer("500000"));

    // The steward names another DAO: after the delay, against the bond.
    let steward = world.at.steward.clone().unwrap();
    let rescue = ExecuteMsg::Queue {
        messages: vec![world.own(ExecuteMsg::SetDao {
            dao: alice.to_string(),
        })],
        text: "Another DAO.".into(),
        not_after: world.fortnight(),
    };
    world.timelock(&steward, &rescue).unwrap();
    let id = world.last_operation().unwrap();
    world.post_bond(&eve, id).unwrap();
    world.ripen(id);
    world.execute_operation(id).unwrap();
    let queue = ExecuteMsg::Queue {
        messages: vec![world.own(ExecuteMsg::AssertBonds {})],
        text: "Alive.".into(),
        not_after: world.fortnight(),
    };
    let core = world.dao.core.clone();
    refused(world.timelock(&core, &queue), "only the DAO");
    world.timelock(&alice, &queue).unwrap();
}
