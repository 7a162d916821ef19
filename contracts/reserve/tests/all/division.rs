//! What the ETH of a batch divides into, and what a reply leaves alone.

use crate::common::*;
use qerun_messages::reserve::OrderStatus;

/// The least amount from `least` on that leaves 8 when divided by 11: then 7/11 of it is a whole number and 1/11.
fn with_a_rest(least: u128) -> u128 {
    least + (11 + 8 - least % 11) % 11
}

/// 7/11 of a batch of two orders are the borrowers'. Their part of its ETH is rounded up once for the batch: rounded
/// with each credit it would grow by a unit.
#[test]
fn the_users_part_is_rounded_once_a_batch() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(1_100), usd(700)).unwrap();
    let bought = [1, 2].map(|order| with_a_rest(reserve.order(order).min_out.u128()));
    let users_part = |wei: u128| (wei * 7).div_ceil(11);
    let once = users_part(bought[0] + bought[1]);
    assert_eq!(users_part(bought[0]) + users_part(bought[1]), once + 1);

    reserve.credit(1, bought[0]);
    assert_eq!(reserve.backing().encumbered.u128(), users_part(bought[0]));
    reserve.credit(2, bought[1]);
    assert!(reserve.batch(1).settled);
    assert_eq!(reserve.backing().encumbered.u128(), once);
    let own = bought[0] + bought[1] - once;
    assert_eq!(reserve.backing().unencumbered.u128(), own);
    reserve.ensure_invariants();
}

/// On a fast chain the ETH can be here before the order's reply, which brings the packet's sequence: a settled order stays
/// settled.
#[test]
fn a_reply_reopens_no_order() {
    let mut reserve = TestReserve::new();
    let response = reserve.purchase_without_reply(1, usd(500), usd(400));
    assert_eq!(reserve.order(1).status, OrderStatus::Pending);
    let bought = reserve.order(1).min_out.u128();
    reserve.credit(1, bought);
    assert_eq!(reserve.order(1).status, OrderStatus::Settled);
    reserve.run(&response.messages);
    let order = reserve.order(1);
    assert_eq!(order.status, OrderStatus::Settled);
    assert!(order.sequence.is_some());
    assert!(reserve.batch(1).settled);
    assert_eq!(reserve.backing().open_orders, 0);
    reserve.ensure_invariants();
    // After the reply alone an order is sent.
    reserve.purchase(2, usd(500), usd(400)).unwrap();
    assert_eq!(reserve.order(2).status, OrderStatus::Sent);
}
