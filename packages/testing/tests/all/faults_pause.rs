//! Expired and halted prices, and pauses: purchases wait, borrowing goes on where it may, and repaying
//! always works.

use crate::common::changes::{hands_over_late, pays_out, repays, Order};
use crate::common::steps::{arrives, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN, RESERVE_PART};
use cosmwasm_std::Addr;
use qerun_messages::market::{ExecuteMsg as Market, Pausable};
use qerun_messages::oracle::{ExecuteMsg as Oracle, FeederPrice};
use qerun_messages::reserve::ExecuteMsg as Reserve;
use qerun_testing::suite::{decimal, usd};

impl Scenario {
    fn oracle(&mut self, sender: &Addr, msg: &Oracle) {
        let oracle = self.at.oracle.clone();
        self.net.home.execute(sender, &oracle, msg, &[]).unwrap();
    }

    /// The feeders publish only these assets.
    fn publish_only(&mut self, assets: &[(&str, &str, Option<&str>)]) {
        let timestamp = self.net.home.now();
        let prices: Vec<FeederPrice> = assets
            .iter()
            .map(|(asset, price, depth)| FeederPrice {
                asset: (*asset).to_owned(),
                price: decimal(price),
                depth: depth.map(decimal),
                timestamp,
            })
            .collect();
        for i in 0..4 {
            let (feeder, prices) = (self.net.home.addr(&format!("feeder-{i}")), prices.clone());
            self.oracle(&feeder, &Oracle::SubmitPrices { prices });
        }
    }
}

#[test]
fn with_eth_halted_the_batch_waits_and_repaying_releases_it() {
    let mut t = Scenario::new();
    let (bob, timelock) = (t.bob.clone(), t.at.timelock.clone());
    let asset = "eth".to_owned();
    t.oracle(
        &timelock,
        &Oracle::Halt {
            asset: asset.clone(),
        },
    );
    t.borrow_and_wait(&bob, 1, 0);
    assert!(t.flush_market().is_err());
    t.expect_nothing();

    t.repay(&bob, usd("5000")).unwrap();
    t.expect(repays("bob", "5000").and([
        ("home/market/stable", "-2375 usd"),
        ("home/bob/stable", "+2375 usd"),
        ("market/batch/user_in", "-2375 usd"),
        ("position/bob/claim/batches/0/1", "-2375 usd"),
    ]));

    t.oracle(&timelock, &Oracle::Resume { asset });
    t.refresh().unwrap();
    t.flush_market().unwrap();
    let order = Order::new(1, 1, 1, usd("7625").u128());
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(hands_over_late(1, "7125 usd", "7625 usd").and(order.leaves(deadline, &outpost)));
    let bought = t.swap(order, FIRST_RETURN);
    t.ack(order);
    t.deliver_back(FIRST_RETURN);
    let users = (bought * 7_125).div_ceil(7_625);
    t.expect(
        arrives(bought)
            .and(order.settles(bought, users))
            .and(order.settles_batch()),
    );
}

#[test]
fn with_eth_stale_the_batch_waits_and_refunds_wait_too() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&ann, FIRST);
    t.pass_deadline();
    t.time_out(FIRST);
    // The feeders go on with QER and the stablecoin only.
    t.net.advance(5_401);
    t.publish_only(&[("qer", "1", Some("2000000")), ("usdc", "1", None)]);
    assert!(t.flush_reserve().is_err());
    t.expect_nothing();
    t.borrow_and_wait(&bob, 2, 1_201 + 5_401);
    assert!(t.flush_market().is_err());
    t.expect_nothing();

    // Repaying releases the unsent and owes what was refunded and waits.
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("20000")).unwrap();
    t.expect(repays("bob", "20000").and([
        ("home/market/stable", "-9500 usd"),
        ("home/bob/stable", "+9500 usd"),
        ("market/batch/user_in", "-9500 usd"),
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
    ]));
    t.repay(&ann, usd("10000")).unwrap();
    t.expect(repays("ann", "10000").and([
        ("position/ann/claim/batches/0/1", "-4750 usd"),
        ("owed/ann/batches/0/0", "1"),
        ("owed/ann/batches/0/1", "4750 usd"),
    ]));
    t.net.advance(1);
    t.refresh().unwrap();
    let again = Order::new(2, 1, 2, RESERVE_PART);
    t.buy_again(again);
    let bought = t.goes_well(again);
    t.collect(&ann).unwrap();
    t.expect(
        pays_out("ann", bought * 4_750 / 10_000)
            .and([("owed/ann/batches/0/0", "0"), ("owed/ann/batches/0/1", "0")]),
    );
}

