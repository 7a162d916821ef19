//! Batches that wait in the market, and prices that are no longer good.

use qerun_testing::suite::{usd, DEX_CHANNEL, HOME_CHANNEL};
use serde_json::json;

use crate::common::changes::{hands_over_late, Order};
use crate::common::steps::FIRST;
use crate::common::{setup, Scenario, RESERVE_PART};
use crate::runbook::hand::{
    anyone, ask, eth_and_stable_of, number, operation, publish_only, send, DAY,
};
use crate::runbook::page::{open, BEGIN};

const QER: (&str, &str, Option<&str>) = ("qer", "1", Some("2000000"));
const USDC: (&str, &str, Option<&str>) = ("usdc", "1", None);
const ETH: (&str, &str, Option<&str>) = ("eth", "2000", None);

pub fn a_batch_waits() {
    let s = open("A batch waits");
    let (flush, quote) = (s.say("flush", "", &[]), s.say("quote_flush", "", &[]));
    let leaves = |t: &Scenario| ask(t, "market", &quote)["hands_over"].as_bool().unwrap();
    let small = Order::new(1, 1, 1, usd("500").u128());

    s.row("nobody has borrowed since it became due | old opened_at");
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow(&bob, usd("1000")).unwrap();
    assert!(!leaves(&t));
    t.net.advance(21_600);
    t.refresh().unwrap();
    t.set_baseline();
    assert!(leaves(&t));
    anyone(&mut t, "market", &flush);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(hands_over_late(1, "475 usd", "500 usd").and(small.leaves(deadline, &outpost)));

    s.row("it is below the smallest order | less than min_order in the reserve's backing");
    let mut tiny = setup();
    tiny.plan.reserve.min_order = usd("501");
    tiny.plan.reserve.max_order = usd("25000");
    let mut t = Scenario::with(&tiny);
    t.borrow(&bob, usd("1000")).unwrap();
    t.net.advance(21_600);
    t.refresh().unwrap();
    t.set_baseline();
    let backing = ask(&t, "reserve", &open(BEGIN).say("backing", "", &[]));
    assert_eq!(number(&backing["min_order"]), usd("501").u128());
    assert!(!leaves(&t));
    send(&mut t, "anyone", "market", &flush).unwrap_err();
    t.expect_nothing();
    t.fund_stable(&bob, usd("500")).unwrap();
    t.repay(&bob, usd("1000")).unwrap();
    assert_eq!(eth_and_stable_of(&t, &bob).1, usd("475").u128());

    s.row("price of ETH or of the stablecoin is not live: expired, degraded or halted | flush says so");
    let mut t = Scenario::new();
    t.net.advance(5_401);
    publish_only(&mut t, 4, &[QER, USDC]);
    t.set_baseline();
    t.borrow_and_wait(&bob, 1, 5_401);
    assert!(!leaves(&t));
    let expired = send(&mut t, "anyone", "market", &flush).unwrap_err();
    assert!(expired.contains("eth"), "{expired}");
    publish_only(&mut t, 4, &[ETH]);
    anyone(&mut t, "oracle", &s.say("poke", "", &[]));
    anyone(&mut t, "market", &flush);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(hands_over_late(1, "9500 usd", "10000 usd").and(FIRST.leaves(deadline, &outpost)));

    let capacity = "capacity, order_capacity or batch_capacity is too small";
    s.row(&format!("cap reached | quote_flush says so: {capacity}"));
    let mut one = setup();
    one.plan.reserve.max_open_orders = 1;
    let mut t = Scenario::with(&one);
    t.borrow_and_buy(&ann, FIRST);
    let backing = ask(&t, "reserve", &open(BEGIN).say("backing", "", &[]));
    assert_eq!(number(&backing["order_capacity"]), 0);
    t.borrow_and_wait(&bob, 2, 0);
    assert!(!leaves(&t));
    send(&mut t, "anyone", "market", &flush).unwrap_err();
    t.expect_nothing();
    t.goes_well(FIRST);
    t.flush_and_buy(Order::new(2, 2, 2, RESERVE_PART));

    s.row("purchases paused | paused_until in the future");
    let mut t = Scenario::new();
    let pause = json!({"pause": {"duration": DAY}});
    send(&mut t, "timelock", "reserve", &pause).unwrap();
    t.set_baseline();
    t.borrow_and_wait(&bob, 1, 0);
    assert!(!leaves(&t));
    send(&mut t, "anyone", "market", &flush).unwrap_err();
    t.expect_nothing();
    operation(&mut t, "reserve", &s.say("unpause", "", &[])).unwrap();
    t.set_baseline();
    t.flush_and_buy(FIRST);
    // Else it ends by itself.
    let mut t = Scenario::new();
    send(&mut t, "timelock", "reserve", &pause).unwrap();
    t.net.advance(DAY);
    t.refresh().unwrap();
    t.set_baseline();
    t.borrow(&bob, usd("20000")).unwrap();
    assert_eq!(t.orders().unwrap().len(), 1);

    s.row("channel closed or its client expired | flush fails in IBC");
    let mut t = Scenario::new();
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.set_baseline();
    t.borrow_and_wait(&bob, 1, 0);
    let closed = send(&mut t, "anyone", "market", &flush).unwrap_err();
    assert!(closed.contains("channel"), "{closed}");
    t.net.open_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.flush_and_buy(FIRST);

    s.row("stablecoins were refunded and wait in the reserve | waiting above zero");
    t.pass_deadline();
    t.time_out(FIRST);
    let waits = ask(&t, "reserve", &open(BEGIN).say("backing", "", &[]));
    assert_eq!(number(&waits["waiting"]), RESERVE_PART);
    anyone(&mut t, "reserve", &flush);
    let again = Order::new(2, 1, 2, RESERVE_PART);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(again.stops_waiting().and(again.leaves(deadline, &outpost)));
    s.done();
}

