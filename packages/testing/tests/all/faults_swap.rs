//! Faults on the DEX chain: the swap fails, the packet is refused, the money is back and buys later.

use crate::common::changes::{users_part, Order};
use crate::common::steps::{arrives, out, refusal, FIRST};
use crate::common::{Scenario, FIRST_RETURN, RESERVE_PART};
use qerun_testing::suite::decimal;

/// What was refunded leaves again as order 2 of batch 1.
const AGAIN: Order = Order::new(2, 1, 2, RESERVE_PART);

#[test]
fn without_a_fault_a_purchase_settles() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.goes_well(FIRST);
    assert_eq!(t.net.relay_all().unwrap(), 0);
    t.expect_nothing();
}

#[test]
fn a_swap_below_the_minimum_is_refunded_and_bought_later_by_flush() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let pool = t.pool.clone();
    // 4 % dearer than the oracle says, 3 % is allowed.
    pool.arbitrage_to(&mut t.net.dex, decimal("2080")).unwrap();
    t.set_baseline();

    let refused = refusal(t.net.deliver(&out(1)).unwrap().outcome);
    assert!(refused.contains("the swap brought"), "{refused}");
    t.expect_nothing();
    t.ack_error(FIRST);

    // Still too dear: it leaves again and comes back again.
    t.buy_again(AGAIN);
    refusal(t.net.deliver(&out(2)).unwrap().outcome);
    t.expect_nothing();
    t.ack_error(AGAIN);

    pool.arbitrage_to(&mut t.net.dex, decimal("2000")).unwrap();
    t.set_baseline();
    let third = Order::new(3, 1, 3, RESERVE_PART);
    t.buy_again(third);
    let bought = t.goes_well(third);
    assert!(bought >= third.min_out());
}

#[test]
fn a_swap_that_brings_just_the_minimum_passes() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let pool = t.pool.clone();
    pool.arbitrage_to(&mut t.net.dex, decimal("2048")).unwrap();
    t.set_baseline();
    let bought = t.goes_well(FIRST);
    assert!(bought >= FIRST.min_out() && bought < FIRST.fair() * 98 / 100);
}

#[test]
fn a_pair_that_refuses_to_swap_is_a_refund() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    // All but a thousandth of the liquidity leaves: the swap breaks Astroport's bound on the spread.
    let (pool, provider) = (t.pool.clone(), t.net.dex.addr("owner"));
    let first = t.plan.dex_pool.clone().unwrap();
    let all = pool.lp_balance(&t.net.dex, &provider).unwrap().u128();
    let most = (all / 1_000 * 999).into();
    pool.withdraw(&mut t.net.dex, &provider, most).unwrap();
    t.set_baseline();

    let refused = refusal(t.net.deliver(&out(1)).unwrap().outcome);
    assert!(refused.contains("spread"), "{refused}");
    t.expect_nothing();
    t.ack_error(FIRST);

    let [stable, eth] = [first.stable, first.eth].map(|amount| amount.u128() / 1_000 * 998);
    pool.provide(&mut t.net.dex, &provider, stable, eth)
        .unwrap();
    t.set_baseline();
    t.buy_again(AGAIN);
    t.goes_well(AGAIN);
}

#[test]
fn an_order_that_expired_is_never_delivered() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    // Timeout before its time is refused.
    assert!(t.net.timeout(&out(1)).is_err());
    t.expect_nothing();
    t.pass_deadline();
    assert!(t.net.deliver(&out(1)).is_err());
    t.expect_nothing();
    t.time_out(FIRST);
    t.buy_again(AGAIN);
    t.goes_well(AGAIN);
}

/// What all of these tests stand on.
#[test]
#[should_panic(expected = "batch/1/settled")]
fn a_change_that_a_test_leaves_out_is_noticed() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.deliver_back(FIRST_RETURN);
    t.expect(arrives(bought).and(FIRST.settles(bought, users_part(bought))));
}
