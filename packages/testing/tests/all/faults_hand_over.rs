//! Batches that cannot be handed over, for a closed channel, a broken reserve or full caps: the borrow
//! passes and the batch waits as it was.

use crate::common::changes::{
    borrows, hands_over, hands_over_late, users_part, waits_in_batch, Order,
};
use crate::common::steps::{arrives, FIRST, SECOND};
use crate::common::{setup, Scenario, FIRST_RETURN, RESERVE_PART};
use qerun_testing::suite::{usd, DEX_CHANNEL, HOME_CHANNEL};

#[test]
fn a_hand_over_that_the_channel_refuses_leaves_the_batch_as_it_was() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.borrow_and_wait(&bob, 1, 0);
    assert!(t.flush_market().is_err());
    t.expect_nothing();
    // The next one joins the same batch, which is still not able to leave.
    t.net.advance(100);
    t.borrow(&ann, usd("20000")).unwrap();
    let opened = t.figure("market/batch/opened_at");
    t.expect(
        borrows("ann", 1, 0)
            .and(waits_in_batch(0).without("market/batch/opened_at"))
            .put("market/accrued_at", "+100"),
    );
    assert_eq!(t.figure("market/batch/opened_at"), opened);
    t.net.open_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.flush_market().unwrap();
    let order = Order::new(1, 1, 1, 2 * RESERVE_PART);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(hands_over_late(1, "19000 usd", "20000 usd").and(order.leaves(deadline, &outpost)));
    let bought = t.goes_well(order);
    let claim = |t: &Scenario, user| t.position(user).unwrap().claim.eth.u128();
    assert_eq!(claim(&t, &bob), bought * 9_500 / 20_000);
    assert_eq!(claim(&t, &ann), bought * 9_500 / 20_000);
}

#[test]
fn a_hand_over_that_fails_in_the_reserve_leaves_the_batch_as_it_was() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.break_reserve();
    t.borrow_and_wait(&bob, 1, 0);
    assert!(t.flush_market().is_err());
    t.expect_nothing();
    t.repair_reserve();
    t.flush_and_buy(FIRST);
    t.goes_well(FIRST);
}

#[test]
fn with_the_caps_reached_the_batch_waits() {
    let mut setup = setup();
    (
        setup.plan.reserve.max_order,
        setup.plan.reserve.max_in_flight,
    ) = (usd("10000"), usd("10000"));
    let mut t = Scenario::with(&setup);
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_wait(&ann, 2, 0);
    assert!(t.flush_market().is_err());
    t.expect_nothing();
    t.goes_well(FIRST);
    t.flush_and_buy(SECOND);
    t.goes_well_as(SECOND, FIRST_RETURN + 1);
}

#[test]
fn with_the_caps_half_reached_the_rest_of_a_batch_waits_in_the_reserve() {
    let mut setup = setup();
    (
        setup.plan.reserve.max_order,
        setup.plan.reserve.max_in_flight,
    ) = (usd("10000"), usd("12000"));
    let mut t = Scenario::with(&setup);
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    let part = Order::new(2, 2, 2, usd("2000").u128());
    let rest = Order::new(3, 2, 3, usd("8000").u128());
    t.borrow(&ann, usd("20000")).unwrap();
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(
        borrows("ann", 2, 0)
            .and(hands_over(2))
            .and(part.leaves(deadline, &outpost))
            .and([
                ("home/reserve/stable", "8000 usd"),
                ("reserve/waiting", "8000 usd"),
                ("waiting/2", "8000 usd"),
            ]),
    );
    assert!(t.flush_reserve().is_err());
    t.expect_nothing();
    t.goes_well(FIRST);
    t.buy_again(rest);
    let early = t.swap(part, FIRST_RETURN + 1);
    t.deliver_back(FIRST_RETURN + 1);
    t.expect(arrives(early).and(part.settles(early, users_part(early))));
    t.ack_late(part);
    t.ack_back(part, FIRST_RETURN + 1);
    let late = t.swap(rest, FIRST_RETURN + 2);
    t.ack(rest);
    t.deliver_back(FIRST_RETURN + 2);
    t.expect(
        arrives(late)
            .and(rest.settles(late, users_part(early + late) - users_part(early)))
            .and(rest.settles_batch()),
    );
}
