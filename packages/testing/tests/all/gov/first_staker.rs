//! Whoever stakes first, or last: without an active threshold a unit of stake is a majority.

use cosmwasm_std::Uint128;
use qerun_messages::voting::{ActiveThreshold, ExecuteMsg as Voting};
use qerun_testing::suite::qer;

use super::world::{refused, setup, World, DAY};

/// Everybody has left, and eve has staked one unit.
fn deserted(active_threshold: Option<ActiveThreshold>) -> World {
    let mut setup = setup();
    setup.plan.voting.active_threshold = active_threshold;
    let mut world = World::with(&setup);
    for (user, tier) in [(world.alice.clone(), 0), (world.bob.clone(), 3)] {
        let amount = qer("100000");
        let unstake = Voting::UnstakeFrom { tier, amount };
        world.voting(&user, &unstake).unwrap();
    }
    let eve = world.eve.clone();
    world.stake(&eve, Uint128::one(), None).unwrap();
    world.wait(6);
    let total = world.dao.total_power(&world.net.home, None).unwrap();
    assert_eq!(total, Uint128::one());
    world
}

#[test]
fn decides_alone_with_a_unit_where_no_threshold_is_set() {
    let mut world = deserted(None);
    let eve = world.eve.clone();
    let spend = world.pay_qer(&eve, "10000");
    let id = world.decide(&eve, &[], "To me.", vec![spend]).unwrap();
    let before = world.qer_balance(&eve);
    // The guardian's veto is all that is left against it.
    world.wait(DAY);
    world.execute_operation(id).unwrap();
    assert_eq!(world.qer_balance(&eve) - before, qer("10000"));
}

#[test]
fn decides_nothing_before_enough_is_staked() {
    // A thousandth of all QER.
    let percent = "0.001".parse().unwrap();
    let mut world = deserted(Some(ActiveThreshold::Percentage { percent }));
    let eve = world.eve.clone();
    let spend = world.pay_qer(&eve, "10000");
    refused(
        world.decide(&eve, &[], "To me.", vec![spend.clone()]),
        "inactive",
    );
    // Anybody can bring the DAO back by staking, from the next block on, and then there is a majority.
    let alice = world.alice.clone();
    world.stake(&alice, qer("111112"), None).unwrap();
    refused(world.propose(&eve, "Early.", &[], None), "inactive");
    world.wait(6);
    world.propose(&alice, "Back.", &[], None).unwrap();
    refused(
        world.decide(&eve, &[], "To me.", vec![spend]),
        "proposal is not in 'passed' state",
    );
}
