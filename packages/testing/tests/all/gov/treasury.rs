//! Spending out of the treasury: small sums soon, larger ones later, and sums add up.

use cosmwasm_std::CosmosMsg;
use qerun_messages::timelock::{
    Asset, Class, ExecuteMsg, Limit, QueryMsg, SpendLimitRow, SpendLimitsResponse, Status,
};
use qerun_testing::suite::{qer, usd};

use super::world::{refused, World, DAY};

fn pay(world: &World, amount: &str) -> Vec<CosmosMsg> {
    vec![world.pay_qer(&world.eve, amount)]
}

fn row(world: &World) -> SpendLimitRow {
    let all = QueryMsg::SpendLimits {
        start_after: None,
        limit: None,
    };
    let answer: SpendLimitsResponse = world.net.home.query(&world.timelock, &all).unwrap();
    answer.limits.into_iter().next().unwrap()
}

#[test]
fn a_small_sum_is_paid_after_a_day_without_a_bond() {
    let mut world = World::new();
    let id = world.file(pay(&world, "10000"));
    let operation = world.operation(id).unwrap().operation;
    assert_eq!(operation.class, Class::Routine);
    assert!(operation.bond.is_zero());
    assert_eq!(row(&world).spent, qer("10000"));
    world.wait(DAY - 1);
    refused(world.execute_operation(id), "is not ready before");
    assert_eq!(world.qer_balance(&world.eve), qer("500000"));
    world.wait(1);
    world.execute_operation(id).unwrap();
    assert_eq!(world.qer_balance(&world.eve), qer("510000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("990000"));
}

#[test]
fn sums_of_a_window_add_up_to_the_next_class() {
    let mut world = World::new();
    let start = {
        world.file(pay(&world, "6000"));
        world.net.home.now()
    };
    assert_eq!(row(&world).window_ends, start + 30 * DAY);
    assert_eq!(world.class(pay(&world, "4000")), Class::Routine);
    assert_eq!(world.class(pay(&world, "4000.000001")), Class::Sensitive);
    // Split over the messages of one operation they add up, too.
    let parts: Vec<_> = (0..10).map(|_| world.pay_qer(&world.eve, "401")).collect();
    assert_eq!(world.class(parts), Class::Sensitive);
    let second = world.start(pay(&world, "94000"));
    let operation = world.operation(second).unwrap().operation;
    assert_eq!(
        (operation.class, operation.bond),
        (Class::Sensitive, qer("10000"))
    );
    // The window is full: one unit more is critical.
    assert_eq!(row(&world).spent, qer("100000"));
    assert_eq!(world.class(pay(&world, "0.000001")), Class::Critical);
    // A critical operation does not count towards the window: its own class has the longer delay.
    let third = world.start(pay(&world, "500000"));
    assert_eq!(row(&world).spent, qer("100000"));
    for id in [second, third] {
        world.ripen(id);
        world.execute_operation(id).unwrap();
    }
    assert_eq!(world.qer_balance(&world.eve), qer("1094000"));
    assert_eq!(world.qer_balance(&world.sam), qer("500000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("406000"));

    let left = start + 30 * DAY - world.net.home.now();
    world.wait(left - 1);
    assert_eq!(world.class(pay(&world, "1")), Class::Critical);
    world.wait(1);
    assert_eq!(world.class(pay(&world, "10000")), Class::Routine);
    assert!(row(&world).spent.is_zero());
}

#[test]
fn a_sum_that_was_vetoed_is_not_given_back_to_the_window() {
    let mut world = World::new();
    let id = world.file(pay(&world, "10000"));
    world.veto(id, true).unwrap();
    assert_eq!(world.status(id), Status::Vetoed);
    assert_eq!(world.qer_balance(&world.timelock), qer("1000000"));
    assert_eq!(row(&world).spent, qer("10000"));
    assert_eq!(world.class(pay(&world, "1")), Class::Sensitive);
}

#[test]
fn an_asset_without_a_limit_is_critical_until_governance_sets_one() {
    let mut world = World::new();
    let one = vec![world.pay(&world.eve, usd("1"))];
    assert_eq!(world.class(one.clone()), Class::Critical);
    let denom = world.stable.clone();
    let limit = Some(Limit {
        routine: usd("100"),
        sensitive: usd("1000"),
    });
    let asset = Asset::Native { denom };
    let set = world.own(ExecuteMsg::SetSpendLimit { asset, limit });
    world.enact(vec![set]).unwrap();
    assert_eq!(world.class(one.clone()), Class::Routine);
    world.enact(one).unwrap();
    assert_eq!(world.stable_of(&world.eve).unwrap(), usd("1"));
    assert_eq!(world.stable_of(&world.timelock).unwrap(), usd("49999"));
}

#[test]
fn more_than_there_is_is_not_paid_and_can_be_tried_again() {
    let mut world = World::new();
    let id = world.start(pay(&world, "1000001"));
    world.ripen(id);
    refused(world.execute_operation(id), "Overflow");
    assert_eq!(world.status(id), Status::Ready);
    assert_eq!(world.qer_balance(&world.timelock), qer("1050000"));
    let timelock = world.timelock.clone();
    world.fund_qer(&timelock, qer("1")).unwrap();
    world.execute_operation(id).unwrap();
    assert_eq!(world.qer_balance(&world.eve), qer("1500001"));
    assert!(world.qer_balance(&world.timelock).is_zero());
    assert_eq!(world.qer_balance(&world.sam), qer("500000"));
}
