//! Packets that are late, lost, repeated or out of order, and return legs that fail.

use crate::common::changes::Order;
use crate::common::steps::{back, out, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN, RESERVE_PART};
use qerun_testing::ibc::{Callback, Receipt, Settlement};

/// Order 1 is swapped and its ETH under way.
fn swapped() -> (Scenario, u128) {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    (t, bought)
}

#[test]
fn the_return_leg_arrives_before_the_acknowledgement() {
    let (mut t, bought) = swapped();
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_late(FIRST);
    t.ack_back(FIRST, FIRST_RETURN);
    assert_eq!(t.net.relay_all().unwrap(), 0);
    t.expect_nothing();
}

#[test]
fn an_acknowledgement_that_was_lost_is_relayed_a_month_later() {
    let (mut t, bought) = swapped();
    t.net.drop_attempt(&out(1));
    t.credit(FIRST, bought, FIRST_RETURN);
    t.net.drop_attempt(&back(FIRST_RETURN));
    t.net.advance(30 * 86_400);
    t.refresh().unwrap();
    t.expect_nothing();
    // Life has gone on meanwhile.
    let ann = t.ann.clone();
    t.borrow(&ann, qerun_testing::suite::usd("20000")).unwrap();
    t.set_baseline();
    t.goes_well_as(SECOND, FIRST_RETURN + 1);
    // It was received: no timeout can ever refund it.
    assert!(t.net.timeout(&out(1)).is_err());
    assert!(t.net.timeout(&back(FIRST_RETURN)).is_err());
    t.expect_nothing();
    t.ack_late(FIRST);
    t.ack_back(FIRST, FIRST_RETURN);
}

#[test]
fn an_acknowledgement_that_was_lost_before_a_refund_is_relayed_a_month_later() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let pool = t.pool.clone();
    let dear = qerun_testing::suite::decimal("2100");
    pool.arbitrage_to(&mut t.net.dex, dear).unwrap();
    t.net.deliver(&out(1)).unwrap();
    t.set_baseline();
    t.net.advance(30 * 86_400);
    t.refresh().unwrap();
    // The clock proves nothing: the order stays in flight and nothing can be sent again.
    assert!(t.flush_reserve().is_err());
    assert!(t.net.timeout(&out(1)).is_err());
    assert!(t.net.deliver(&out(1)).unwrap().outcome == Receipt::Duplicate);
    t.expect_nothing();
    t.ack_error(FIRST);
}

#[test]
fn duplicates_of_every_step_change_nothing() {
    let (mut t, bought) = swapped();
    let again = |t: &mut Scenario, ret: bool| {
        let id = if ret { back(FIRST_RETURN) } else { out(1) };
        assert_eq!(t.net.deliver(&id).unwrap().outcome, Receipt::Duplicate);
        t.expect_nothing();
    };
    let settled_again = |t: &mut Scenario, ret: bool| {
        let id = if ret { back(FIRST_RETURN) } else { out(1) };
        let duplicate = Settlement::Duplicate;
        assert_eq!(t.net.acknowledge(&id).unwrap().outcome, duplicate);
        assert_eq!(t.net.timeout(&id).unwrap().outcome, duplicate);
        t.expect_nothing();
    };
    again(&mut t, false);
    t.ack(FIRST);
    again(&mut t, false);
    settled_again(&mut t, false);
    t.credit(FIRST, bought, FIRST_RETURN);
    again(&mut t, true);
    t.ack_back(FIRST, FIRST_RETURN);
    again(&mut t, true);
    settled_again(&mut t, true);
    settled_again(&mut t, false);
    // Nor long after every deadline.
    t.net.advance(100_000);
    settled_again(&mut t, false);
    settled_again(&mut t, true);
}

#[test]
fn duplicates_of_a_timeout_refund_once() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.pass_deadline();
    t.time_out(FIRST);
    for _ in 0..2 {
        let again = t.net.timeout(&out(1)).unwrap().outcome;
        assert_eq!(again, Settlement::Duplicate);
        assert!(t.net.deliver(&out(1)).is_err());
        t.expect_nothing();
    }
    // Not even once its money has left again.
    let second = Order::new(2, 1, 2, RESERVE_PART);
    t.buy_again(second);
    assert_eq!(
        t.net.timeout(&out(1)).unwrap().outcome,
        Settlement::Duplicate
    );
    t.expect_nothing();
    t.goes_well(second);
}

