//! M5, M11: capacity at its very edge: just enough is enough, one less is not.

use crate::common::*;
use qerun_messages::reserve::ExecuteMsg;
use qerun_reserve::backing::update_capacity;
use qerun_reserve::order_size::next_order_size;
use qerun_reserve::ContractError;

/// In flight at most 1,000, of which 700 are.
fn with_room_for_300() -> World {
    let mut world = World::with(|msg| {
        msg.params.max_order = usd(1_000).into();
        msg.params.max_in_flight = usd(1_000).into();
    });
    world.purchase(1, usd(700), usd(700)).unwrap();
    assert_eq!(world.backing().capacity.u128(), usd(300));
    world
}

#[test]
fn m11_a_batch_as_large_as_the_room_leaves_whole() {
    let mut world = with_room_for_300();
    let response = world.purchase(2, usd(300), usd(300)).unwrap();
    assert_eq!(amounts(&response), [usd(300)]);
    assert_eq!((world.backing().capacity.u128(), world.waiting(2)), (0, 0));
    world.check();
    // One unit more waits for what an order may leave behind.
    let mut world = with_room_for_300();
    let response = world.purchase(2, usd(300) + 1, usd(300)).unwrap();
    assert_eq!(amounts(&response), [usd(200) + 1]);
    assert_eq!(world.waiting(2), usd(100));
    world.check();
}

#[test]
fn m11_room_for_the_smallest_order_is_just_enough() {
    let fill = |amount: u128| {
        let mut world = World::with(|msg| msg.params.max_in_flight = usd(1_000).into());
        world.purchase(1, amount, 0).unwrap();
        world
    };
    let mut world = fill(usd(900));
    let response = world.purchase(2, usd(200), 0).unwrap();
    assert_eq!(amounts(&response), [usd(100)]);
    world.check();
    let mut world = fill(usd(900) + 1);
    let refused = world.purchase(2, usd(200), 0).unwrap_err();
    let (capacity, waiting) = ((usd(100) - 1).into(), usd(200).into());
    assert_eq!(
        refused,
        ContractError::InFlightCapacity { capacity, waiting }
    );
}

#[test]
fn m11_the_last_slot_is_a_slot() {
    let mut world = World::with(|msg| {
        msg.params.max_open_orders = 3;
        msg.params.max_open_batches = 3;
    });
    for batch in 1..=3 {
        world.purchase(batch, usd(100), 0).unwrap();
    }
    assert_eq!(
        (
            world.backing().order_capacity,
            world.backing().batch_capacity
        ),
        (0, 0)
    );
    world.check();
}

#[test]
fn m11_an_order_is_as_large_as_it_may_be() {
    let params = params();
    let next = |waiting: u128, capacity: u128| {
        let order = next_order_size(waiting.into(), capacity.into(), &params);
        order.map(|order| order.u128())
    };
    assert_eq!(next(usd(1_000), usd(1_000)), Some(usd(1_000)));
    assert_eq!(next(usd(1_000), usd(1_000) - 1), Some(usd(900)));
    assert_eq!(next(usd(1_000) + 1, usd(3_000)), Some(usd(900) + 1));
    assert_eq!(next(usd(200), usd(100)), Some(usd(100)));
    assert_eq!(next(usd(200), usd(100) - 1), None);
    assert_eq!(next(usd(200) - 1, usd(199)), None);
    assert_eq!(next(1, 1), Some(1));
    assert_eq!(next(2, 1), None);
    assert_eq!(next(0, usd(1)), None);
}

#[test]
fn m5_the_published_record_follows_the_parameters() {
    let mut backing = Default::default();
    let mut params = params();
    params.min_order = 77u128.into();
    update_capacity(&mut backing, &params);
    assert_eq!(backing.min_order.u128(), 77);
    // From the first block on.
    assert_eq!(World::new().backing().min_order.u128(), usd(100));
}

/// What is left of a batch may be less than the smallest order, and leaves.
#[test]
fn m5_a_rest_below_the_smallest_order_still_leaves() {
    let mut world = World::new();
    world.purchase(1, usd(100), usd(100)).unwrap();
    world.time_out(1);
    let owner = world.owner.clone();
    let mut larger = params();
    larger.min_order = usd(200).into();
    let msg = ExecuteMsg::UpdateParams { params: larger };
    world.execute(&owner, &[], msg).unwrap();
    let response = world.flush(None).unwrap();
    assert_eq!(amounts(&response), [usd(100)]);
    world.check();
}
