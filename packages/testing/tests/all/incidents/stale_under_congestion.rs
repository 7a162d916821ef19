//! Levana 2023: while the chain is congested the published price is old, and whoever knows the new one trades on it. What
//! can be gained is small against what it costs, and after a stall nobody is liquidated before the grace is over.

use qerun_messages::oracle::{ExecuteMsg, FeederPrice};
use qerun_testing::suite::{decimal, qer, usd};

use super::{micro, refused, Attack};

#[test]
fn borrowing_at_the_price_of_an_hour_ago_earns_nothing() {
    for fallen in ["0.9", "0.7", "0.5", "0.3"] {
        let mut t = Attack::new("stale_under_congestion");
        let eve = t.fund("eve", "0", "100000");
        // The market elsewhere has fallen; the feeders' messages wait in the mempool for more than an hour.
        t.fair.qer = decimal(fallen);
        t.begin();
        t.net.advance(4_000);
        t.deposit(&eve, qer("100000")).unwrap();
        let most = t.max_borrow(&eve).unwrap().amount;
        t.borrow(&eve, most).unwrap();
        t.net.relay_all().unwrap();
        t.no_profit(&format!("a loan at 1 while QER is at {fallen}"));
    }
}

#[test]
fn an_old_price_is_not_submitted_later() {
    let mut t = Attack::new("stale_under_congestion");
    let seen = t.net.home.now();
    t.net.advance(60);
    t.jump(|quotes| quotes.qer = decimal("0.8")).unwrap();
    let (feeder, oracle) = (t.net.home.addr("feeder-0"), t.at.oracle.clone());
    let old = FeederPrice {
        asset: t.plan.assets.qer.clone(),
        price: decimal("1"),
        depth: None,
        timestamp: seen,
    };
    let msg = ExecuteMsg::SubmitPrices { prices: vec![old] };
    assert!(t.net.home.execute(&feeder, &oracle, &msg, &[]).is_err());
    assert_eq!(t.qer_price().unwrap().mid, decimal("0.8"));
}

#[test]
fn nobody_is_liquidated_at_the_first_price_after_a_stall() {
    let mut t = Attack::new("stale_under_congestion");
    let eve = t.fund("eve", "40000", "0");
    let bob = t.honest_borrower("bob", "62000", "30000");
    t.fair.qer = decimal("0.7");
    t.begin();
    // Two hours without a price; then the first says that bob is far below health 1.
    t.net.advance(7_200);
    refused(t.liquidate(&eve, &bob, usd("40000")), "expired");
    for _ in 0..4 {
        t.jump(|quotes| quotes.qer = decimal("0.7")).unwrap();
    }
    refused(t.liquidate(&eve, &bob, usd("40000")), "no liquidation");
    t.no_profit("liquidating at the first price after a stall");
    // Meanwhile bob repays or adds collateral; he needs no price.
    t.fund_qer(&bob, qer("40000")).unwrap();
    t.deposit(&bob, qer("40000")).unwrap();
    t.settle_prices().unwrap();
    refused(t.liquidate(&eve, &bob, usd("40000")), "health");
    assert!(t.profit("the same after the grace").abs() < micro(1));
}
