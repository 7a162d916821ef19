//! M11: what the ETH of a batch divides into, and what a reply leaves alone.

use crate::common::*;
use qerun_messages::reserve::OrderStatus;

/// The least amount from `least` on that leaves 8 when divided by 11: then 7/11 of it is a whole number and 1/11.
fn with_a_rest(least: u128) -> u128 {
    least + (11 + 8 - least % 11) % 11
}

/// Borrowers contributed 7/11 of a batch of two orders. Their part of its ETH is rounded up once for the batch: rounded
/// with each credit it would grow by a unit.
#[test]
fn m11_the_users_part_is_rounded_once_a_batch() {
    let mut world = World::new();
    world.purchase(1, usd(1_100), usd(700)).unwrap();
    let bought = [1, 2].map(|order| with_a_rest(world.order(order).min_out.u128()));
    let users_part = |wei: u128| (wei * 7).div_ceil(11);
    let once = users_part(bought[0] + bought[1]);
    assert_eq!(users_part(bought[0]) + users_part(bought[1]), once + 1);

    world.credit(1, bought[0]);
    assert_eq!(world.backing().encumbered.u128(), users_part(bought[0]));
    world.credit(2, bought[1]);
    assert!(world.batch(1).settled);
    assert_eq!(world.backing().encumbered.u128(), once);
    let own = bought[0] + bought[1] - once;
    assert_eq!(world.backing().unencumbered.u128(), own);
    world.check();
}

/// On a fast chain the ETH can be here before the order has heard that it left: the reply brings the packet's sequence,
/// and a settled order stays settled.
#[test]
fn m11_a_reply_reopens_no_order() {
    let mut world = World::new();
    let response = world.purchase_begun(1, usd(500), usd(400));
    assert_eq!(world.order(1).status, OrderStatus::Pending);
    let bought = world.order(1).min_out.u128();
    world.credit(1, bought);
    assert_eq!(world.order(1).status, OrderStatus::Settled);
    world.play(&response.messages);
    let order = world.order(1);
    assert_eq!(order.status, OrderStatus::Settled);
    assert!(order.sequence.is_some());
    assert!(world.batch(1).settled);
    assert_eq!(world.backing().open_orders, 0);
    world.check();
    // One that has heard nothing else is on its way.
    world.purchase(2, usd(500), usd(400)).unwrap();
    assert_eq!(world.order(2).status, OrderStatus::Sent);
}
