//! Where to look, orders that stay, refunds and timeouts that nobody saw, dead clients, pay-outs that failed.

use cosmwasm_std::coin;
use qerun_messages::reserve::BATCHES;
use qerun_testing::ibc::{Callback, Settlement};
use qerun_testing::suite::{decimal, usd, DEX_CHANNEL, HOME_CHANNEL};
use serde_json::json;

use crate::common::changes::{pays_out, users_part, Order};
use crate::common::steps::{arrives, back, out, FIRST, SECOND};
use crate::common::{Scenario, FIRST_RETURN, RESERVE_PART};
use crate::runbook::hand::{anyone, ask, eth_and_stable_of, number, operation, send, GRACE};
use crate::runbook::page::{open, BEGIN};

/// Delivers the ETH of a batch's order while the reserve cannot credit it: its record of the batch is gone for that
/// moment, so that the callback runs and records nothing.
pub fn return_uncredited(t: &mut Scenario, batch: u64, bought: u128, ret: u64) {
    let reserve = t.at.reserve.clone();
    let mut storage = t.net.home.app.contract_storage_mut(&reserve);
    let record = BATCHES.load(&*storage, batch).unwrap();
    BATCHES.remove(&mut *storage, batch);
    drop(storage);
    t.deliver_back(ret);
    let mut storage = t.net.home.app.contract_storage_mut(&reserve);
    BATCHES.save(&mut *storage, batch, &record).unwrap();
    drop(storage);
    t.expect(arrives(bought));
}

/// The acknowledgement of an order whose callback fails.
pub fn ack_with_failing_callback(t: &mut Scenario, order: Order) {
    t.break_reserve();
    let settled = t.net.acknowledge(&out(order.sequence)).unwrap().outcome;
    assert!(matches!(
        settled,
        Settlement::Delivered(Callback::Failed(_))
    ));
    t.repair_reserve();
    t.expect(order.acknowledged_late());
}

/// The timeout of an order whose callback fails: the stablecoins are back all the same.
pub fn refund_with_failing_callback(t: &mut Scenario, order: Order) {
    t.break_reserve();
    let settled = t.net.timeout(&out(order.sequence)).unwrap().outcome;
    assert!(matches!(settled, Settlement::Refunded(Callback::Failed(_))));
    t.repair_reserve();
    t.expect(order.comes_back());
}

/// The order's status as the page's query tells it.
pub fn status(t: &Scenario, order_id: u64) -> String {
    let query = open(BEGIN).say("order", "", &[("order_id", json!(order_id.to_string()))]);
    let answer = ask(t, "reserve", &query);
    answer["order"]["status"].as_str().unwrap().to_owned()
}

/// Where the outpost says that the bought ETH is.
pub fn whereabouts(t: &Scenario, order_id: u64) -> String {
    let query = open(BEGIN).say("purchase", "", &[("order_id", json!(order_id.to_string()))]);
    let answer = ask(t, "outpost", &query);
    let purchase = answer["purchase"]["status"].as_object().unwrap();
    purchase.keys().next().unwrap().clone()
}

pub fn where_to_look() {
    let s = open(BEGIN);
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    s.row("what waits, what is in flight, what capacity is left | reserve");
    let backing = ask(&t, "reserve", &s.say("backing", "", &[]));
    assert_eq!(number(&backing["in_flight"]), RESERVE_PART);
    assert_eq!(number(&backing["order_capacity"]), 15);
    s.row("which batch waits | reserve");
    let waiting = ask(&t, "reserve", &s.say("waiting", "", &[]));
    assert_eq!(waiting["waiting"], json!([]));
    s.row("where is an order | reserve");
    let first = [("order_id", json!("1"))];
    let order = ask(&t, "reserve", &s.say("order", "", &first));
    assert_eq!(order["order"]["status"], "sent");
    s.row("which order is this packet | reserve");
    let packet = [("channel", json!(HOME_CHANNEL)), ("sequence", json!("1"))];
    let of_packet = ask(&t, "reserve", &s.say("order_of_packet", "", &packet));
    assert_eq!(of_packet, order);
    s.row("where is the bought ETH | outpost");
    let bought = t.swap(FIRST, FIRST_RETURN);
    let purchase = ask(&t, "outpost", &s.say("purchase", "", &first));
    assert_eq!(number(&purchase["purchase"]["eth_out"]), bought);
    s.row("what fills the open batch | market");
    let state = ask(&t, "market", &s.say("state", "", &[]));
    assert_eq!(number(&state["batch"]["id"]), 2);
    s.row("what am I owed | market");
    let owed = ask(&t, "market", &s.say("owed", "", &[("user", json!(bob))]));
    assert_eq!(number(&owed["collectable"]), 0);
    s.row("is a price good | oracle");
    let price = ask(&t, "oracle", &s.say("price", "", &[]));
    assert_eq!(price["record"]["status"], "live", "{price}");
    s.row("who can be liquidated | market");
    // The grace of the first price.
    t.hold(1_800).unwrap();
    let list = ask(&t, "market", &s.say("liquidatable", "", &[]));
    assert_eq!(list["positions"], json!([]));
    s.row("what was written off, and who bore it | market");
    let sums = ask(&t, "market", &s.say("write_offs", "", &[]));
    assert_eq!(number(&sums["debt"]), 0);
    s.row("which ETH is for sale | reserve");
    let storefront = ask(&t, "reserve", &s.say("storefront", "", &[]));
    assert_eq!(storefront, json!({"deficit": null, "buyback": null}));
    s.done();
}

