//! The feeder's page: what four feeders say, and what the oracle then publishes.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, PriceRecord};
use qerun_testing::suite::decimal;
use serde_json::json;

use super::borrower::protocol;
use super::figures::{percent, places, thousands};
use super::Guide;

const FEEDERS: [&str; 4] = ["feeder-0", "feeder-1", "feeder-2", "feeder-3"];
/// Of a submission, on a live chain.
const SUBMISSIONS_A_DAY: u64 = 86_400 / 600;

pub fn follow(g: &mut Guide) {
    g.t = protocol("1000");
    submission(g);
    records(g);
    terms(g);
}

/// Each feeder says another price of QER, a minute later; the record that follows.
fn record(g: &mut Guide, prices: &[&str]) -> PriceRecord {
    g.t.net.advance(60);
    let (timestamp, oracle) = (g.t.net.home.now(), g.t.at.oracle.clone());
    for (feeder, price) in FEEDERS.iter().zip(prices) {
        let sender = g.t.net.home.addr(feeder);
        let one = FeederPrice {
            asset: "qer".to_owned(),
            price: decimal(price),
            depth: Some(decimal("2000000")),
            timestamp,
        };
        let msg = ExecuteMsg::SubmitPrices { prices: vec![one] };
        g.t.net.home.execute(&sender, &oracle, &msg, &[]).unwrap();
    }
    g.t.qer_price().unwrap()
}

fn submission(g: &mut Guide) {
    let you = g.t.net.home.addr(FEEDERS[0]);
    let none = Uint128::zero();
    g.t.net.advance(600);
    let now = g.t.net.home.now();
    g.name("1800000000", now);
    let before = g.t.qer_price().unwrap();
    g.send(&you, "oracle", none, "submit_prices", "");
    assert!(g.t.qer_price().unwrap() == before || g.t.qer_price().unwrap().mid == before.mid);
    let slots = g.ask("oracle", "slots", "");
    let slots = slots["slots"].as_array().unwrap();
    let yours = slots
        .iter()
        .find(|slot| slot["feeder"] == json!(you))
        .unwrap();
    assert_eq!(yours["slot"]["timestamp"], json!(now));
    assert_eq!(yours["slot"]["price"], json!("1.02"));
    let prices = g.json("submit_prices", "")["submit_prices"]["prices"].clone();
    let (quotes, share) = (g.t.quotes, super::figures::share);
    assert_eq!(share(&prices[0]["price"]), quotes.qer);
    assert_eq!(share(&prices[0]["depth"]), quotes.depth);
    assert_eq!(share(&prices[1]["price"]), quotes.eth);
    assert_eq!(share(&prices[2]["price"]), quotes.stable);
    assert_eq!(g.ask("oracle", "price", "")["record"]["mid"], json!("1.02"));
    g.ask("oracle", "asset", "");

    // Twice the same time, a time to come, and somebody else.
    g.refused(
        &you,
        "oracle",
        "submit_prices",
        "not later than the last one",
    );
    g.name("1800000000", now + 60);
    g.refused(&you, "oracle", "submit_prices", "is later than the block's");
    let stranger = g.t.net.home.addr("stranger");
    g.name("1800000000", now);
    g.refused(&stranger, "oracle", "submit_prices", "feeder");

    // Two of four rewrite nothing, a third does.
    let third = |g: &mut Guide, name: &str| {
        let sender = g.t.net.home.addr(name);
        g.send(&sender, "oracle", none, "submit_prices", "");
        g.t.qer_price().unwrap().as_of
    };
    g.t.net
        .advance(g.t.plan.oracle[0].config.policy.max_age + 1);
    g.name("1800000000", g.t.net.home.now());
    let old = third(g, FEEDERS[0]);
    assert_eq!(third(g, FEEDERS[1]), old);
    assert!(third(g, FEEDERS[2]) > old);
    g.says("of 4 feeders 3 must");
    third(g, FEEDERS[3]);
}

fn records(g: &mut Guide) {
    // First, because the bid's limit counts from its lowest price in an hour.
    let risen = ["1.50"; 4];
    let found = record(g, &risen);
    g.says(&row(&risen, &found));
    g.says("risen from 1.02 within");
    for said in [
        ["1.02", "1.02", "1.02", "1.02"],
        ["1.02", "1.02", "1.02", "10.00"],
        ["0.01", "1.02", "1.02", "1.02"],
        ["1.00", "1.01", "1.03", "1.04"],
    ] {
        let found = record(g, &said);
        g.says(&row(&said, &found));
    }
}

fn row(said: &[&str; 4], record: &PriceRecord) -> String {
    let [bid, mid, ask] = [record.bid, record.mid, record.ask].map(|price| places(price, 4));
    format!("| {} | {bid} | {mid} | {ask} |", said.join(", "))
}

fn terms(g: &mut Guide) {
    let policy = g.t.plan.oracle[0].config.policy.clone();
    let growth = |limit: Option<Decimal>| percent(limit.unwrap(), 0);
    g.says(&format!(
        "{} % in an hour and {} % in a day",
        growth(policy.max_growth_hour),
        growth(policy.max_growth_day)
    ));
    g.says(&format!("older than {} minutes", policy.max_age / 60));
    g.says(&format!("a grace of {} minutes", policy.grace / 60));
    let once = g.gas("submit three prices", "oracle/submit_prices (3 assets)");
    g.gas("poke three prices", "oracle/poke (3 assets)");
    let a_day = once * SUBMISSIONS_A_DAY;
    g.says(&format!(
        "{SUBMISSIONS_A_DAY} times a day, {} gas",
        thousands(a_day.into())
    ));
}
