//! Queueing an operation.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::{Execute, UpdateParams};
use qerun_messages::timelock::{
    BondState, Class, Kind, OperationsResponse, Phase, QueryMsg, Status,
};

#[test]
fn each_class_has_its_terms() {
    let mut world = World::new();
    let id = world.queue(vec![routine()]);
    let operation = world.operation(id);
    assert_eq!(operation.class, Class::Routine);
    assert_eq!(operation.ready_at, Some(START + DAY));
    assert_eq!(operation.expires_at, START + 11 * DAY);
    assert_eq!(operation.phase, Phase::Scheduled);
    assert_eq!(world.status(id), Status::Waiting);

    let id = world.queue(vec![routine(), sensitive()]);
    let operation = world.operation(id);
    assert_eq!(operation.class, Class::Sensitive);
    assert_eq!(operation.bond.u128(), SENSITIVE_BOND);
    assert_eq!(operation.bond_state, BondState::None);
    assert_eq!(operation.ready_at, None);
    assert_eq!(operation.expires_at, START + 7 * DAY);
    assert_eq!(world.status(id), Status::AwaitingBond);

    let id = world.queue(vec![critical(), routine()]);
    let operation = world.operation(id);
    assert_eq!((id, operation.class), (3, Class::Critical));
    assert_eq!(operation.delay, 7 * DAY);
    assert_eq!(operation.kind, Kind::Ordinary);
    assert_eq!(world.whole(id).messages, [critical(), routine()]);
    assert!(operation.dao_approved && !operation.steward_approved);
}

#[test]
fn class_of_tells_what_queue_does() {
    let mut world = World::new();
    for messages in [
        vec![routine()],
        vec![sensitive(), routine()],
        vec![critical()],
        vec![send("bob", 900)],
        vec![send("bob", 900), send("eve", 900)],
        vec![transfer("bob", 6_000)],
    ] {
        let told = world.class_of(messages.clone());
        let id = world.queue(messages);
        let done = world.operation(id);
        assert_eq!(
            (told.class, told.delay, told.bond),
            (done.class, done.delay, done.bond)
        );
        assert!(!told.co_sign);
    }
    let told = world.class_of(vec![routine(), transfer("bob", 6_000)]);
    assert_eq!(told.messages, [Class::Routine, Class::Routine]);
    assert_eq!(told.spending, Class::Critical);
}

#[test]
fn only_dao_and_early_steward() {
    let mut world = World::new();
    world.queue_by("steward", vec![critical()]).unwrap();
    for sender in ["guardian", "sponsor", "timelock", "eve"] {
        assert_eq!(
            world.queue_by(sender, vec![routine()]),
            Err(unauthorized(
                sender,
                "DAO or, in the stage bootstrap, the steward"
            ))
        );
    }
    world.wait(180 * DAY);
    assert!(world.queue_by("steward", vec![routine()]).is_err());
    world.queue(vec![routine()]);
}

#[test]
fn terms_are_those_of_the_day_it_was_queued() {
    let mut world = World::new();
    let early = world.schedule(vec![sensitive()]);
    let mut milder = params();
    milder.sensitive.delay = 2 * DAY;
    milder.sensitive.bond = 500u128.into();
    world
        .enact(vec![own(
            qerun_messages::timelock::ExecuteMsg::UpdateParams { params: milder },
        )])
        .unwrap();
    assert_eq!(world.operation(early).delay, 3 * DAY);
    let late = world.queue(vec![sensitive()]);
    assert_eq!(world.operation(late).delay, 2 * DAY);
}

#[test]
fn lists_by_status() {
    use qerun_messages::timelock::OperationsResponse;
    let mut world = World::new();
    for i in 0..45 {
        let message = if i % 3 == 0 { sensitive() } else { routine() };
        world.queue(vec![message]);
    }
    let page = |world: &World, status, start_after, limit| -> OperationsResponse {
        world.query(QueryMsg::Operations {
            status,
            start_after,
            limit,
        })
    };
    let first = page(&world, None, None, None);
    assert_eq!(first.operations.len(), 10);
    assert_eq!((first.operations[0].id, first.next), (45, Some(36)));
    let most = page(&world, None, None, Some(1_000));
    assert_eq!(most.operations.len(), 30);

    let mut ids = vec![];
    let mut next = None;
    loop {
        let rows = page(&world, Some(Status::AwaitingBond), next, Some(7));
        ids.extend(rows.operations.iter().map(|row| row.id));
        next = rows.next;
        if next.is_none() {
            break;
        }
    }
    let expected: Vec<u64> = (0..45)
        .rev()
        .filter(|i| i % 3 == 0)
        .map(|i| i + 1)
        .collect();
    assert_eq!(ids, expected);
    world.wait(DAY);
    let ready = page(&world, Some(Status::Ready), None, Some(30));
    assert_eq!(ready.operations.len(), 30);
    assert!(page(&world, Some(Status::Executed), None, None)
        .operations
        .is_empty());
}

fn newest(world: &World) -> u64 {
    let (status, start_after, limit) = (None, None, Some(1));
    let newest: OperationsResponse = world.query(QueryMsg::Operations {
        status,
        start_after,
        limit,
    });
    newest.operations[0].id
}

/// Operations keep the terms under which they were queued, the windows among them.
#[test]
fn windows_are_those_of_the_day_it_was_queued() {
    let mut world = World::new();
    let mut changed = params();
    changed.execution_window = 5 * DAY;
    changed.bond_window = 14 * DAY;
    let update = world.schedule(vec![own(UpdateParams { params: changed })]);
    world.wait(6 * DAY);
    let early = world.queue(vec![sensitive()]);
    let unbonded = world.queue(vec![sensitive()]);
    world.wait(DAY);
    world.execute("anyone", Execute { id: update }).unwrap();
    world.post("sponsor", early, SENSITIVE_BOND).unwrap();
    let operation = world.operation(early);
    assert_eq!(operation.execution_window, 10 * DAY);
    assert_eq!(operation.ready_at, Some(START + 10 * DAY));
    assert_eq!(operation.expires_at, START + 20 * DAY);
    assert_eq!(world.operation(unbonded).expires_at, START + 13 * DAY);
    let late = world.schedule(vec![sensitive()]);
    let operation = world.operation(late);
    assert_eq!(operation.expires_at - operation.ready_at.unwrap(), 5 * DAY);
    assert_eq!(world.operation(newest(&world)).execution_window, 5 * DAY);
}
