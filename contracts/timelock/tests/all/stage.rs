//! Stages of governance: who may queue and must approve in each.

use crate::common::*;
use cosmwasm_std::CosmosMsg;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Approver, QueryMsg, Stage, StageResponse};
use qerun_timelock::ContractError;

fn advance(stage: Stage) -> CosmosMsg {
    own(AdvanceStage { stage })
}

fn shared() -> World {
    let mut world = World::new();
    world.wait(180 * DAY);
    world
}

fn run(world: &mut World, id: u64) -> Result<(), ContractError> {
    world.wait_until(world.operation(id).ready_at.unwrap());
    world.execute("anyone", Execute { id })
}

#[test]
fn the_dates_work_without_anyones_help() {
    let mut world = World::new();
    let steward = |world: &World| -> Option<String> { world.query(QueryMsg::Steward {}) };
    for (at, stage, next_at, named) in [
        (0, Stage::Bootstrap, Some(180), true),
        (180 * DAY - 1, Stage::Bootstrap, Some(180), true),
        (180 * DAY, Stage::Shared, Some(360), true),
        (360 * DAY - 1, Stage::Shared, Some(360), true),
        (360 * DAY, Stage::Community, None, false),
        (9_999 * DAY, Stage::Community, None, false),
    ] {
        world.wait_until(START + at);
        let answer: StageResponse = world.query(QueryMsg::Stage {});
        let next_at = next_at.map(|day| START + day * DAY);
        assert_eq!(answer, StageResponse { stage, next_at });
        assert_eq!(steward(&world).is_some(), named);
    }
    assert!(world.queue_by("steward", vec![routine()]).is_err());
    let id = world.schedule(vec![critical()]);
    assert!(world.execute("steward", CoSign { id }).is_err());
    run(&mut world, id).unwrap();
}

#[test]
fn shared_critical_operations_need_both() {
    let mut world = shared();
    assert!(world.class_of(vec![critical()]).co_sign);
    assert!(!world.class_of(vec![sensitive()]).co_sign);
    let id = world.schedule(vec![critical()]);
    assert_eq!(world.whole(id).missing, [Approver::Steward]);
    assert_eq!(
        run(&mut world, id),
        Err(ContractError::MissingApproval {
            id,
            approver: Approver::Steward
        })
    );
    for sender in ["guardian", "eve"] {
        assert!(world.execute(sender, CoSign { id }).is_err());
    }
    assert_eq!(
        world.execute("dao", CoSign { id }),
        Err(ContractError::AlreadyApproved {
            id,
            approver: Approver::Dao
        })
    );
    world.execute("steward", CoSign { id }).unwrap();
    assert!(world.execute("steward", CoSign { id }).is_err());
    run(&mut world, id).unwrap();
    world.enact(vec![sensitive()]).unwrap();
}

#[test]
fn what_the_steward_queued_needs_the_dao_later() {
    for message in [routine(), critical()] {
        let mut world = World::new();
        world.wait(180 * DAY - 1);
        let id = world.queue_by("steward", vec![message]).unwrap();
        if world.operation(id).ready_at.is_none() {
            world.post("sponsor", id, CRITICAL_BOND).unwrap();
        }
        let approver = Approver::Dao;
        assert_eq!(
            run(&mut world, id),
            Err(ContractError::MissingApproval { id, approver })
        );
        world.execute("dao", CoSign { id }).unwrap();
        run(&mut world, id).unwrap();
    }
}

#[test]
fn the_steward_alone_in_bootstrap_and_its_own_cancel() {
    let mut world = World::new();
    let id = world.queue_by("steward", vec![routine()]).unwrap();
    run(&mut world, id).unwrap();
    let own = world.queue_by("steward", vec![routine()]).unwrap();
    let other = world.queue(vec![routine()]);
    world.execute("steward", Cancel { id: own }).unwrap();
    assert!(world.execute("steward", Cancel { id: other }).is_err());
    let own = world.queue_by("steward", vec![routine()]).unwrap();
    world.execute("dao", Cancel { id: own }).unwrap();
}

#[test]
fn a_pending_approval_is_not_needed_once_the_steward_is_gone() {
    let mut world = World::new();
    world.wait(359 * DAY);
    let id = world.schedule(vec![critical()]);
    assert_eq!(world.whole(id).missing, [Approver::Steward]);
    run(&mut world, id).unwrap();
}

#[test]
fn the_dao_advances_alone_but_only_forward() {
    let mut world = World::new();
    world.enact(vec![advance(Stage::Shared)]).unwrap();
    assert_eq!(world.stage(), Stage::Shared);
    let id = world.schedule(vec![advance(Stage::Community), routine()]);
    assert!(run(&mut world, id).is_err());
    world.enact(vec![advance(Stage::Community)]).unwrap();
    assert_eq!(world.stage(), Stage::Community);
    for asked in [Stage::Bootstrap, Stage::Shared, Stage::Community] {
        let now = Stage::Community;
        assert_eq!(
            world.enact(vec![advance(asked)]),
            Err(ContractError::StageNotLater { now, asked })
        );
    }
    let steward = a("successor");
    assert_eq!(
        world.enact(vec![own(SetSteward { steward })]),
        Err(ContractError::NoSteward {})
    );
}

#[test]
fn a_new_steward_takes_over_with_the_old_ones_approval() {
    let mut world = shared();
    let steward = a("successor");
    let id = world.schedule(vec![own(SetSteward { steward })]);
    world.execute("steward", CoSign { id }).unwrap();
    run(&mut world, id).unwrap();
    let id = world.schedule(vec![critical()]);
    assert!(world.execute("steward", CoSign { id }).is_err());
    world.execute("successor", CoSign { id }).unwrap();
    run(&mut world, id).unwrap();
    assert_eq!(
        world.query::<StageResponse>(QueryMsg::Stage {}).next_at,
        Some(START + 360 * DAY)
    );
}

#[test]
fn without_a_steward_it_begins_with_the_community() {
    let mut msg = init_msg();
    msg.stewardship = None;
    let mut world = World::with(msg).unwrap();
    assert_eq!(world.stage(), Stage::Community);
    world.enact(vec![critical()]).unwrap();
}
