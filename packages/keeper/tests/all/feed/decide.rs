//! What an answer says, and what is decided from all of them.

use cosmwasm_std::Decimal;
use qerun_keeper::config::{FeedAsset, Provider};
use qerun_keeper::tasks::feed::{decide, read, Decision, Memory, Miss, Reading};
use serde_json::{json, Value};

use super::{asset, provider};

#[test]
fn what_an_answer_says() {
    let plain = provider("p", "http://x");
    let with = |time: &str, depth: &str| Provider {
        price: "/p".to_owned(),
        time: (!time.is_empty()).then(|| time.to_owned()),
        depth: (!depth.is_empty()).then(|| depth.to_owned()),
        ..plain.clone()
    };
    let read = |provider: &Provider, body: Value| {
        read(provider, body.to_string().as_bytes(), 990, 1_000, 120)
    };
    let price = |reading: Result<Reading, Miss>| reading.map(|r| r.price.to_string());
    assert_eq!(
        price(read(&with("", ""), json!({"p": 4}))),
        Ok("4".to_owned())
    );
    let inverted = Provider {
        invert: true,
        multiplier: Decimal::percent(300),
        ..with("", "")
    };
    assert_eq!(
        price(read(&inverted, json!({"p": 4}))),
        Ok("0.75".to_owned())
    );
    assert_eq!(read(&inverted, json!({"p": 0})), Err(Miss::NoPrice));
    let timed = with("/t", "");
    assert_eq!(
        read(&timed, json!({"p": 4, "t": 900})).map(|r| r.at),
        Ok(900)
    );
    assert_eq!(
        read(&timed, json!({"p": 4, "t": 880})).map(|r| r.at),
        Ok(880)
    );
    assert_eq!(read(&timed, json!({"p": 4, "t": 879})), Err(Miss::TooOld));
    assert_eq!(
        read(&timed, json!({"p": 4, "t": 1_060})).map(|r| r.at),
        Ok(1_060)
    );
    assert_eq!(
        read(&timed, json!({"p": 4, "t": 1_061})),
        Err(Miss::FromFuture)
    );
    assert_eq!(read(&timed, json!({"p": 4})), Err(Miss::NoTime));
    let deep = with("", "/d");
    assert_eq!(
        read(&deep, json!({"p": 4, "d": 7})).map(|r| r.depth),
        Ok(Some(Decimal::percent(700)))
    );
    assert_eq!(read(&deep, json!({"p": 4})), Err(Miss::NoDepth));
    assert_eq!(
        qerun_keeper::tasks::feed::read(&plain, b"<html>", 990, 1_000, 120),
        Err(Miss::NoJson)
    );
}

#[test]
fn what_is_decided() {
    let one = |price: u64, at: u64| Reading {
        price: Decimal::percent(price * 100),
        depth: None,
        at,
    };
    let rule = FeedAsset {
        min_move: Decimal::percent(1),
        heartbeat: 60,
        ..asset(2, vec![])
    };
    let memory = |price: u64, timestamp| Memory {
        price: Some(Decimal::percent(price * 100)),
        timestamp,
        unconfirmed: None,
    };
    let decide = |readings: &[Reading], memory: &Memory| decide(&rule, readings, memory, 1_000);
    assert_eq!(
        decide(&[one(1_000, 990)], &Memory::default()),
        Decision::NoQuorum { counted: 1 }
    );
    let two = [one(1_000, 990), one(1_002, 980)];
    let submit = |timestamp| Decision::Submit {
        price: Decimal::percent(100_100),
        depth: None,
        timestamp,
    };
    assert_eq!(decide(&two, &Memory::default()), submit(980));
    // Hardly moved: not before the heartbeat.
    assert_eq!(decide(&two, &memory(1_000, 950)), Decision::Unmoved);
    assert_eq!(decide(&two, &memory(1_000, 940)), submit(980));
    assert_eq!(decide(&two, &memory(990, 950)), submit(980));
    // Nothing newer than what the oracle has.
    assert_eq!(decide(&two, &memory(990, 980)), Decision::NotNewer);
    // A provider's clock that is ahead of the block.
    assert_eq!(
        decide(&[one(1_000, 1_030), one(1_002, 1_040)], &memory(990, 950)),
        submit(1_000)
    );
    let jumped = Decision::Jumped {
        price: Decimal::percent(100_100),
    };
    assert_eq!(decide(&two, &memory(1_200, 950)), jumped);
    let confirmed = Memory {
        unconfirmed: Some(Decimal::percent(100_000)),
        ..memory(1_200, 950)
    };
    assert_eq!(decide(&two, &confirmed), submit(980));
    let depth = |reading: Reading, depth| Reading {
        depth: Some(Decimal::percent(depth)),
        ..reading
    };
    let deep = [depth(two[0], 300), depth(two[1], 500)];
    let Decision::Submit { depth, .. } = decide(&deep, &Memory::default()) else {
        panic!()
    };
    assert_eq!(depth, Some(Decimal::percent(300)));
}
