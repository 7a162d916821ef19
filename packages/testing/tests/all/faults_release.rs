//! Repaying while the claim is under way, in several parts, or while the reserve does not pay.

use crate::common::changes::{borrows, hands_over, pays_out, repays, users_part, Changes, Order};
use crate::common::steps::{arrives, out, refusal, FIRST, SECOND};
use crate::common::{setup, Scenario, CLAIM, FIRST_RETURN, RESERVE_PART};
use qerun_messages::market::ExecuteMsg;
use qerun_testing::suite::{decimal, qer, usd};

/// A claim's ETH out of a batch of one borrow.
fn claim_of(bought: u128) -> u128 {
    bought * 95 / 100
}

#[test]
fn repaying_with_the_claim_wholly_in_flight_owes_it() {
    let mut t = Scenario::new();
    let (bob, anyone) = (t.bob.clone(), t.net.home.addr("anyone"));
    t.borrow_and_buy(&bob, FIRST);
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("20000")).unwrap();
    t.expect(repays("bob", "20000").and([
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
        ("owed/bob/batches/0/0", "1"),
        ("owed/bob/batches/0/1", "9500 usd"),
    ]));
    // What he is owed does not depend on his position.
    t.withdraw_collateral(&bob, None).unwrap();
    t.expect([
        ("home/market/qer", "-100000 qer"),
        ("home/bob/qer", "+100000 qer"),
        ("position/bob/collateral", "0"),
    ]);
    assert!(t.collect(&bob).is_err());
    let bought = t.swap(FIRST, FIRST_RETURN);
    assert!(t.collect(&bob).is_err());
    t.ack(FIRST);
    assert!(t.collect(&bob).is_err());
    t.credit(FIRST, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    let user = Some(bob.to_string());
    t.market(&anyone, &ExecuteMsg::Collect { user }, &[])
        .unwrap();
    t.expect(
        pays_out("bob", claim_of(bought))
            .and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
    assert!(t.collect(&bob).is_err());
    t.expect_nothing();
}

#[test]
fn repaying_in_flight_survives_a_refund_and_a_second_purchase() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.repay(&bob, usd("5000")).unwrap();
    t.expect(repays("bob", "5000").and([
        ("position/bob/claim/batches/0/1", "-2375 usd"),
        ("owed/bob/batches/0/0", "1"),
        ("owed/bob/batches/0/1", "2375 usd"),
    ]));
    t.pass_deadline();
    t.time_out(FIRST);
    // Refunded stablecoins wait for ETH; they are not paid to anyone.
    assert!(t.collect(&bob).is_err());
    t.expect_nothing();
    let second = Order::new(2, 1, 2, RESERVE_PART);
    t.buy_again(second);
    let bought = t.goes_well(second);
    t.collect(&bob).unwrap();
    let quarter = bought * 2_375 / 10_000;
    t.expect(
        pays_out("bob", quarter)
            .and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("15000")).unwrap();
    let rest = bought * 7_125 / 10_000;
    t.expect(repays("bob", "15000").and(pays_out("bob", rest)).and([
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
        ("market/accrued_at", "+1201"),
    ]));
}

