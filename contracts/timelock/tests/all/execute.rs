//! Running an operation: when, by whom, once, whole or not at all.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Phase, Status};
use qerun_timelock::ContractError;

#[test]
fn not_before_the_delay_nor_after_the_window() {
    let mut world = World::new();
    let id = world.queue(vec![routine()]);
    let ready_at = START + DAY;
    world.wait(DAY - 1);
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::NotReady { id, ready_at })
    );
    world.wait(1 + 10 * DAY);
    let expired_at = START + 11 * DAY;
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::Expired { id, expired_at })
    );
    assert!(world.told.is_empty());
}

#[test]
fn at_both_ends_of_its_time() {
    for wait in [DAY, 11 * DAY - 1] {
        let mut world = World::new();
        let id = world.queue(vec![routine()]);
        world.wait(wait);
        world.execute("anyone", Execute { id }).unwrap();
        assert_eq!(world.status(id), Status::Executed);
        assert_eq!(world.told.len(), 1);
        assert_eq!(world.told[0].0, a("voting"));
    }
}

#[test]
fn in_order_and_once() {
    let mut world = World::new();
    let id = world.queue(vec![routine(), send("bob", 5), routine()]);
    world.wait(DAY);
    world.execute("eve", Execute { id }).unwrap();
    let contracts: Vec<_> = world.told.iter().map(|told| told.0.clone()).collect();
    assert_eq!(contracts, [a("voting"), String::new(), a("voting")]);
    assert_eq!(
        world.execute("eve", Execute { id }),
        Err(ContractError::WrongPhase {
            id,
            phase: Phase::Executed
        })
    );
    assert_eq!(world.told.len(), 3);
}

#[test]
fn a_failing_message_undoes_all_and_leaves_it_queued() {
    let mut world = World::new();
    let id = world.schedule(vec![transfer("bob", 100), sensitive()]);
    world.wait(3 * DAY);
    world.refuses = Some(addr("market"));
    let before = (world.storage(), world.qer.clone());
    assert!(world.execute("anyone", Execute { id }).is_err());
    assert_eq!((world.storage(), world.qer.clone()), before);
    assert_eq!(world.status(id), Status::Ready);
    world.refuses = None;
    world.wait(DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(world.balance("bob"), 100);
    assert_eq!(world.balance("sponsor"), SPONSOR);
}

#[test]
fn an_operation_cannot_run_itself_again() {
    let mut world = World::new();
    let id = world.schedule(vec![send("bob", 1), own(Execute { id: 1 })]);
    assert_eq!(id, 1);
    world.wait(7 * DAY);
    assert!(matches!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::WrongPhase { .. })
    ));
    assert!(world.told.is_empty());
}