pub fn an_order_stays_in_returning() {
    let s = open("An order stays in Returning");
    let order = |id: &str| [("order_id", json!(id))];

    // `held`: the return leg timed out.
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.net.advance(100_000);
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    assert_eq!(status(&t, 1), "returning");
    assert_eq!(whereabouts(&t, 1), "held");
    anyone(&mut t, "outpost", &s.say("retry", "", &order("1")));
    t.expect(FIRST.is_retried(bought, FIRST_RETURN + 1));
    t.credit(FIRST, bought, FIRST_RETURN + 1);
    t.ack_back(FIRST, FIRST_RETURN + 1);

    // `in_transit`, and the packet is gone: its callback did not run. The outpost's owner sends the same.
    let mut t = Scenario::new();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.net.advance(100_000);
    t.break_outpost();
    t.net.timeout(&back(FIRST_RETURN)).unwrap();
    t.repair_outpost();
    t.set_baseline();
    assert_eq!(whereabouts(&t, 1), "in_transit");
    let retry = s.say("retry", "", &order("1"));
    send(&mut t, "anyone", "outpost", &retry).unwrap_err();
    t.expect_nothing();
    send(&mut t, "owner", "outpost", &retry).unwrap();
    t.expect(FIRST.is_sent_again(bought, FIRST_RETURN + 1));
    t.credit(FIRST, bought, FIRST_RETURN + 1);

    // `in_transit`, and nobody relayed: hermes does.
    let mut t = Scenario::new();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    assert_eq!(whereabouts(&t, 1), "in_transit");
    t.credit(FIRST, bought, FIRST_RETURN);

    // `delivered`: the ETH is here, its callback recorded nothing.
    let mut t = Scenario::new();
    t.borrow_and_buy(&bob, FIRST);
    t.borrow_and_buy(&ann, SECOND);
    let bought = t.swap(FIRST, FIRST_RETURN);
    let other = t.swap(SECOND, FIRST_RETURN + 1);
    t.ack(FIRST);
    t.ack(SECOND);
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    t.ack_back(FIRST, FIRST_RETURN);
    assert_eq!(
        (status(&t, 1), whereabouts(&t, 1)),
        ("returning".to_owned(), "delivered".to_owned())
    );
    // Nobody can tell whose it is while the other's is under way.
    let sync = s.say("sync", "", &order("1"));
    let early = send(&mut t, "anyone", "reserve", &sync).unwrap_err();
    assert!(early.contains("unaccounted for"), "{early}");
    t.expect_nothing();
    t.credit(SECOND, other, FIRST_RETURN + 1);
    anyone(&mut t, "reserve", &sync);
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );

    by_skip(&sync);
    s.done();
}

/// By Skip: the returned packet failed, its holder sends the ETH by a plain transfer.
pub fn by_skip(sync: &serde_json::Value) {
    let mut t = Scenario::new();
    let (bob, holder) = (t.bob.clone(), t.net.dex.addr("holder"));
    let mut route = ask(&t, "reserve", &json!({"config": {}}))["route"].clone();
    route["transport"] = json!({"skip": {
        "adapter": t.net.dex.addr("adapter"), "venue": "dex-astroport",
        "operations": [{"pool": t.pool.pair, "denom_in": t.dex_stable(), "denom_out": t.dex_eth()}],
        "return_channel": DEX_CHANNEL, "return_timeout": 600, "recover_address": holder,
    }});
    route["receiver"] = json!(t.net.dex.addr("entry point"));
    let change = json!({"update_route": {"route": route}});
    operation(&mut t, "reserve", &change).unwrap();
    t.borrow(&bob, usd("20000")).unwrap();
    t.net.deliver(&out(1)).unwrap();
    t.net.acknowledge(&out(1)).unwrap();
    t.set_baseline();
    assert_eq!(status(&t, 1), "returning");
    assert!(t.order(1).unwrap().adapter.is_some());
    let (bought, denom) = (FIRST.min_out() + 5, t.dex_eth());
    t.net.dex.mint(&holder, bought, &denom).unwrap();
    let reserve = t.at.reserve.to_string();
    t.net
        .dex
        .transfer(&holder, DEX_CHANNEL, &reserve, coin(bought, denom), 600, "")
        .unwrap();
    t.set_baseline();
    send(&mut t, "anyone", "reserve", sync).unwrap_err();
    t.expect_nothing();
    t.net.relay_all().unwrap();
    t.set_baseline();
    anyone(&mut t, "reserve", sync);
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );
}

