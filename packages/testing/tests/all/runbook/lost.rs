//! Orders that governance gives up, and batches that nothing can buy for.

use qerun_testing::suite::{decimal, usd};
use serde_json::json;

use crate::common::changes::{pays_out, repays, users_part};
use crate::common::steps::{arrives, out, refusal, FIRST, SECOND};
use crate::common::{setup, Changes, Scenario, CLAIM, FIRST_RETURN, RESERVE_PART};
use crate::runbook::hand::{anyone, ask, eth_and_stable_of, number, operation, send, DAY, GRACE};
use crate::runbook::orders::status;
use crate::runbook::page::open;

pub fn an_order_is_lost() {
    let s = open("An order is lost");
    let first = [("order_id", json!("1"))];
    let plain = s.say("close_lost", "null", &first);

    // Without being made good: the borrowers of the batch bear the loss, and their claims become 0 ETH.
    let mut t = Scenario::new();
    let (bob, ann) = (t.bob.clone(), t.ann.clone());
    t.borrow_and_buy(&bob, FIRST);
    t.net.advance(GRACE - 1);
    let early = operation(&mut t, "reserve", &plain).unwrap_err();
    assert!(early.contains("before"), "{early}");
    t.net.advance(1);
    operation(&mut t, "reserve", &plain).unwrap();
    t.expect(FIRST.is_lost().and(FIRST.settles_batch()));
    t.repay(&bob, usd("10000")).unwrap();
    t.expect(repays("bob", "10000").and([
        ("position/bob/claim/batches/0/0", "0"),
        ("position/bob/claim/batches/0/1", "0"),
        ("market/accrued_at", format!("+{GRACE}").as_str()),
    ]));
    assert_eq!(eth_and_stable_of(&t, &bob), (0, 0));
    // If the stablecoins come after all, they are the insurance's, once.
    let relayed = t.net.timeout(&out(1)).unwrap();
    let late = relayed.events.iter().any(|e| e.ty.ends_with("late_refund"));
    assert!(late, "{:?}", relayed.events);
    t.expect(FIRST.comes_back());
    let refunded = s.say("resolve", "refunded", &first);
    operation(&mut t, "reserve", &refunded).unwrap();
    t.expect(
        Changes::from([
            ("home/reserve/stable", "-10000 usd"),
            ("home/market/stable", "+10000 usd"),
            ("market/insurance", "+10000 usd"),
        ])
        .put("order/1/recovered", "true"),
    );
    operation(&mut t, "reserve", &refunded).unwrap_err();

    // Made good from the protocol's own ETH, of which somebody else's batch brought some.
    let mut t = Scenario::new();
    t.borrow_and_buy(&ann, FIRST);
    let bought = t.goes_well(FIRST);
    let own = bought - users_part(bought);
    t.borrow_and_buy(&bob, SECOND);
    t.net.advance(GRACE);
    t.refresh().unwrap();
    let second = ("order_id", json!("2"));
    let close = |amount: u128| {
        let make_good = ("make_good", json!(amount.to_string()));
        s.say(
            "close_lost",
            "250000000000000000",
            &[second.clone(), make_good],
        )
    };
    // Never more than there is, nor than the order was expected to bring.
    operation(&mut t, "reserve", &close(own + 1)).unwrap_err();
    operation(&mut t, "reserve", &close(SECOND.fair() + 1)).unwrap_err();
    t.expect_nothing();
    let good = own / 2;
    operation(&mut t, "reserve", &close(good)).unwrap();
    let users = users_part(good);
    t.expect(
        SECOND
            .is_lost()
            .and(SECOND.settles_batch())
            .put("order/2/eth_out", good)
            .put("batch/2/eth_out", good)
            .put("reserve/encumbered", format!("+{users}"))
            .put("reserve/unencumbered", format!("-{users}")),
    );
    t.fund_stable(&bob, usd("10000")).unwrap();
    t.set_baseline();
    t.repay(&bob, usd("20000")).unwrap();
    let claim = good * CLAIM / RESERVE_PART;
    assert_eq!(eth_and_stable_of(&t, &bob).0, claim);
    t.set_baseline();

    // What it bought comes after all: with its callback it is the protocol's own at once.
    let late = t.swap_late(SECOND);
    assert_eq!(status(&t, 2), "lost");
    // Here it came without, as a plain transfer of the outpost's chain.
    let credited = s.say("resolve", r#""credited":{}"#, std::slice::from_ref(&second));
    operation(&mut t, "reserve", &credited).unwrap();
    t.expect(
        Changes::default()
            .put("reserve/unencumbered", format!("+{late}"))
            .put("order/2/recovered", "true"),
    );
    operation(&mut t, "reserve", &credited).unwrap_err();

    // Some of its ETH is here, and no more will come: its batch has that.
    let mut t = Scenario::new();
    t.borrow_and_buy(&bob, FIRST);
    t.swap(FIRST, FIRST_RETURN);
    t.ack(FIRST);
    t.net.advance(GRACE);
    let some = 200_000_000_000_000_000;
    let take = s.say("resolve", "least", &first);
    operation(&mut t, "reserve", &take).unwrap_err();
    t.expect_nothing();
    t.bring(some);
    operation(&mut t, "reserve", &take).unwrap();
    t.expect(
        FIRST
            .settles(some, users_part(some))
            .without("order/1/status")
            .put("order/1/status", "lost")
            .and(FIRST.settles_batch()),
    );
    s.done();
}

impl Scenario {
    /// What a lost order bought arrives without a callback.
    fn swap_late(&mut self, order: crate::common::changes::Order) -> u128 {
        self.bring(order.min_out());
        order.min_out()
    }

    /// ETH arrives by a plain transfer.
    pub fn bring(&mut self, amount: u128) {
        let denom = self.dex_eth();
        let (reserve, holder) = (self.at.reserve.to_string(), self.net.dex.addr("holder"));
        self.net.dex.mint(&holder, amount, &denom).unwrap();
        let coin = cosmwasm_std::coin(amount, denom);
        self.net
            .dex
            .transfer(&holder, "channel-7", &reserve, coin, 600, "")
            .unwrap();
        self.set_baseline();
        let id = self.net.pending().unwrap().pop().unwrap().id;
        self.net.deliver(&id).unwrap();
        self.expect(arrives(amount));
        self.net.acknowledge(&id).unwrap();
        self.set_baseline();
    }
}

pub fn a_batch_cannot_be_bought() {
    let s = open("A batch cannot be bought");
    let wind_down = s.say("wind_down", "", &[("batch_id", json!("1"))]);

    // Of 10,000 in two orders 4,000 were bought; the rest is refused, again and again.
    let mut setup = setup();
    setup.plan.reserve.max_order = usd("6000");
    let mut t = Scenario::with(&setup);
    let bob = t.bob.clone();
    t.borrow(&bob, usd("20000")).unwrap();
    let pool = t.pool.clone();
    t.set_baseline();
    let second = crate::common::changes::Order::new(2, 1, 2, usd("4000").u128());
    let bought = t.swap(second, FIRST_RETURN);
    t.ack(second);
    t.deliver_back(FIRST_RETURN);
    t.expect(arrives(bought).and(second.settles(bought, users_part(bought))));
    t.ack_back(second, FIRST_RETURN);
    pool.arbitrage_to(&mut t.net.dex, decimal("2200")).unwrap();
    refusal(t.net.deliver(&out(1)).unwrap().outcome);
    t.net.acknowledge(&out(1)).unwrap();
    // Bob has repaid a quarter meanwhile: he is owed that part of it.
    t.repay(&bob, usd("5000")).unwrap();
    t.set_baseline();

    let waiting = ask(&t, "reserve", &s.say("waiting", "", &[]));
    let row = &waiting["waiting"][0];
    assert_eq!(row["batch_id"], "1");
    assert_eq!(number(&row["amount"]), usd("6000").u128());
    let since = row["since"].as_u64().unwrap();
    assert_eq!(since, t.net.home.now());
    let early = operation(&mut t, "reserve", &wind_down).unwrap_err();
    assert!(early.contains("before"), "{early}");

    // Somebody flushes just before: it is under way, and comes back.
    t.net.advance(30 * DAY);
    t.refresh().unwrap();
    anyone(&mut t, "reserve", &json!({"flush": {}}));
    let busy = operation(&mut t, "reserve", &wind_down).unwrap_err();
    assert!(busy.contains("nothing of batch 1 waits"), "{busy}");
    refusal(t.net.deliver(&out(3)).unwrap().outcome);
    t.net.acknowledge(&out(3)).unwrap();
    // If that is done again and again: the guardian's pause of purchases.
    let pause = json!({"pause": {"duration": 7 * DAY}});
    send(&mut t, "timelock", "reserve", &pause).unwrap();
    send(&mut t, "anyone", "reserve", &json!({"flush": {}})).unwrap_err();
    t.set_baseline();

    operation(&mut t, "reserve", &wind_down).unwrap();
    let rest = crate::common::changes::Order::new(1, 1, 1, usd("6000").u128());
    let users = usd("5700").u128();
    t.expect(
        rest.stops_waiting()
            .and(rest.is_wound_down(users))
            .and(rest.settles_batch()),
    );

    // What he was owed is paid, ETH and stablecoins.
    let collect = s.say("collect", "", &[("user", json!(bob))]);
    anyone(&mut t, "market", &collect);
    let (eth, stable) = (bought * 2_375 / 10_000, usd("1425"));
    t.expect(pays_out("bob", eth).and([
        ("home/market/stable", "-1425 usd"),
        ("home/bob/stable", "+1425 usd"),
        ("owed/bob/batches/0/0", "0"),
        ("owed/bob/batches/0/1", "0"),
        ("market/kept", "-1425 usd"),
        ("returned/1", "-1425 usd"),
    ]));
    // The rest comes as he repays: ETH that the batch had bought, and stablecoins.
    t.fund_stable(&bob, usd("15000")).unwrap();
    t.set_baseline();
    let before = eth_and_stable_of(&t, &bob);
    t.repay(&bob, usd("15000")).unwrap();
    let all = eth_and_stable_of(&t, &bob);
    assert_eq!(all.0 - before.0, bought * 7_125 / 10_000);
    assert_eq!(
        all.1 + usd("15000").u128() - before.1,
        (usd("5700") - stable).u128()
    );
    assert_eq!(number(&ask(&t, "market", &json!({"state": {}}))["kept"]), 0);
    t.set_baseline();
    s.done();
}
