//! Stages of governance: the steward queues at first, then only approves, then is gone, by time alone.

use qerun_messages::timelock::{Approver, Class, ExecuteMsg, Stage, StageResponse, Status};
use qerun_testing::suite::{call, qer};
use serde_json::json;

use super::world::{refused, setup, World, DAY};

fn queue(world: &World, messages: Vec<cosmwasm_std::CosmosMsg>) -> ExecuteMsg {
    ExecuteMsg::Queue {
        messages,
        text: "The steward's.".into(),
        not_after: world.fortnight(),
    }
}

/// A routine operation of the steward's.
fn by_steward(world: &mut World) -> u64 {
    let steward = world.at.steward.clone().unwrap();
    let halt = call(&world.at.oracle, &json!({"halt": {"asset": "eth"}})).unwrap();
    let queue = queue(world, vec![halt]);
    world.timelock(&steward, &queue).unwrap();
    world.last_operation().unwrap()
}

fn until(world: &mut World, at: u64) {
    let now = world.net.home.now();
    world.wait(at - now);
}

fn nothing(world: &World) -> Vec<cosmwasm_std::CosmosMsg> {
    vec![world.own(ExecuteMsg::AssertBonds {})]
}

#[test]
fn in_bootstrap_it_queues_and_waits_like_everybody() {
    let mut world = World::new();
    assert_eq!(world.stage().stage, Stage::Bootstrap);
    let id = by_steward(&mut world);
    let operation = world.operation(id).unwrap();
    assert_eq!(operation.operation.class, Class::Routine);
    assert!(operation.operation.steward_approved && !operation.operation.dao_approved);
    assert!(operation.missing.is_empty());
    refused(world.execute_operation(id), "is not ready before");
    world.wait(DAY);
    world.execute_operation(id).unwrap();
    // A critical one too, against the bond; the guardian may veto it, the DAO cancel it.
    let steward = world.at.steward.clone().unwrap();
    let critical = queue(&world, nothing(&world));
    for _ in 0..2 {
        world.timelock(&steward, &critical).unwrap();
    }
    let (second, first) = (
        world.last_operation().unwrap(),
        world.last_operation().unwrap() - 1,
    );
    let sam = world.sam.clone();
    world.post_bond(&sam, first).unwrap();
    assert_eq!(world.qer_balance(&sam), qer("450000"));
    world.veto(first, false).unwrap();
    assert_eq!(world.qer_balance(&sam), qer("500000"));
    let cancel = world.own(ExecuteMsg::Cancel { id: second });
    assert_eq!(world.by_core(vec![cancel]), "executed");
    assert_eq!(world.status(second), Status::Cancelled);
    // It does nothing but queue, approve, and cancel its own.
    let of_the_dao = world.file(nothing(&world));
    refused(
        world.timelock(&steward, &ExecuteMsg::Cancel { id: of_the_dao }),
        "only the DAO",
    );
    refused(
        world.timelock(
            &steward,
            &ExecuteMsg::Veto {
                id: of_the_dao,
                forfeit: false,
            },
        ),
        "only the guardian",
    );
}

#[test]
fn the_stages_begin_in_the_second_of_their_dates_without_anyones_help() {
    let mut world = World::new();
    let StageResponse { next_at, .. } = world.stage();
    let shared_at = next_at.unwrap();
    let steward = world.at.steward.clone().unwrap();

    // Queued a second before the date it counts, but needs the DAO now.
    until(&mut world, shared_at - 1);
    assert_eq!(world.stage().stage, Stage::Bootstrap);
    let late = by_steward(&mut world);
    world.wait(1);
    let StageResponse { stage, next_at } = world.stage();
    assert_eq!(stage, Stage::Shared);
    let queue = queue(&world, nothing(&world));
    refused(world.timelock(&steward, &queue), "only the DAO");
    assert_eq!(world.operation(late).unwrap().missing, [Approver::Dao]);
    world.wait(DAY);
    refused(
        world.execute_operation(late),
        "needs the approval of the Dao",
    );
    let approve = world.own(ExecuteMsg::CoSign { id: late });
    assert_eq!(world.by_core(vec![approve.clone()]), "executed");
    assert_eq!(world.by_core(vec![approve]), "execution_failed");
    world.execute_operation(late).unwrap();

    // Critical operations need both; sensitive ones do not.
    let critical = world.start(nothing(&world));
    assert_eq!(
        world.operation(critical).unwrap().missing,
        [Approver::Steward]
    );
    let resume = call(&world.at.oracle, &json!({"resume": {"asset": "eth"}})).unwrap();
    world.enact(vec![resume]).unwrap();
    world.ripen(critical);
    refused(
        world.execute_operation(critical),
        "needs the approval of the Steward",
    );
    let approve = ExecuteMsg::CoSign { id: critical };
    let eve = world.eve.clone();
    refused(
        world.timelock(&eve, &approve),
        "only the DAO or the steward may do this",
    );
    world.timelock(&steward, &approve).unwrap();
    refused(world.timelock(&steward, &approve), "has the approval");
    world.execute_operation(critical).unwrap();

    // An operation that lacks it when the date comes needs it no more.
    let community_at = next_at.unwrap();
    until(&mut world, community_at - 10 * DAY);
    let unapproved = world.start(nothing(&world));
    world.ripen(unapproved);
    until(&mut world, community_at - 1);
    assert_eq!(world.stage().stage, Stage::Shared);
    refused(
        world.execute_operation(unapproved),
        "needs the approval of the Steward",
    );
    world.wait(1);
    assert_eq!(
        world.stage(),
        StageResponse {
            stage: Stage::Community,
            next_at: None,
        }
    );
    for msg in [queue, approve, ExecuteMsg::Cancel { id: unapproved }] {
        refused(world.timelock(&steward, &msg), "only the DAO");
    }
    world.execute_operation(unapproved).unwrap();
    assert_eq!(world.qer_balance(&world.sam), qer("500000"));
    // Nobody brings a steward back.
    let eve = world.eve.to_string();
    let back = world.own(ExecuteMsg::SetSteward { steward: eve });
    refused(world.enact(vec![back]), "there is no steward any more");
}

