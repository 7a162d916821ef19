//! The last second at which an operation may be queued.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::{self, *};
use qerun_messages::timelock::MAX_NOT_AFTER;
use qerun_timelock::ContractError;

fn queue_until(world: &mut World, not_after: u64) -> Result<(), ContractError> {
    let (messages, text) = (vec![routine()], "why".into());
    let msg = Queue {
        messages,
        text,
        not_after,
    };
    world.execute("dao", msg)
}

#[test]
fn queued_until_its_last_second_and_no_later() {
    let mut world = World::new();
    let not_after = START + 14 * DAY;
    world.wait_until(not_after);
    queue_until(&mut world, not_after).unwrap();
    let before = world.storage();
    world.wait(1);
    let now = not_after + 1;
    assert_eq!(
        queue_until(&mut world, not_after),
        Err(ContractError::TooLate { not_after, now })
    );
    assert_eq!(MAX_NOT_AFTER, 90 * DAY);
    let latest = now + 90 * DAY;
    for not_after in [latest + 1, u64::MAX] {
        assert_eq!(
            queue_until(&mut world, not_after),
            Err(ContractError::TooFarAhead { not_after, latest })
        );
    }
    assert_eq!(world.storage(), before);
    queue_until(&mut world, latest).unwrap();
    // It bounds how far ahead, not how late: who waits can queue what named a far moment (ADR 15).
    let far = latest + 300 * DAY;
    world.wait_until(far - 90 * DAY - 1);
    assert!(queue_until(&mut world, far).is_err());
    world.wait(1);
    queue_until(&mut world, far).unwrap();
    world.wait_until(far);
    queue_until(&mut world, far).unwrap();
    // It is no default that a message may leave out.
    let without = r#"{"queue":{"messages":[],"text":"x"}}"#;
    assert!(cosmwasm_std::from_json::<ExecuteMsg>(without).is_err());
}
