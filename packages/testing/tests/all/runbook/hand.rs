//! Sending and asking what the runbook prints, by whom it says.

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::oracle::{ExecuteMsg as Oracle, FeederPrice};
use qerun_messages::timelock::{Class, RECOMMENDED_CLASSES};
use qerun_testing::suite::decimal;
use qerun_testing::Suite;
use serde_json::Value;

use crate::common::Scenario;

/// Timeout and grace of an order that leaves now, and a second.
pub const GRACE: u64 = 1_200 + 86_400 + 1;
pub const DAY: u64 = 86_400;

/// A contract by its name on the page.
fn at(suite: &Suite, contract: &str) -> Addr {
    match contract {
        "market" => suite.at.market.clone(),
        "reserve" => suite.at.reserve.clone(),
        "oracle" => suite.at.oracle.clone(),
        "outpost" => suite.at.outpost.clone(),
        other => panic!("{other} is no contract"),
    }
}

/// Somebody sends it; on the DEX chain if it is for the outpost.
pub fn send(t: &mut Suite, by: &str, contract: &str, msg: &Value) -> Result<(), String> {
    let to = at(t, contract);
    let timelock = t.at.timelock.clone();
    let chain = match contract {
        "outpost" => &mut t.net.dex,
        _ => &mut t.net.home,
    };
    let sender = match by {
        "timelock" => timelock,
        other => chain.addr(other),
    };
    let sent = chain.execute(&sender, &to, msg, &[]);
    sent.map(drop).map_err(|error| format!("{error:#}"))
}

/// Anyone sends it.
#[track_caller]
pub fn anyone(t: &mut Suite, contract: &str, msg: &Value) {
    send(t, "anyone", contract, msg).unwrap();
}

/// The timelock sends it, as it does when it executes an operation; the page says that these are sensitive.
pub fn operation(t: &mut Suite, contract: &str, msg: &Value) -> Result<(), String> {
    let key = msg.as_object().unwrap().keys().next().unwrap().clone();
    let rows = RECOMMENDED_CLASSES.iter();
    let mut rows = rows.filter(|(of, name, _)| *of == contract && *name == key);
    let class = rows.next().map(|(_, _, class)| *class);
    assert_eq!(class, Some(Class::Sensitive), "{contract} {key}");
    // Nobody else may: not even the guardian, but for what it may resolve.
    send(t, "attacker", contract, msg).unwrap_err();
    send(t, "timelock", contract, msg)
}

/// Asks it.
#[track_caller]
pub fn ask(t: &Suite, contract: &str, msg: &Value) -> Value {
    let chain = match contract {
        "outpost" => &t.net.dex,
        _ => &t.net.home,
    };
    chain.query(&at(t, contract), msg).unwrap()
}

/// A number of an answer.
#[track_caller]
pub fn number(answer: &Value) -> u128 {
    match answer {
        Value::String(text) => text.parse().unwrap(),
        other => other.as_u64().unwrap().into(),
    }
}

/// ETH and stablecoins of somebody.
pub fn eth_and_stable_of(t: &Suite, user: &Addr) -> (u128, u128) {
    let amount = |n: Uint128| n.u128();
    (
        amount(t.eth_of(user).unwrap()),
        amount(t.stable_of(user).unwrap()),
    )
}

/// So many feeders publish only these assets.
pub fn publish_only(t: &mut Scenario, feeders: usize, assets: &[(&str, &str, Option<&str>)]) {
    let timestamp = t.net.home.now();
    let one = |(asset, price, depth): &(&str, &str, Option<&str>)| FeederPrice {
        asset: (*asset).to_owned(),
        price: decimal(price),
        depth: depth.map(decimal),
        timestamp,
    };
    let prices: Vec<_> = assets.iter().map(one).collect();
    let oracle = t.at.oracle.clone();
    for i in 0..feeders {
        let feeder = t.net.home.addr(&format!("feeder-{i}"));
        let msg = Oracle::SubmitPrices {
            prices: prices.clone(),
        };
        t.net.home.execute(&feeder, &oracle, &msg, &[]).unwrap();
    }
}