fn price(t: &Scenario, asset: &str) -> serde_json::Value {
    let query = open(BEGIN).say("price", "", &[("asset", json!(asset))]);
    ask(t, "oracle", &query)["record"].clone()
}

pub fn a_price_has_expired() {
    let s = open("A price has expired");
    let mut t = Scenario::new();
    let (bob, sue) = (t.bob.clone(), t.sue.clone());
    t.borrow(&bob, usd("2000")).unwrap();
    t.net.advance(6_000);
    for refused in [
        t.borrow(&bob, usd("1000")).is_err(),
        t.withdraw_collateral(&bob, Some(usd("1"))).is_err(),
    ] {
        assert!(refused);
    }
    t.repay(&bob, usd("100")).unwrap();
    t.fund_qer(&bob, usd("1")).unwrap();
    t.deposit(&bob, usd("1")).unwrap();
    t.fund_stable(&sue, usd("1")).unwrap();
    t.supply(&sue, usd("1")).unwrap();

    s.row("feeders stopped | {\"slots\":{\"asset\":\"qer\"}}: old timestamps");
    let slots = ask(&t, "oracle", &s.say("slots", "", &[]));
    let old = slots.to_string();
    let now = t.net.home.now();
    assert!(!old.contains(&now.to_string()), "{old}");
    // Two of four are below ceil(2N/3): no new record.
    let before = price(&t, "qer");
    publish_only(&mut t, 2, &[QER, USDC, ETH]);
    assert_eq!(price(&t, "qer")["as_of"], before["as_of"]);
    t.borrow(&bob, usd("100")).unwrap_err();

    s.row("enough slots, record still old | as_of behind the slots");
    publish_only_third(&mut t);
    anyone(&mut t, "oracle", &s.say("poke", "", &[]));
    assert_eq!(price(&t, "qer")["as_of"].as_u64(), Some(now));
    t.borrow(&bob, usd("100")).unwrap();

    let left = "sources disagree, or one left min_price ... max_price";
    s.row(&s.row_that_begins(left));
    t.net.advance(60);
    let timestamp_all = [QER, USDC, ("eth", "2000", None)];
    publish_only(&mut t, 4, &timestamp_all);
    t.net.advance(60);
    publish_only(&mut t, 2, &[("eth", "2600", None)]);
    assert_eq!(
        price(&t, "eth")["status"],
        "degraded",
        "{}",
        price(&t, "eth")
    );
    t.net.advance(60);
    publish_only(&mut t, 4, &[ETH, QER, USDC]);
    assert_eq!(price(&t, "eth")["status"], "live");

    s.row("halted | status halted");
    let halt = json!({"halt": {"asset": "qer"}});
    send(&mut t, "timelock", "oracle", &halt).unwrap();
    assert_eq!(price(&t, "qer")["status"], "halted");
    t.borrow(&bob, usd("100")).unwrap_err();
    operation(&mut t, "oracle", &s.say("resume", "", &[])).unwrap();
    assert_eq!(price(&t, "qer")["status"], "live");
    t.borrow(&bob, usd("100")).unwrap();
    crate::runbook::governance::a_halt_of_the_guardian(&s.say("end_pause", "", &[]));

    s.row("a feeder's clock is ahead | its submissions are refused");
    let ahead = json!({"submit_prices": {"prices": [
        {"asset": "eth", "price": "2000", "timestamp": t.net.home.now() + 1}]}});
    let refused = send(&mut t, "feeder-0", "oracle", &ahead).unwrap_err();
    assert!(refused.contains("later than the block"), "{refused}");
    s.done();
}

/// The third feeder submits, the others did a moment ago.
fn publish_only_third(t: &mut Scenario) {
    let timestamp = t.net.home.now();
    let prices = json!({"submit_prices": {"prices": [
        {"asset": "qer", "price": "1", "depth": "2000000", "timestamp": timestamp},
        {"asset": "usdc", "price": "1", "timestamp": timestamp},
        {"asset": "eth", "price": "2000", "timestamp": timestamp},
    ]}});
    send(t, "feeder-2", "oracle", &prices).unwrap();
}
