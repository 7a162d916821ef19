//! Rounds with providers that are right, wrong or silent.

use std::time::{Duration, Instant};

use qerun_keeper::config::Provider;
use qerun_keeper::node::now;
use qerun_keeper::task::{Task, TaskError};
use serde_json::{json, Value};

use super::server::{Manner, Server};
use super::{asset, chain, feed, keeper, provider, submitted};

#[test]
fn the_median_of_those_that_answer_is_submitted() {
    let chain = chain(Value::Null);
    let servers = [json!(2000), json!("2010.5"), json!(9999), json!(1)].map(Server::says);
    let providers = servers
        .iter()
        .enumerate()
        .map(|(n, s)| provider(&format!("p{n}"), &s.url));
    let keeper = keeper(&chain);
    let mut feed = feed(asset(3, providers.collect()));
    assert_eq!(feed.round(&keeper.context).unwrap().done, 1);
    assert_eq!(submitted(&chain), ["2005.25"]);
    assert!(keeper
        .metrics
        .text()
        .unwrap()
        .contains("qerun_keeper_fed_price_usd{asset=\"eth\"} 2005.25"));
}

/// Whatever one of three does, the other two carry the price, within the time for one answer.
#[test]
fn one_that_misbehaves_does_not_count() {
    let elsewhere = Server::says(json!(5));
    for (manner, reason) in [
        (Manner::Status(500), "status"),
        (Manner::Status(404), "status"),
        (Manner::Hangs, "no_answer"),
        (Manner::Drips, "no_answer"),
        (Manner::Endless, "too_long"),
        (Manner::NoHttp, "no_answer"),
        (Manner::Redirects(elsewhere.url.clone()), "status"),
        (Manner::Says(json!({"data": []})), "no_price"),
        (Manner::Says(json!({"data": [{"usd": "soon"}]})), "no_price"),
        (Manner::Says(json!({"data": [{"usd": -2000}]})), "no_price"),
        (Manner::Says(json!({"data": [{"usd": 0}]})), "no_price"),
        (Manner::Says(json!({"data": [{"usd": 1e13}]})), "no_price"),
        (Manner::Says(json!("x")), "no_price"),
        (Manner::Says(json!({"data": [{"usd": "NaN"}]})), "no_price"),
        (Manner::Says(json!({"data": [{"usd": [2000]}]})), "no_price"),
        (Manner::Text("{\"data\": [{\"usd\": 1e400}]}"), "no_json"),
        (Manner::Text("{\"data\": [{\"usd\": 2000"), "no_json"),
        (Manner::Text(""), "no_json"),
    ] {
        let chain = chain(Value::Null);
        let servers = [
            Server::says(json!(2000)),
            Server::says(json!(2002)),
            Server::new(manner.clone()),
        ];
        let providers = servers
            .iter()
            .enumerate()
            .map(|(n, s)| provider(&format!("p{n}"), &s.url));
        let keeper = keeper(&chain);
        let started = Instant::now();
        let mut feed = feed(asset(2, providers.collect()));
        assert_eq!(feed.round(&keeper.context).unwrap().done, 1, "{manner:?}");
        assert!(started.elapsed() < Duration::from_secs(25), "{manner:?}");
        assert_eq!(submitted(&chain), ["2001"], "{manner:?}");
        let text = keeper.metrics.text().unwrap();
        let line = format!(
            "provider_failures_total{{asset=\"eth\",provider=\"p2\",reason=\"{reason}\"}} 1"
        );
        assert!(text.contains(&line), "{manner:?}: {text}");
        assert!(!text.contains("KEY123"));
    }
    assert!(elsewhere.heard.lock().unwrap().is_empty());
}

#[test]
fn without_a_quorum_nothing_is_submitted_and_the_round_fails() {
    let chain = chain(Value::Null);
    let servers = [Server::says(json!(2000)), Server::new(Manner::Status(503))];
    let providers = servers
        .iter()
        .enumerate()
        .map(|(n, s)| provider(&format!("p{n}"), &s.url));
    let mut feed = feed(asset(2, providers.collect()));
    let error = feed.round(&keeper(&chain).context).unwrap_err();
    assert!(matches!(&error, TaskError::NoPrice { assets } if assets == "eth"));
    assert!(submitted(&chain).is_empty());
}

/// A jump is measured from the last price, after a restart from the slot on the chain.
#[test]
fn a_jump_needs_the_next_round() {
    let chain = chain(json!({"price": "2000", "depth": null, "timestamp": now() - 60}));
    let server = Server::says(json!(2300));
    let keeper = keeper(&chain);
    let timed = Provider {
        time: Some("/time".to_owned()),
        ..provider("p", &server.url)
    };
    let mut feed = feed(asset(1, vec![timed]));
    let mut time = now() - 50;
    let mut round = |price: Value| {
        time += 1;
        server.will(Manner::Says(
            json!({"data": [{"usd": price}], "time": time}),
        ));
        feed.round(&keeper.context).unwrap().done
    };
    assert_eq!(round(json!(2300)), 0);
    // It was a lie.
    assert_eq!(round(json!(2010)), 1);
    assert_eq!(round(json!(2300)), 0);
    // Another jump confirms nothing.
    assert_eq!(round(json!(2900)), 0);
    assert_eq!(round(json!(2800)), 1);
    assert_eq!(submitted(&chain), ["2010", "2800"]);
}