#[test]
fn the_dao_advances_the_stage_without_the_steward_but_not_past_the_guardian() {
    let mut world = World::new();
    let advance = |world: &World, stage| vec![world.own(ExecuteMsg::AdvanceStage { stage })];
    let to_shared = advance(&world, Stage::Shared);
    world.enact(to_shared.clone()).unwrap();
    assert_eq!(world.stage().stage, Stage::Shared);
    refused(world.enact(to_shared), "is not later");
    // With something else beside it the steward must approve, else it is the DAO's alone.
    let mut two = advance(&world, Stage::Community);
    two.extend(nothing(&world));
    let id = world.start(two);
    world.ripen(id);
    refused(
        world.execute_operation(id),
        "needs the approval of the Steward",
    );
    let to_community = advance(&world, Stage::Community);
    let id = world.start(to_community.clone());
    assert!(world.operation(id).unwrap().missing.is_empty());
    world.veto(id, false).unwrap();
    assert_eq!(world.stage().stage, Stage::Shared);
    world.enact(to_community).unwrap();
    assert_eq!(world.stage().stage, Stage::Community);
    let steward = world.at.steward.clone().unwrap();
    let queue = queue(&world, nothing(&world));
    refused(world.timelock(&steward, &queue), "only the DAO");
}

/// The one case in which two attackers together stop the DAO, and for how long.
#[test]
fn a_stolen_guardian_with_a_stolen_steward_delays_until_the_date_and_no_longer() {
    let mut world = World::new();
    let shared_at = world.stage().next_at.unwrap();
    until(&mut world, shared_at);
    let community_at = world.stage().next_at.unwrap();
    let next = world.net.home.addr("next guardian").to_string();
    let replace = vec![world.own(ExecuteMsg::SetGuardian {
        guardian: Some(next),
    })];
    let id = world.start(replace.clone());
    refused(world.veto(id, true), "cannot be vetoed");
    world.ripen(id);
    refused(
        world.execute_operation(id),
        "needs the approval of the Steward",
    );
    let stage = Stage::Community;
    let advance = world.start(vec![world.own(ExecuteMsg::AdvanceStage { stage })]);
    world.veto(advance, true).unwrap();

    // Filed so that it is ready when the date comes.
    until(&mut world, community_at - 9 * DAY);
    let id = world.start(replace);
    world.ripen(id);
    until(&mut world, community_at);
    refused(world.veto(id, true), "cannot be vetoed");
    world.execute_operation(id).unwrap();
    let thief_asks = world.guardian_pause("market");
    refused(thief_asks, "only the guardian");
}

#[test]
fn a_deployment_without_a_steward_is_the_communitys_from_the_start() {
    let mut setup = setup();
    setup.plan.timelock.stewardship = None;
    let mut world = World::with(&setup);
    assert_eq!(world.stage().stage, Stage::Community);
    assert_eq!(world.at.steward, None);
    let steward = world.net.home.addr("steward");
    let queue = queue(&world, nothing(&world));
    refused(world.timelock(&steward, &queue), "only the DAO");
    world.enact(nothing(&world)).unwrap();
}