#[test]
fn with_all_prices_stale_only_new_risk_stops() {
    let mut t = Scenario::new();
    let (sue, bob) = (t.sue.clone(), t.bob.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(6_000);
    assert!(t.borrow(&bob, usd("1000")).is_err());
    assert!(t.withdraw_collateral(&bob, Some(usd("1"))).is_err());
    assert!(t.flush_market().is_err());
    t.expect_nothing();
    t.time_out(FIRST);
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(repays("bob", "10000").and([
        ("market/accrued_at", "+6000"),
        ("position/bob/claim/batches/0/1", "-4750 usd"),
        ("owed/bob/batches/0/0", "1"),
        ("owed/bob/batches/0/1", "4750 usd"),
    ]));
    t.withdraw(&sue, Some(usd("100000"))).unwrap();
    t.expect([
        ("home/market/stable", "-100000 usd"),
        ("home/sue/stable", "+100000 usd"),
        ("market/cash", "-100000 usd"),
        ("market/supply_shares", "-100000 shares"),
        ("supplier/sue", "-100000 shares"),
    ]);
}

#[test]
fn with_the_reserve_paused_purchases_wait_and_what_is_in_flight_lands() {
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    let (timelock, guardian) = (t.at.timelock.clone(), t.at.guardian.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.reserve(&timelock, &Reserve::Pause { duration: 86_400 })
        .unwrap();
    let until = (t.net.home.now() + 86_400).to_string();
    t.expect([("reserve/paused_until", until.as_str())]);
    let bought = t.goes_well(FIRST);

    t.borrow_and_wait(&ann, 2, 0);
    assert!(t.flush_market().is_err());
    assert!(t.flush_reserve().is_err());
    assert!(t.reserve(&guardian, &Reserve::Unpause {}).is_err());
    t.expect_nothing();

    // Pay-outs are never paused.
    t.repay(&bob, usd("10000")).unwrap();
    let claim = bought * 95 / 100;
    t.expect(
        repays("bob", "10000")
            .and(pays_out("bob", claim / 2))
            .and([
                ("position/bob/claim/batches/0/0", "0"),
                ("position/bob/claim/batches/0/1", "0"),
            ])
            .put("position/bob/claim/eth", claim - claim / 2),
    );
    t.reserve(&timelock, &Reserve::Unpause {}).unwrap();
    t.set_baseline();
    t.flush_and_buy(SECOND);
    t.goes_well_as(SECOND, FIRST_RETURN + 1);
}

#[test]
fn with_the_market_paused_repaying_and_collecting_work() {
    let mut t = Scenario::new();
    let (bob, timelock) = (t.bob.clone(), t.at.timelock.clone());
    t.borrow_and_buy(&bob, FIRST);
    let actions = vec![
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    let pause = Market::Pause {
        actions,
        duration: 86_400,
    };
    t.market(&timelock, &pause, &[]).unwrap();
    assert!(t.borrow(&bob, usd("1000")).is_err());
    t.expect_nothing();
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(repays("bob", "10000").and([
        ("position/bob/claim/batches/0/1", "-4750 usd"),
        ("owed/bob/batches/0/0", "1"),
        ("owed/bob/batches/0/1", "4750 usd"),
    ]));
    let bought = t.goes_well(FIRST);
    t.collect(&bob).unwrap();
    t.expect(
        pays_out("bob", bought * 4_750 / 10_000)
            .and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
}
