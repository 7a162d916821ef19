//! The operator's page: the way of one batch, when it goes well and when a packet times out.

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{usd, HOME_CHANNEL};
use qerun_testing::{PacketId, Side};
use serde_json::json;

use super::borrower::{borrower, protocol};
use super::figures::{amount, ether, percent, thousands, whole};
use super::Guide;

const NOTHING: Uint128 = Uint128::zero();

pub fn follow(g: &mut Guide) {
    g.t = protocol("200000");
    let anyone = g.t.user("operator");
    g.t.fund_stable(&anyone, usd("1000")).unwrap();
    goes_well(g);
    times_out(g, &anyone);
    waits(g, &anyone);
    others(g, &anyone);
    terms(g);
}

/// A borrow makes the batch due and hands it over.
fn goes_well(g: &mut Guide) {
    borrower(&mut g.t, "ann", "10000", "2000");
    g.says("Somebody borrows 2,000 USDC");
    let order = g.ask("reserve", "order", "")["order"].clone();
    assert_eq!(order["status"], json!("sent"));
    g.says(&format!(
        "order of {} USDC",
        whole(amount(&order["amount"]))
    ));
    g.says(&format!(
        "at least {} ETH",
        ether(amount(&order["min_out"]))
    ));
    g.says(&format!(
        "about {} ETH",
        ether(amount(&order["expected_out"]))
    ));
    assert_eq!(
        amount(&g.ask("reserve", "backing", "")["in_flight"]),
        usd("1000")
    );
    g.t.net.relay_all().unwrap();
    let order = g.ask("reserve", "order", "")["order"].clone();
    assert_eq!(order["status"], json!("settled"));
    g.says(&format!("{} ETH arrive", ether(amount(&order["eth_out"]))));
    assert_eq!(g.ask("outpost", "purchase", "")["order_id"], json!("1"));
}

/// The packet of the second order is never received; its borrower repays meanwhile and is owed.
fn times_out(g: &mut Guide, anyone: &Addr) {
    let you = borrower(&mut g.t, "bob", "10000", "2000");
    g.name("$YOU", &you);
    g.t.repay(&you, usd("1000")).unwrap();
    let route = g.t.plan.route.clone();
    g.says(&format!("within {} minutes", route.timeout / 60));
    g.t.net.advance(route.timeout + 1);
    g.t.net
        .timeout(&PacketId::new(Side::Home, HOME_CHANNEL, 2))
        .unwrap();
    let waiting = g.ask("reserve", "waiting", "");
    assert_eq!(waiting["waiting"].as_array().unwrap().len(), 1);
    g.t.refresh().unwrap();
    g.send(anyone, "reserve", NOTHING, "flush", "");
    assert_eq!(g.t.waiting().unwrap(), []);
    g.t.net.relay_all().unwrap();
    g.send(anyone, "market", NOTHING, "collect", "");
    assert!(g.t.eth_of(&you).unwrap() > NOTHING);
}

/// A batch that nobody makes due.
fn waits(g: &mut Guide, anyone: &Addr) {
    borrower(&mut g.t, "cid", "1000", "500");
    let batch = g.t.plan.market.batch;
    assert!(
        g.ask("market", "state", "")["batch"]["opened_at"]
            .as_u64()
            .unwrap()
            > 0
    );
    assert_eq!(
        g.ask("market", "quote_flush", "")["hands_over"],
        json!(false)
    );
    g.t.hold(batch.max_age).unwrap();
    assert_eq!(
        g.ask("market", "quote_flush", "")["hands_over"],
        json!(true)
    );
    g.send(anyone, "market", NOTHING, "flush", "");
    g.says(&format!(
        "has {} USDC or is {} hours old",
        whole(batch.min_size),
        batch.max_age / 3_600
    ));
    g.t.net.relay_all().unwrap();
}

fn others(g: &mut Guide, anyone: &Addr) {
    g.t.net.advance(60);
    g.send(anyone, "oracle", NOTHING, "poke", "");
    let price = g.ask("oracle", "price", "");
    assert_eq!(price["record"]["updated_at"], json!(g.t.net.home.now()));
    let before = g.t.state().unwrap().insurance;
    g.send(anyone, "market", usd("100"), "fund_insurance", "");
    assert_eq!(g.t.state().unwrap().insurance, before + usd("100"));
    // Order 1 has ended well, so there is nothing to do for it.
    for (contract, key) in [("reserve", "sync"), ("outpost", "retry")] {
        let error = g.try_send(anyone, contract, NOTHING, key, "").unwrap_err();
        let error = format!("{error:#}");
        assert!(
            !error.contains("unknown") && error.contains("order 1"),
            "{error}"
        );
    }
}

fn terms(g: &mut Guide) {
    let r = g.t.plan.reserve.clone();
    g.says(&format!(
        "{} to {} USDC",
        whole(r.min_order),
        whole(r.max_order)
    ));
    g.says(&format!("{} USDC in flight", whole(r.max_in_flight)));
    g.says(&format!("{} open orders", r.max_open_orders));
    g.says(&format!("{} % below", percent(r.max_slippage, 0)));
    g.says(&format!("{} hour later", r.grace / 3_600));
    let poke = g.gas("poke three prices", "oracle/poke (3 assets)");
    g.gas("flush of the market", "market/flush, one sample");
    g.gas("flush of the reserve", "reserve/flush, one order");
    g.gas("collect", "market/collect");
    g.gas("fund the insurance", "market/fund_insurance");
    g.gas(
        "execute an operation",
        "timelock/execute, one routine message",
    );
    let a_day = 86_400 / 300;
    g.says(&format!(
        "{a_day} pokes, {} gas a day",
        thousands((a_day * poke).into())
    ));
}
