//! The table of states: for every status of an order and every place of its money, and for every state of a batch, the
//! message that ends it, or that there is only to wait.

use cosmwasm_std::Uint128;
use qerun_testing::suite::usd;
use serde_json::{json, Value};

use crate::common::changes::{hands_over_late, pays_out, users_part, Order};
use crate::common::steps::{arrives, back, out, FIRST, SECOND};
use crate::common::{setup, Changes, Scenario, CLAIM, FIRST_RETURN, RESERVE_PART};
use crate::runbook::hand::{anyone, ask, eth_and_stable_of, number, operation, send, DAY, GRACE};
use crate::runbook::orders::{
    ack_with_failing_callback, by_skip, refund_with_failing_callback, return_uncredited, status,
    whereabouts,
};
use crate::runbook::page::{open, Section};

const AGAIN: Order = Order::new(2, 1, 2, RESERVE_PART);

/// A scenario in which bob's first order has left.
fn sent() -> Scenario {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    t
}

/// And was swapped and acknowledged; what it bought is on its way.
fn returning() -> (Scenario, u128) {
    let mut t = sent();
    let bought = t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    assert_eq!(status(&t, 1), "returning");
    (t, bought)
}

/// And was closed as lost, without being made good.
fn closed(t: &mut Scenario, close: &Value) {
    t.net.advance(GRACE);
    t.refresh().unwrap();
    operation(t, "reserve", close).unwrap();
    assert_eq!(status(t, 1), "lost");
    t.set_baseline();
}

struct Messages {
    refunded: Value,
    credited: Value,
    least: Value,
    close: Value,
    retry: Value,
    sync: Value,
    flush: Value,
}

impl Messages {
    fn of(s: &Section) -> Self {
        let first = [("order_id", json!("1"))];
        Messages {
            refunded: s.say("resolve", "refunded", &first),
            credited: s.say("resolve", r#""credited":{}"#, &first),
            least: s.say(
                "resolve",
                r#""credited":{"least""#,
                &[first[0].clone(), ("least", json!("1000"))],
            ),
            close: s.say("close_lost", "", &first),
            retry: s.say("retry", "", &first),
            sync: s.say("sync", "", &first),
            flush: s.say("flush", "", &[]),
        }
    }
}

pub fn every_state() {
    let s = open("Every state of an order or a batch, and its message");
    let m = Messages::of(&s);
    of_sent_orders(&s, &m);
    of_returning_orders(&s, &m);
    of_returning_orders_short_of_eth(&s, &m);
    of_lost_orders(&s, &m);
    of_closed_orders(&s, &m);
    of_batches(&s, &m);
    s.done();
}

/// Nothing that the page prints for orders ends one that only has to be relayed, at whatever time.
fn nothing_but_a_relayer(t: &mut Scenario, m: &Messages) {
    for msg in [&m.refunded, &m.credited] {
        operation(t, "reserve", msg).unwrap_err();
    }
    send(t, "anyone", "reserve", &m.sync).unwrap_err();
    t.expect_nothing();
}

fn of_sent_orders(s: &Section, m: &Messages) {
    s.row("sent | packet on its way, before the deadline");
    let mut t = sent();
    nothing_but_a_relayer(&mut t, m);
    operation(&mut t, "reserve", &m.close).unwrap_err();
    t.goes_well(FIRST);

    s.row("sent | packet received, acknowledgement not relayed");
    let mut t = sent();
    let bought = t.swap(FIRST, FIRST_RETURN);
    assert_eq!(status(&t, 1), "sent");
    nothing_but_a_relayer(&mut t, m);
    t.ack(FIRST);
    t.credit(FIRST, bought, FIRST_RETURN);

    s.row("sent | packet not received, deadline past");
    let mut t = sent();
    t.net.advance(GRACE);
    assert_eq!(status(&t, 1), "sent");
    nothing_but_a_relayer(&mut t, m);
    t.time_out(FIRST);

    s.row("sent | refunded here, its callback failed");
    let mut t = sent();
    t.pass_deadline();
    refund_with_failing_callback(&mut t, FIRST);
    t.net.advance(GRACE);
    operation(&mut t, "reserve", &m.refunded).unwrap();
    t.expect(FIRST.waits_again());

    s.row("sent | ETH here, and neither callback ran");
    let mut t = sent();
    let bought = t.swap(FIRST, FIRST_RETURN);
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    ack_with_failing_callback(&mut t, FIRST);
    assert_eq!(status(&t, 1), "sent");
    send(&mut t, "anyone", "reserve", &m.sync).unwrap_err();
    t.net.advance(GRACE);
    operation(&mut t, "reserve", &m.credited).unwrap();
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );

