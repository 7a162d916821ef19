//! Capacity at its very edge: just enough is enough, one less is not.

use crate::common::*;
use qerun_messages::reserve::ExecuteMsg;
use qerun_reserve::backing::update_capacity;
use qerun_reserve::order_size::next_order_size;
use qerun_reserve::ContractError;

/// In flight at most 1,000, of which 700 are.
fn with_capacity_for_300() -> TestReserve {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_order = usd(1_000).into();
        msg.params.max_in_flight = usd(1_000).into();
    });
    reserve.purchase(1, usd(700), usd(700)).unwrap();
    assert_eq!(reserve.backing().capacity.u128(), usd(300));
    reserve
}

#[test]
fn a_batch_as_large_as_the_capacity_is_sent_whole() {
    let mut reserve = with_capacity_for_300();
    let response = reserve.purchase(2, usd(300), usd(300)).unwrap();
    assert_eq!(amounts(&response), [usd(300)]);
    assert_eq!(
        (reserve.backing().capacity.u128(), reserve.waiting(2)),
        (0, 0)
    );
    reserve.ensure_invariants();
    // One unit more waits for what an order may leave behind.
    let mut reserve = with_capacity_for_300();
    let response = reserve.purchase(2, usd(300) + 1, usd(300)).unwrap();
    assert_eq!(amounts(&response), [usd(200) + 1]);
    assert_eq!(reserve.waiting(2), usd(100));
    reserve.ensure_invariants();
}

#[test]
fn capacity_for_the_smallest_order_is_just_enough() {
    let fill = |amount: u128| {
        let mut reserve = TestReserve::with(|msg| msg.params.max_in_flight = usd(1_000).into());
        reserve.purchase(1, amount, 0).unwrap();
        reserve
    };
    let mut reserve = fill(usd(900));
    let response = reserve.purchase(2, usd(200), 0).unwrap();
    assert_eq!(amounts(&response), [usd(100)]);
    reserve.ensure_invariants();
    let mut reserve = fill(usd(900) + 1);
    let refused = reserve.purchase(2, usd(200), 0).unwrap_err();
    let (capacity, waiting) = ((usd(100) - 1).into(), usd(200).into());
    assert_eq!(
        refused,
        ContractError::InFlightCapacity { capacity, waiting }
    );
}

#[test]
fn the_last_slot_is_a_slot() {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_open_orders = 3;
        msg.params.max_open_batches = 3;
    });
    for batch in 1..=3 {
        reserve.purchase(batch, usd(100), 0).unwrap();
    }
    assert_eq!(
        (
            reserve.backing().order_capacity,
            reserve.backing().batch_capacity
        ),
        (0, 0)
    );
    reserve.ensure_invariants();
}

#[test]
fn an_order_is_as_large_as_it_may_be() {
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
fn the_published_record_follows_the_parameters() {
    let mut backing = Default::default();
    let mut params = params();
    params.min_order = 77u128.into();
    update_capacity(&mut backing, &params);
    assert_eq!(backing.min_order.u128(), 77);
    // From the first block on.
    assert_eq!(TestReserve::new().backing().min_order.u128(), usd(100));
}

/// What is left of a batch may be less than the smallest order, and leaves.
#[test]
fn a_rest_below_the_smallest_order_is_still_sent() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(100), usd(100)).unwrap();
    reserve.time_out(1);
    let owner = reserve.owner.clone();
    let mut larger = params();
    larger.min_order = usd(200).into();
    let msg = ExecuteMsg::UpdateParams { params: larger };
    reserve.execute(&owner, &[], msg).unwrap();
    let response = reserve.flush(None).unwrap();
    assert_eq!(amounts(&response), [usd(100)]);
    reserve.ensure_invariants();
}