#[test]
fn a_return_leg_that_timed_out_is_sent_again() {
    let (mut t, bought) = swapped();
    t.ack(FIRST);
    // While it is under way nobody can send it twice.
    assert!(t.retry(1).is_err());
    assert!(t.net.timeout(&back(FIRST_RETURN)).is_err());
    t.pass_deadline();
    assert!(t.net.deliver(&back(FIRST_RETURN)).is_err());
    assert!(t.retry(1).is_err());
    t.expect_nothing();
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    assert!(t.sync(1).is_err());
    assert!(t.retry(2).is_err());
    t.expect_nothing();
    t.send_back_again(FIRST, bought, FIRST_RETURN + 1);
    assert!(t.retry(1).is_err());
    t.expect_nothing();
    t.credit(FIRST, bought, FIRST_RETURN + 1);
    t.ack_back(FIRST, FIRST_RETURN + 1);
    assert!(t.retry(1).is_err());
    t.expect_nothing();
}

#[test]
fn a_return_leg_that_fails_twice_arrives_at_the_third_time() {
    let (mut t, bought) = swapped();
    for ret in [FIRST_RETURN, FIRST_RETURN + 1] {
        t.pass_deadline();
        t.time_out_back(FIRST, bought, ret);
        t.send_back_again(FIRST, bought, ret + 1);
        // The packet before it has had its say.
        assert_eq!(
            t.net.timeout(&back(ret)).unwrap().outcome,
            Settlement::Duplicate
        );
        t.expect_nothing();
    }
    // The first acknowledgement comes only now, between the two.
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN + 2);
    t.ack_back(FIRST, FIRST_RETURN + 2);
}

#[test]
fn a_return_leg_that_the_home_chain_refuses_is_sent_again() {
    let (mut t, bought) = swapped();
    t.ack(FIRST);
    t.break_reserve();
    let refused = t.net.deliver(&back(FIRST_RETURN)).unwrap().outcome;
    assert!(matches!(refused, Receipt::Failed(_)), "{refused:?}");
    t.expect_nothing();
    let settled = t.net.acknowledge(&back(FIRST_RETURN)).unwrap().outcome;
    assert_eq!(settled, Settlement::Refunded(Callback::Ran));
    t.expect(FIRST.is_held(bought, FIRST_RETURN));
    t.repair_reserve();
    t.send_back_again(FIRST, bought, FIRST_RETURN + 1);
    t.credit(FIRST, bought, FIRST_RETURN + 1);
    t.ack_back(FIRST, FIRST_RETURN + 1);
}

#[test]
fn a_closed_channel_holds_packets_until_it_is_open_again() {
    use qerun_testing::suite::{DEX_CHANNEL, HOME_CHANNEL};
    let (mut t, bought) = swapped();
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    assert_eq!(t.net.relay_all().unwrap(), 0);
    t.expect_nothing();
    // A timeout passes a closed channel, what it brings back stays with the outpost.
    t.pass_deadline();
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    assert!(t.retry(1).is_err());
    t.expect_nothing();
    t.net.open_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.ack(FIRST);
    t.send_back_again(FIRST, bought, FIRST_RETURN + 1);
    t.credit(FIRST, bought, FIRST_RETURN + 1);
    t.ack_back(FIRST, FIRST_RETURN + 1);
}

#[test]
fn two_orders_cross() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    // The later order is swapped first and its ETH arrives last.
    let of_ann = t.swap(SECOND, FIRST_RETURN);
    let of_bob = t.swap(FIRST, FIRST_RETURN + 1);
    assert!(of_ann > of_bob);
    t.credit(FIRST, of_bob, FIRST_RETURN + 1);
    t.ack(SECOND);
    t.ack_back(FIRST, FIRST_RETURN + 1);
    t.credit(SECOND, of_ann, FIRST_RETURN);
    t.ack_late(FIRST);
    t.ack_back(SECOND, FIRST_RETURN);
    let claim = |t: &Scenario, user| t.position(user).unwrap().claim.eth.u128();
    assert_eq!(claim(&t, &bob), of_bob * 95 / 100);
    assert_eq!(claim(&t, &ann), of_ann * 95 / 100);
}

#[test]
fn one_of_two_orders_fails() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(600);
    t.expect_nothing();
    t.borrow(&ann, qerun_testing::suite::usd("20000")).unwrap();
    t.set_baseline();
    let of_ann = t.swap(SECOND, FIRST_RETURN);
    t.net.advance(601);
    t.time_out(FIRST);
    t.credit(SECOND, of_ann, FIRST_RETURN);
    t.ack_late(SECOND);
    let third = Order::new(3, 1, 3, RESERVE_PART);
    t.buy_again(third);
    t.ack_back(SECOND, FIRST_RETURN);
    t.goes_well_as(third, FIRST_RETURN + 1);
}