    s.row("sent | nowhere: chain or client dead for good");
    let mut t = sent();
    t.net.advance(GRACE - 1);
    operation(&mut t, "reserve", &m.close).unwrap_err();
    t.expect_nothing();
    t.net.advance(1);
    operation(&mut t, "reserve", &m.close).unwrap();
    t.expect(FIRST.is_lost().and(FIRST.settles_batch()));
}

fn of_returning_orders(s: &Section, m: &Messages) {
    s.row("returning | ETH in a return packet");
    let (mut t, bought) = returning();
    assert_eq!(whereabouts(&t, 1), "in_transit");
    nothing_but_a_relayer(&mut t, m);
    t.credit(FIRST, bought, FIRST_RETURN);

    s.row("returning | ETH held by the outpost (held)");
    let (mut t, bought) = returning();
    t.net.advance(100_000);
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    assert_eq!(whereabouts(&t, 1), "held");
    anyone(&mut t, "outpost", &m.retry);
    t.expect(FIRST.is_retried(bought, FIRST_RETURN + 1));
    t.credit(FIRST, bought, FIRST_RETURN + 1);

    s.row("returning | ETH at the outpost, its callback failed");
    let (mut t, bought) = returning();
    t.net.advance(100_000);
    t.break_outpost();
    t.net.timeout(&back(FIRST_RETURN)).unwrap();
    t.repair_outpost();
    t.set_baseline();
    send(&mut t, "anyone", "outpost", &m.retry).unwrap_err();
    send(&mut t, "owner", "outpost", &m.retry).unwrap();
    t.expect(FIRST.is_sent_again(bought, FIRST_RETURN + 1));
    t.credit(FIRST, bought, FIRST_RETURN + 1);

    s.row("returning | ETH at Skip's recover address");
    by_skip(&m.sync);

    s.row("returning | ETH here, its callback failed");
    let (mut t, bought) = returning();
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    anyone(&mut t, "reserve", &m.sync);
    t.expect(
        FIRST
            .settles(bought, users_part(bought))
            .and(FIRST.settles_batch()),
    );

    s.row("returning | nowhere: the outpost or its chain is lost");
    let (mut t, _) = returning();
    t.net.advance(GRACE);
    operation(&mut t, "reserve", &m.close).unwrap();
    t.expect(FIRST.is_lost().and(FIRST.settles_batch()));
}

fn of_returning_orders_short_of_eth(s: &Section, m: &Messages) {
    s.row("returning | the same, but not every returning order's ETH is here");
    let (mut t, bought) = returning();
    let ann = t.ann.clone();
    t.borrow_and_buy(&ann, SECOND);
    let other = t.swap(SECOND, FIRST_RETURN + 1);
    t.ack(SECOND);
    return_uncredited(&mut t, 1, bought, FIRST_RETURN);
    send(&mut t, "anyone", "reserve", &m.sync).unwrap_err();
    t.net.advance(GRACE);
    t.refresh().unwrap();
    operation(&mut t, "reserve", &m.credited).unwrap();
    let least = FIRST.min_out();
    t.expect(
        FIRST
            .settles(least, users_part(least))
            .and(FIRST.settles_batch()),
    );
    // Ann's timed out meanwhile. It comes with its callback and is hers whole; what bob's lacks lies there.
    t.time_out_back(SECOND, other, FIRST_RETURN + 1);
    t.send_back_again(SECOND, other, FIRST_RETURN + 2);
    t.credit(SECOND, other, FIRST_RETURN + 2);
    let left = eth_and_stable_of(&t, &t.at.reserve).0 - least - other;
    assert_eq!(left, bought - least);

    s.row("returning | less than its minimum is here, and no more will come");
    let (mut t, _) = returning();
    t.net.advance(GRACE);
    let reserve = t.at.reserve.clone();
    t.bring(999);
    operation(&mut t, "reserve", &m.credited).unwrap_err();
    operation(&mut t, "reserve", &m.least).unwrap_err();
    t.bring(1);
    send(&mut t, "guardian", "reserve", &m.least).unwrap_err();
    t.expect_nothing();
    assert_eq!(eth_and_stable_of(&t, &reserve).0, 1_000);
    operation(&mut t, "reserve", &m.least).unwrap();
    t.expect(
        FIRST
            .settles(1_000, users_part(1_000))
            .without("order/1/status")
            .put("order/1/status", "lost")
            .and(FIRST.settles_batch()),
    );
}

