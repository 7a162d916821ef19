//! The steward: how long its approval counts, and what it may not do.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Approver, Class, Stage, Status};
use qerun_timelock::ContractError;

fn replace_steward(world: &mut World, by: &str) {
    world
        .execute("timelock", SetSteward { steward: a(by) })
        .unwrap();
}

/// The approvals of a steward that is replaced no longer count.
#[test]
fn approvals_do_not_outlive_their_steward() {
    let mut world = World::new();
    world.wait_until(START + 181 * DAY);
    assert_eq!(world.stage(), Stage::Shared);
    let malicious = world.schedule(vec![critical()]);
    world.execute("steward", CoSign { id: malicious }).unwrap();
    assert!(world.whole(malicious).missing.is_empty());
    replace_steward(&mut world, "successor");
    assert_eq!(world.whole(malicious).missing, [Approver::Steward]);
    world.wait_until(world.operation(malicious).ready_at.unwrap());
    let approver = Approver::Steward;
    assert_eq!(
        world.execute("anyone", Execute { id: malicious }),
        Err(ContractError::MissingApproval {
            id: malicious,
            approver
        })
    );
    assert!(world.execute("steward", CoSign { id: malicious }).is_err());
    // They do not count again when it comes back.
    replace_steward(&mut world, "steward");
    assert_eq!(world.whole(malicious).missing, [approver]);
    world.execute("steward", CoSign { id: malicious }).unwrap();
    assert_eq!(
        world.execute("steward", CoSign { id: malicious }),
        Err(ContractError::AlreadyApproved {
            id: malicious,
            approver
        })
    );
    world.execute("anyone", Execute { id: malicious }).unwrap();
    assert_eq!(world.status(malicious), Status::Executed);
}

/// Nor can what it queued be executed unless the DAO or its successor approves it, in any stage.
#[test]
fn a_replaced_stewards_queue_ends_with_it() {
    for sender in ["dao", "successor"] {
        let mut world = World::new();
        let malicious = world.queue_by("steward", vec![critical()]).unwrap();
        world.post("sponsor", malicious, CRITICAL_BOND).unwrap();
        assert!(world.whole(malicious).missing.is_empty());
        replace_steward(&mut world, "successor");
        world.wait_until(world.operation(malicious).ready_at.unwrap());
        assert_eq!(world.stage(), Stage::Bootstrap);
        assert_eq!(world.whole(malicious).missing, [Approver::Dao]);
        // The successor's own need nobody else.
        let own = world.queue_by("successor", vec![routine()]).unwrap();
        assert!(world.whole(own).missing.is_empty());
        let approver = Approver::Dao;
        assert_eq!(
            world.execute("anyone", Execute { id: malicious }),
            Err(ContractError::MissingApproval {
                id: malicious,
                approver
            })
        );
        world.execute(sender, CoSign { id: malicious }).unwrap();
        world.execute("anyone", Execute { id: malicious }).unwrap();
    }
}

/// Who queued an operation as the steward cancels it only while in office.
#[test]
fn a_former_steward_cancels_nothing() {
    let unauthorized = || Err(unauthorized("steward", "DAO or the steward who queued it"));
    let mut world = World::new();
    let id = world.queue_by("steward", vec![critical()]).unwrap();
    replace_steward(&mut world, "successor");
    assert_eq!(world.execute("steward", Cancel { id }), unauthorized());
    // The successor did not queue it.
    assert!(world.execute("successor", Cancel { id }).is_err());

    let mut world = World::new();
    world.wait(180 * DAY - 1);
    let id = world.queue_by("steward", vec![routine()]).unwrap();
    world
        .execute(
            "timelock",
            AdvanceStage {
                stage: Stage::Community,
            },
        )
        .unwrap();
    assert_eq!(world.execute("steward", Cancel { id }), unauthorized());
    world.execute("dao", Cancel { id }).unwrap();
}

/// An operation that has expired cannot be approved.
#[test]
fn an_expired_operation_is_not_approved() {
    let mut world = World::new();
    let bonded = world.schedule(vec![sensitive()]);
    let unbonded = world.queue(vec![critical()]);
    for (id, expired_at) in [(unbonded, START + 7 * DAY), (bonded, START + 13 * DAY)] {
        world.wait_until(expired_at);
        let before = world.storage();
        assert_eq!(
            world.execute("steward", CoSign { id }),
            Err(ContractError::Expired { id, expired_at })
        );
        assert_eq!(world.storage(), before);
    }
    let late = world.schedule(vec![sensitive()]);
    world.wait_until(world.operation(late).expires_at - 1);
    world.execute("steward", CoSign { id: late }).unwrap();
}

/// The steward cannot queue a message that advances the stage, alone or with others.
#[test]
fn the_dao_alone_advances_the_stage() {
    let mut world = World::new();
    let advance = || {
        own(AdvanceStage {
            stage: Stage::Community,
        })
    };
    for messages in [
        vec![advance()],
        vec![in_capitals(&advance())],
        vec![routine(), advance()],
        vec![call(
            "timelock",
            r#"{"advance\u005fstage":{"stage":"shared"}}"#,
        )],
    ] {
        assert_eq!(
            world.queue_by("steward", messages),
            Err(unauthorized(
                "steward",
                "DAO (a message advances the stage)"
            ))
        );
    }
    world.enact(vec![advance()]).unwrap();
    assert_eq!(world.stage(), Stage::Community);
}

#[test]
fn an_approved_operation_still_waits() {
    let mut world = World::new();
    let id = world.schedule(vec![critical()]);
    world.execute("steward", CoSign { id }).unwrap();
    let ready_at = START + 7 * DAY;
    assert_eq!(world.operation(id).class, Class::Critical);
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::NotReady { id, ready_at })
    );
}
