//! Anchor 2021: one bad feeder moves the price. With four feeders the median of three of them counts, whatever one says.

use cosmwasm_std::Decimal;
use qerun_messages::oracle::{ExecuteMsg, FeederPrice};
use qerun_testing::suite::{decimal, qer, usd};

use super::{refused, Attack};

/// The bad feeder publishes what he likes, at a new second; the others go on every ten minutes.
fn lie(t: &mut Attack, price: Decimal, depth: Decimal) {
    t.net.advance(7);
    let feeder = t.net.home.addr("feeder-2");
    let lie = FeederPrice {
        asset: t.plan.assets.qer.clone(),
        price,
        depth: Some(depth),
        timestamp: t.net.home.now(),
    };
    let (oracle, msg) = (
        t.at.oracle.clone(),
        ExecuteMsg::SubmitPrices { prices: vec![lie] },
    );
    t.net.home.execute(&feeder, &oracle, &msg, &[]).unwrap();
}

#[test]
fn a_feeder_who_lies_moves_nothing() {
    let mut t = Attack::new("one_bad_feeder");
    let eve = t.fund("eve", "30000", "100000");
    let bob = t.honest_borrower("bob", "45000", "20000");
    t.deposit(&eve, qer("100000")).unwrap();
    t.begin();
    let (honest, most) = (t.qer_price().unwrap(), t.max_borrow(&eve).unwrap());
    for (price, depth) in [
        ("100", "100000000"),
        ("0.01", "1"),
        ("1000000", "0"),
        ("0.000001", "900000000000"),
    ] {
        lie(&mut t, decimal(price), decimal(depth));
        let record = t.qer_price().unwrap();
        assert_eq!(record.mid, honest.mid, "{price}");
        assert_eq!(record.average, honest.average, "{price}");
        assert!(
            record.bid <= honest.bid && record.depth <= honest.depth,
            "{record:?}"
        );
        // Nothing more to borrow than before, and nobody to liquidate.
        let now = t.max_borrow(&eve).unwrap().amount;
        assert!(now <= most.amount, "{now} after {most:?}");
        refused(t.liquidate(&eve, &bob, usd("20000")), "health");
        t.pass(600).unwrap();
    }
    let most = t.max_borrow(&eve).unwrap().amount;
    t.borrow(&eve, most).unwrap();
    t.net.relay_all().unwrap();
    t.no_profit("a feeder of four who lies by a hundred times");
}