fn of_lost_orders(s: &Section, m: &Messages) {
    s.row("lost | ETH comes after all, with its callback");
    let (mut t, bought) = returning();
    closed(&mut t, &m.close);
    // Its packet timed out with the grace: the outpost sends it again.
    t.time_out_back(FIRST, bought, FIRST_RETURN);
    t.send_back_again(FIRST, bought, FIRST_RETURN + 1);
    t.deliver_back(FIRST_RETURN + 1);
    t.expect(
        arrives(bought)
            .put("reserve/unencumbered", format!("+{bought}"))
            .put("order/1/recovered", "true"),
    );

    s.row("lost | ETH came without it");
    let (mut t, _) = returning();
    closed(&mut t, &m.close);
    let bought = FIRST.min_out();
    t.bring(bought);
    operation(&mut t, "reserve", &m.credited).unwrap();
    t.expect(
        Changes::default()
            .put("reserve/unencumbered", format!("+{bought}"))
            .put("order/1/recovered", "true"),
    );
    operation(&mut t, "reserve", &m.credited).unwrap_err();

    s.row("lost | stablecoins came back after all");
    let mut t = sent();
    closed(&mut t, &m.close);
    t.net.timeout(&out(1)).unwrap();
    t.expect(FIRST.comes_back());
    operation(&mut t, "reserve", &m.refunded).unwrap();
    t.expect(
        Changes::from([
            ("home/reserve/stable", "-10000 usd"),
            ("home/market/stable", "+10000 usd"),
            ("market/insurance", "+10000 usd"),
        ])
        .put("order/1/recovered", "true"),
    );
    operation(&mut t, "reserve", &m.refunded).unwrap_err();
}

fn of_closed_orders(s: &Section, m: &Messages) {
    s.row("refunded | waits in the reserve with its batch");
    let mut t = sent();
    t.pass_deadline();
    t.time_out(FIRST);
    assert_eq!(status(&t, 1), "refunded");
    anyone(&mut t, "reserve", &m.flush);
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(AGAIN.stops_waiting().and(AGAIN.leaves(deadline, &outpost)));

    s.row("refunded | the same, and nothing can buy for it");
    let mut t = sent();
    t.pass_deadline();
    t.time_out(FIRST);
    let wind_down = s.say("wind_down", "", &[("batch_id", json!("1"))]);
    t.net.advance(30 * DAY - 1);
    operation(&mut t, "reserve", &wind_down).unwrap_err();
    t.expect_nothing();
    t.net.advance(1);
    operation(&mut t, "reserve", &wind_down).unwrap();
    t.expect(
        FIRST
            .stops_waiting()
            .and(FIRST.is_wound_down(CLAIM))
            .and(FIRST.settles_batch()),
    );

    s.row("settled | encumbered, or the protocol's own");
    let (mut t, bought) = returning();
    let (bob, claim) = (t.bob.clone(), bought * 95 / 100);
    // What he repays while it is on its way he is owed.
    t.repay(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.credit(FIRST, bought, FIRST_RETURN);
    let collect = s.say("collect", "", &[("user", json!(bob))]);
    anyone(&mut t, "market", &collect);
    t.expect(
        pays_out("bob", bought * 4_750 / 10_000)
            .and([("owed/bob/batches/0/0", "0"), ("owed/bob/batches/0/1", "0")]),
    );
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("10000")).unwrap();
    assert!(eth_and_stable_of(&t, &bob).0.abs_diff(claim) <= 1);
    t.set_baseline();
    let own = bought - users_part(bought);
    let to = t.attacker.clone();
    let spend = s.say(
        "spend",
        "",
        &[("recipient", json!(to)), ("amount", json!(own.to_string()))],
    );
    send(&mut t, "guardian", "reserve", &spend).unwrap_err();
    send(&mut t, "timelock", "reserve", &spend).unwrap();
    let less = format!("-{own}");
    t.expect(
        Changes::default()
            .put("home/reserve/eth", &less)
            .put("reserve/unencumbered", &less)
            .put("home/attacker/eth", format!("+{own}")),
    );
}

