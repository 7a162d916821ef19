//! LUNA 2022: a feed that stands at its floor is read as live. A record expires, and a price below the policy's floor is
//! no price: nobody borrows, withdraws under debt or liquidates at it.

use qerun_testing::suite::{decimal, qer, usd, Setup};

use super::{micro, refused, Attack};

#[test]
fn nobody_borrows_at_a_price_that_has_expired() {
    let mut t = Attack::new("frozen_feed");
    let eve = t.fund("eve", "0", "1000000");
    let bob = t.honest_borrower("bob", "100000", "20000");
    t.begin();
    t.deposit(&eve, qer("500000")).unwrap();
    // QER has fallen by 99 %, and no feeder has said so for an hour and a half.
    t.net.advance(5_401);
    refused(t.borrow(&eve, usd("1000")), "expired");
    refused(t.withdraw_collateral(&bob, Some(qer("1"))), "expired");
    t.fund_stable(&eve, usd("100")).unwrap();
    refused(t.liquidate(&eve, &bob, usd("100")), "expired");
    assert!(t.max_borrow(&eve).unwrap().amount.is_zero());
    // What needs no price goes on.
    t.withdraw_collateral(&eve, None).unwrap();
    t.fund_stable(&bob, usd("5000")).unwrap();
    t.repay(&bob, usd("5000")).unwrap();
    let sue = t.sue.clone();
    t.withdraw(&sue, Some(usd("1000"))).unwrap();
    // The 100 dollars for the liquidation were a gift.
    assert_eq!(t.profit("borrowing at an expired price"), micro(100));
}

#[test]
fn a_price_below_the_floor_is_none() {
    let mut setup = Setup::default();
    setup.plan.oracle[0].config.policy.min_price = decimal("0.05");
    let mut t = Attack::on("frozen_feed", &setup);
    let eve = t.fund("eve", "0", "1000000");
    t.begin();
    t.deposit(&eve, qer("1000000")).unwrap();
    // The feeders go on, below the floor: the last record that passed is degraded at once, and expires.
    t.jump(|quotes| quotes.qer = decimal("0.01")).unwrap();
    t.fair = t.quotes;
    for wait in [0, 600, 3_600, 7_200, 86_400] {
        t.pass(wait).unwrap();
        assert!(t.borrow(&eve, usd("1000")).is_err());
        assert!(t.max_borrow(&eve).unwrap().amount.is_zero());
    }
    t.begin();
    t.withdraw_collateral(&eve, None).unwrap();
    t.no_profit("borrowing below the floor");
}

/// The window in which a stopped feed still counts: what can be taken in it is what one account may owe in cash.
#[test]
fn a_feed_that_has_just_stopped_is_bounded_by_the_caps() {
    let mut t = Attack::new("frozen_feed");
    let names = ["eve", "eve-2", "eve-3", "eve-4", "eve-5"];
    // QER is worth a cent by now.
    t.fair.qer = decimal("0.01");
    for name in names {
        t.fund(name, "0", "120000");
    }
    t.begin();
    t.net.advance(5_399);
    for name in names {
        let user = t.user(name);
        t.deposit(&user, qer("120000")).unwrap();
        let most = t.max_borrow(&user).unwrap().amount;
        if !most.is_zero() {
            t.borrow(&user, most).unwrap();
        }
    }
    t.net.relay_all().unwrap();
    let profit = t.profit("QER worth a cent at a dollar, in the last second of a stopped feed");
    // Half in cash of max LTV x 0.20 x depth = 200,000; the rest bought ETH, which is not his.
    assert!(profit <= micro(100_000), "{profit}");
    // The insurance covers it: suppliers lose nothing.
    let state = t.state().unwrap();
    assert!(state.debt <= usd("200001") && state.insurance >= usd("150000"));
}
