//! Spending limits count over a window, whatever becomes of the limit.

use crate::common::*;
use qerun_messages::timelock::Class::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{QueryMsg, SpendLimitsResponse};

/// What was spent still counts when the limit is removed and set again, in one operation or in two.
#[test]
fn a_window_outlives_its_limit() {
    let spent = |world: &World| {
        let (start_after, limit) = (None, None);
        let all: SpendLimitsResponse = world.query(QueryMsg::SpendLimits { start_after, limit });
        let row = all.limits.into_iter().find(|row| row.key == "native:uusdc");
        row.map(|row| (row.spent.u128(), row.window_ends))
    };
    let mut world = World::new();
    world.queue(vec![send("bob", 1_000)]);
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    let set = |limit| SetSpendLimit {
        asset: usdc(),
        limit,
    };
    let both = [None, Some(limit(1_000, 10_000))].map(|limit| own(set(limit)));
    world.enact(both.to_vec()).unwrap();
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    assert_eq!(spent(&world), Some((1_000, START + 30 * DAY)));
    world.execute("timelock", set(None)).unwrap();
    assert_eq!(world.class(send("bob", 1)), Critical);
    world.wait(DAY);
    world
        .execute("timelock", set(Some(limit(1_000, 10_000))))
        .unwrap();
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    world.wait_until(START + 30 * DAY);
    assert_eq!(world.class(send("bob", 1_000)), Routine);
}
