//! Flush: what waits is sent by anyone, oldest batch first.

use crate::common::*;
use qerun_messages::oracle::PriceError;
use qerun_messages::reserve::{ExecuteMsg, QueryMsg, WaitingResponse};
use qerun_reserve::ContractError;

/// Three batches of 1,000 each, all refunded.
fn three_waiting() -> World {
    let mut world = World::new();
    for batch in 1..=3 {
        world.purchase(batch, usd(1_000), 0).unwrap();
    }
    for order in 1..=3 {
        world.time_out(order);
    }
    world.check();
    world
}

#[test]
fn oldest_first_two_by_default() {
    let mut world = three_waiting();
    let waiting: WaitingResponse = world
        .query(QueryMsg::Waiting {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(waiting.waiting.len(), 3);
    let response = world.flush(None).unwrap();
    assert_eq!(amounts(&response), [usd(1_000), usd(1_000)]);
    assert_eq!(
        [world.waiting(1), world.waiting(2), world.waiting(3)],
        [0, 0, usd(1_000)]
    );
    world.check();
    world.flush(Some(5)).unwrap();
    world.check();
    assert_eq!(
        world.flush(None).unwrap_err(),
        ContractError::NothingWaiting {}
    );
}

#[test]
fn it_stops_at_the_caps() {
    let mut world = three_waiting();
    let owner = world.owner.clone();
    let mut tight = params();
    tight.max_in_flight = usd(2_700).into();
    let update = |world: &mut World, params| {
        let msg = ExecuteMsg::UpdateParams { params };
        world.execute(&owner, &[], msg).unwrap();
    };
    update(&mut world, tight.clone());
    let response = world.flush(Some(5)).unwrap();
    assert_eq!(amounts(&response), [usd(1_000), usd(1_000), usd(700)]);
    let (capacity, waiting) = (0u128.into(), usd(300).into());
    let refused = world.flush(None).unwrap_err();
    assert_eq!(
        refused,
        ContractError::InFlightCapacity { capacity, waiting }
    );
    tight.max_open_orders = 2;
    world.pass(86_400);
    update(&mut world, tight);
    let refused = world.flush(None).unwrap_err();
    assert_eq!(refused, ContractError::OrderCapacity { max_open_orders: 2 });
    world.check();
}

#[test]
fn the_limit_counts_orders_not_batches() {
    let mut world = World::new();
    world.purchase(1, usd(3_000), 0).unwrap();
    world.time_out(1);
    world.time_out(2);
    assert_eq!(world.waiting(1), usd(3_000));
    let response = world.flush(Some(1)).unwrap();
    assert_eq!(amounts(&response), [usd(1_000)]);
    assert_eq!(world.waiting(1), usd(2_000));
    world.check();
}

#[test]
fn it_needs_prices_and_no_pause() {
    let mut world = three_waiting();
    let (expires, now) = (world.now() + 900, world.now() + 901);
    world.env.block.time = world.env.block.time.plus_seconds(901);
    let before = world.dump();
    let stale = PriceError::Stale {
        asset: "usdc".into(),
        expires,
        now,
    };
    assert_eq!(world.flush(None).unwrap_err(), stale.into());
    assert_eq!(world.dump(), before);
    world.pass(1);
    let guardian = world.guardian.clone();
    world
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 10 })
        .unwrap();
    let until = world.now() + 10;
    assert_eq!(
        world.flush(None).unwrap_err(),
        ContractError::Paused { until }
    );
}

#[test]
fn a_new_minimum_comes_with_the_new_price() {
    let mut world = three_waiting();
    let now = world.now();
    world
        .prices
        .borrow_mut()
        .insert("eth".into(), record("995", "1000", "1005", now));
    world.flush(Some(1)).unwrap();
    // 1,000 / 1005 x 0.97, rounded down.
    assert_eq!(world.order(4).min_out.u128(), 965_174_129_353_233_830);
}