#[test]
fn repaying_releases_a_claim_in_all_three_parts() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.goes_well(FIRST);
    let settled = claim_of(bought);

    // The second borrow finds the first batch settled and turns its claim into ETH.
    t.borrow(&bob, usd("20000")).unwrap();
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(
        borrows("bob", 2, 0)
            .without("position/bob/claim/batches/0/1")
            .and(hands_over(2))
            .and(SECOND.leaves(deadline, &outpost))
            .put("position/bob/claim/eth", settled),
    );
    // The third is too small for a batch of its own.
    t.borrow(&bob, usd("1000")).unwrap();
    let now = t.net.home.now();
    t.expect(
        Changes::from([
            ("home/bob/stable", "+500 usd"),
            ("home/market/stable", "-500 usd"),
            ("market/cash", "-1000 usd"),
            ("market/debt_shares", "+1000 shares"),
            ("market/batch/user_in", "475 usd"),
            ("market/batch/protocol_in", "25 usd"),
            ("position/bob/debt_shares", "+1000 shares"),
            ("position/bob/claim/batches/1/0", "3"),
            ("position/bob/claim/batches/1/1", "475 usd"),
        ])
        .put("market/batch/opened_at", now),
    );

    // Half of 41,000 releases half of each part.
    t.repay(&bob, usd("20500")).unwrap();
    t.expect(
        repays("bob", "20500")
            .and(pays_out("bob", settled / 2))
            .and([
                ("home/market/stable", "-237.5 usd"),
                ("home/bob/stable", "+237.5 usd"),
                ("market/batch/user_in", "-237.5 usd"),
                ("position/bob/claim/batches/0/1", "-4750 usd"),
                ("position/bob/claim/batches/1/1", "-237.5 usd"),
                ("owed/bob/batches/0/0", "2"),
                ("owed/bob/batches/0/1", "4750 usd"),
            ])
            .put("position/bob/claim/eth", settled - settled / 2),
    );

    // All of the rest releases the rest; what was sent beyond the debt comes back.
    t.fund_stable(&bob, usd("30000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("30000")).unwrap();
    t.expect(
        repays("bob", "20500")
            .and(pays_out("bob", settled - settled / 2))
            .and([
                ("home/market/stable", "-237.5 usd"),
                ("home/bob/stable", "+237.5 usd"),
                ("market/batch/user_in", "-237.5 usd"),
                ("position/bob/claim/eth", "0"),
                ("position/bob/claim/batches/0/0", "0"),
                ("position/bob/claim/batches/0/1", "0"),
                ("position/bob/claim/batches/1/0", "0"),
                ("position/bob/claim/batches/1/1", "0"),
                ("owed/bob/batches/0/1", "+4750 usd"),
            ]),
    );
    let second = t.goes_well_as(SECOND, FIRST_RETURN + 1);
    t.collect(&bob).unwrap();
    t.expect(
        pays_out("bob", claim_of(second))
            .and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
}

#[test]
fn a_release_that_is_not_paid_is_kept_and_collected() {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.goes_well(FIRST);
    let claim = claim_of(bought);
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.break_reserve();
    t.set_baseline();

    t.repay(&bob, usd("10000")).unwrap();
    t.expect(
        repays("bob", "10000")
            .and([
                ("position/bob/claim/batches/0/0", "0"),
                ("position/bob/claim/batches/0/1", "0"),
            ])
            .put("position/bob/claim/eth", claim - claim / 2)
            .put("owed/bob/eth", claim / 2),
    );
    assert!(t.collect(&bob).is_err());
    t.expect_nothing();
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(
        repays("bob", "10000")
            .put("position/bob/claim/eth", "0")
            .put("owed/bob/eth", format!("+{}", claim - claim / 2)),
    );
    t.withdraw_collateral(&bob, None).unwrap();
    t.set_baseline();
    t.repair_reserve();
    t.collect(&bob).unwrap();
    t.expect(pays_out("bob", claim).put("owed/bob/eth", "0"));
    assert!(t.collect(&bob).is_err());
    t.expect_nothing();
    assert_eq!(t.qer_of(&bob).unwrap(), qer("100000"));
}

#[test]
fn a_batch_in_two_orders_of_which_one_is_refunded() {
    let mut setup = setup();
    setup.plan.reserve.max_order = usd("6000");
    let mut t = Scenario::with(&setup);
    let bob = t.bob.clone();
    let first = Order::new(1, 1, 1, usd("6000").u128());
    let second = Order::new(2, 1, 2, usd("4000").u128());
    let third = Order::new(3, 1, 3, usd("6000").u128());
    t.borrow(&bob, usd("20000")).unwrap();
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(
        borrows("bob", 1, 0)
            .and(hands_over(1))
            .and(first.leaves(deadline, &outpost))
            .and(second.leaves(deadline, &outpost)),
    );
    let early = t.swap(second, FIRST_RETURN);
    let pool = t.pool.clone();
    pool.arbitrage_to(&mut t.net.dex, decimal("2100")).unwrap();
    t.set_baseline();
    refusal(t.net.deliver(&out(1)).unwrap().outcome);
    t.expect_nothing();
    t.ack_error(first);
    // 4,000 of 10,000 are ETH: the batch stays open.
    t.deliver_back(FIRST_RETURN);
    t.expect(arrives(early).and(second.settles(early, users_part(early))));
    t.ack_late(second);
    t.ack_back(second, FIRST_RETURN);

    // Nothing of it may be turned into ETH yet: a repayment owes stablecoins of the batch.
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(repays("bob", "10000").and([
        ("position/bob/claim/batches/0/1", "-4750 usd"),
        ("owed/bob/batches/0/0", "1"),
        ("owed/bob/batches/0/1", "4750 usd"),
    ]));
    assert!(t.collect(&bob).is_err());

    // The rest is bought at another price; both halves of the claim share it.
    pool.arbitrage_to(&mut t.net.dex, decimal("2010")).unwrap();
    t.set_baseline();
    t.buy_again(third);
    let late = t.swap(third, FIRST_RETURN + 1);
    t.ack(third);
    assert!(t.collect(&bob).is_err());
    t.deliver_back(FIRST_RETURN + 1);
    let users = users_part(early + late) - users_part(early);
    t.expect(
        arrives(late)
            .and(third.settles(late, users))
            .and(third.settles_batch()),
    );
    t.ack_back(third, FIRST_RETURN + 1);
    let half = (early + late) * (CLAIM / 2) / RESERVE_PART;
    t.collect(&bob).unwrap();
    t.expect(
        pays_out("bob", half).and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(repays("bob", "10000").and(pays_out("bob", half)).and([
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
    ]));
    // Two roundings down at most are left of the users' ETH.
    assert!(t.backing().unwrap().encumbered.u128() <= 2);
}