pub fn a_refund_is_not_seen() {
    let s = open("A refund is not seen");
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.pass_deadline();
    refund_with_failing_callback(&mut t, FIRST);
    assert_eq!(status(&t, 1), "sent");
    assert_eq!(eth_and_stable_of(&t, &t.at.reserve), (0, RESERVE_PART));
    assert_eq!(t.backing().unwrap().in_flight.u128(), RESERVE_PART);
    let resolve = s.say("resolve", "refunded", &[("order_id", json!("1"))]);
    let early = operation(&mut t, "reserve", &resolve).unwrap_err();
    assert!(early.contains("before"), "{early}");
    t.expect_nothing();
    t.net.advance(GRACE);
    t.refresh().unwrap();
    operation(&mut t, "reserve", &resolve).unwrap();
    t.expect(FIRST.waits_again());
    anyone(&mut t, "reserve", &s.say("flush", "", &[]));
    let again = Order::new(2, 1, 2, RESERVE_PART);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(again.stops_waiting().and(again.leaves(deadline, &outpost)));
    t.goes_well(again);
    s.done();
}

pub fn a_timeout_is_not_relayed() {
    let s = open("A timeout is not relayed");
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(GRACE);
    assert_eq!(status(&t, 1), "sent");
    assert_eq!(eth_and_stable_of(&t, &t.at.reserve), (0, 0));
    // Not by the clock.
    let resolve = json!({"resolve": {"order_id": "1", "outcome": {"refunded": {}}}});
    operation(&mut t, "reserve", &resolve).unwrap_err();
    t.expect_nothing();
    t.time_out(FIRST);
    s.done();
}

pub fn an_expired_client() {
    let s = open("Expired client");
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    // Borrowing goes on, the batch waits in the market.
    t.borrow_and_wait(&ann, 2, 0);
    let stuck = send(&mut t, "anyone", "market", &json!({"flush": {}})).unwrap_err();
    assert!(stuck.contains("channel"), "{stuck}");
    t.net.deliver(&out(1)).unwrap_err();
    assert_eq!(t.backing().unwrap().in_flight.u128(), RESERVE_PART);
    t.expect_nothing();
    // Another channel is no cure.
    let mut route = ask(&t, "reserve", &json!({"config": {}}))["route"].clone();
    route["channel"] = json!("channel-99");
    let change = json!({"update_route": {"route": route}});
    let refused = operation(&mut t, "reserve", &change).unwrap_err();
    assert!(refused.contains("channel"), "{refused}");
    t.expect_nothing();
    // The chains revive it: what timed out is refunded, and the rest goes on.
    t.net.open_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.pass_deadline();
    t.time_out(FIRST);
    t.refresh().unwrap();
    // The batch of the market takes along what waits in the reserve.
    t.flush_market().unwrap();
    assert_eq!(t.backing().unwrap().in_flight.u128(), 2 * RESERVE_PART);
    assert!(t.backing().unwrap().waiting.is_zero());
    t.net.relay_all().unwrap();
    assert!(t.orders().unwrap().iter().all(|(_, o)| !o.status.is_open()));
    t.set_baseline();
    s.done();
}

pub fn a_pay_out_failed() {
    let s = open("A pay-out failed");
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let claim = t.goes_well(FIRST) * 95 / 100;
    // Another 20,000 whose half has not left: ETH and stablecoins are released.
    t.pool
        .clone()
        .arbitrage_to(&mut t.net.dex, decimal("2000"))
        .unwrap();
    t.net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
    t.borrow(&bob, usd("20000")).unwrap();
    t.fund_stable(&bob, usd("20000")).unwrap();
    t.refuse_payments_to(&bob, true).unwrap();
    t.set_baseline();
    let before = eth_and_stable_of(&t, &bob);
    t.repay(&bob, usd("40000")).unwrap();
    let owed = ask(&t, "market", &json!({"owed": {"user": bob}}));
    assert_eq!(number(&owed["eth"]), claim);
    assert_eq!(number(&owed["stable"]), usd("9500").u128());
    assert_eq!(
        eth_and_stable_of(&t, &bob),
        (before.0, before.1 - usd("40000").u128())
    );
    t.set_baseline();
    // While the bank refuses him nothing moves.
    let collect = s.say("collect", "", &[("user", json!(bob))]);
    anyone(&mut t, "market", &collect);
    t.expect_nothing();
    t.refuse_payments_to(&bob, false).unwrap();
    anyone(&mut t, "market", &collect);
    t.expect(pays_out("bob", claim).put("owed/bob/eth", "0").and([
        ("home/market/stable", "-9500 usd"),
        ("home/bob/stable", "+9500 usd"),
        ("owed/bob/stable", "0"),
        ("market/kept", "0"),
    ]));
    s.done();
}