fn of_batches(s: &Section, m: &Messages) {
    s.row("open in the market | not due, or below the smallest order");
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow(&bob, usd("1000")).unwrap();
    t.set_baseline();
    send(&mut t, "anyone", "market", &m.flush).unwrap_err();
    t.expect_nothing();
    t.fund_stable(&bob, usd("500")).unwrap();
    t.repay(&bob, usd("1000")).unwrap();
    assert_eq!(eth_and_stable_of(&t, &bob), (0, usd("475").u128()));
    t.set_baseline();

    s.row("open in the market | due");
    let mut t = Scenario::new();
    t.borrow(&bob, usd("1000")).unwrap();
    t.net.advance(21_600);
    t.refresh().unwrap();
    t.set_baseline();
    anyone(&mut t, "market", &m.flush);
    let order = Order::new(1, 1, 1, usd("500").u128());
    let (deadline, outpost) = (t.deadline(), t.at.outpost.to_string());
    t.expect(hands_over_late(1, "475 usd", "500 usd").and(order.leaves(deadline, &outpost)));

    s.row("handed over to the reserve | orders under way");
    let mut t = sent();
    send(&mut t, "anyone", "reserve", &m.flush).unwrap_err();
    nothing_but_a_relayer(&mut t, m);
    t.goes_well(FIRST);

    // Over the caps: two orders of 4,000 leave, 2,000 wait.
    s.row("handed over to the reserve | waits, over the caps or refunded");
    let mut small = setup();
    small.plan.reserve.max_order = usd("4000");
    let mut t = Scenario::with(&small);
    t.borrow(&bob, usd("20000")).unwrap();
    t.set_baseline();
    assert_eq!(t.backing().unwrap().waiting, usd("2000"));
    anyone(&mut t, "reserve", &m.flush);
    assert_eq!(t.backing().unwrap().waiting, Uint128::zero());
    t.set_baseline();
    // All three come back, and for a month nobody buys.
    t.pass_deadline();
    t.net.relay_all().unwrap();
    t.net.advance(30 * DAY);
    let wind_down = s.say("wind_down", "", &[("batch_id", json!("1"))]);
    operation(&mut t, "reserve", &wind_down).unwrap();
    let state = ask(&t, "market", &json!({"state": {}}));
    assert_eq!(number(&state["kept"]), CLAIM);
    t.set_baseline();

    s.row("settled | ETH in the reserve, stablecoins in the market");
    let half = usd("10000");
    let before = eth_and_stable_of(&t, &bob).1;
    t.repay(&bob, half).unwrap();
    assert_eq!(
        eth_and_stable_of(&t, &bob),
        (0, before - half.u128() + CLAIM / 2)
    );
    t.set_baseline();
    // What the bank refuses he is owed.
    t.fund_stable(&bob, half).unwrap();
    t.refuse_payments_to(&bob, true).unwrap();
    t.repay(&bob, half).unwrap();
    t.refuse_payments_to(&bob, false).unwrap();
    t.set_baseline();
    anyone(
        &mut t,
        "market",
        &s.say("collect", "", &[("user", json!(bob))]),
    );
    t.expect([
        ("home/market/stable", "-4750 usd"),
        ("home/bob/stable", "+4750 usd"),
        ("owed/bob/stable", "0"),
        ("market/kept", "0"),
    ]);
}
