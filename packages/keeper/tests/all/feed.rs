//! `feed` against providers that answer, lie, hang and talk without end.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use cosmwasm_std::Decimal;
use qerun_keeper::config::{FeedAsset, FeedConfig, Header, HeaderValue, Provider};
use qerun_keeper::node::now;
use qerun_keeper::task::{Task, TaskError};
use qerun_keeper::tasks::feed::{decide, read, Decision, Memory, Miss, Reading};
use qerun_keeper::tasks::Feed;
use serde_json::{json, Value};

use crate::fake::*;

/// How a provider behaves.
#[derive(Clone, Debug)]
enum Manner {
    Says(Value),
    Text(&'static str),
    Status(u16),
    /// Accepts and says nothing.
    Hangs,
    /// Sends a byte now and then, for ever.
    Drips,
    Endless,
    NoHttp,
    Redirects(String),
}

/// A provider on a local port, whose manner can change, and what it was asked.
struct Server {
    url: String,
    manner: Arc<Mutex<Manner>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/price?key=KEY123", listener.local_addr().unwrap());
        let manner = Arc::new(Mutex::new(manner));
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (how, ears) = (manner.clone(), heard.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, how, ears) = (stream.unwrap(), how.clone(), ears.clone());
                thread::spawn(move || {
                    let mut request = [0; 4096];
                    let read = stream.read(&mut request).unwrap_or(0);
                    ears.lock()
                        .unwrap()
                        .push(String::from_utf8_lossy(&request[..read]).into_owned());
                    let manner = how.lock().unwrap().clone();
                    let head = |status: u16, rest: &str| {
                        format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{rest}\r\n")
                    };
                    let _ = match manner {
                        Manner::Says(body) => {
                            stream.write_all((head(200, "") + &body.to_string()).as_bytes())
                        }
                        Manner::Text(body) => stream.write_all((head(200, "") + body).as_bytes()),
                        Manner::Status(status) => {
                            stream.write_all(head(status, "Content-Length: 0\r\n").as_bytes())
                        }
                        Manner::NoHttp => stream.write_all(b"hello\r\n\r\n"),
                        Manner::Redirects(to) => {
                            stream.write_all(head(302, &format!("Location: {to}\r\n")).as_bytes())
                        }
                        Manner::Hangs => {
                            thread::sleep(Duration::from_secs(30));
                            Ok(())
                        }
                        Manner::Drips => {
                            let mut sent = stream.write_all(head(200, "").as_bytes());
                            while sent.is_ok() {
                                thread::sleep(Duration::from_millis(200));
                                sent = stream.write_all(b" ");
                            }
                            sent
                        }
                        Manner::Endless => {
                            let mut sent = stream.write_all(head(200, "").as_bytes());
                            while sent.is_ok() {
                                sent = stream.write_all(&[b' '; 1024]);
                            }
                            sent
                        }
                    };
                });
            }
        });
        Server { url, manner, heard }
    }

    fn says(price: Value) -> Self {
        Self::new(Manner::Says(json!({"data": [{"usd": price}]})))
    }

    fn will(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }
}

fn provider(name: &str, url: &str) -> Provider {
    Provider {
        name: name.to_owned(),
        url: Some(url.parse().unwrap()),
        file: None,
        price: "/data/0/usd".to_owned(),
        time: None,
        depth: None,
        invert: false,
        multiplier: Decimal::one(),
        headers: vec![],
    }
}

fn asset(quorum: usize, providers: Vec<Provider>) -> FeedAsset {
    FeedAsset {
        asset: "eth".to_owned(),
        quorum,
        max_age: 120,
        max_jump: Decimal::percent(10),
        min_move: Decimal::zero(),
        heartbeat: 0,
        providers,
    }
}

fn feed(asset: FeedAsset) -> Feed {
    Feed::new(&FeedConfig {
        enabled: true,
        interval: 30,
        timeout: 1,
        max_body: 4_096,
        assets: vec![asset],
    })
    .unwrap()
}

/// A chain whose oracle knows the keeper as a feeder of ETH.
fn chain(slot: Value) -> FakeChain {
    let chain = FakeChain::default();
    let slots =
        json!({"slots": [{"feeder": RIVAL, "slot": null}, {"feeder": KEEPER, "slot": slot}]});
    chain.world().protocol.answer(ORACLE, "slots", slots);
    chain
}

fn keeper(chain: &FakeChain) -> Someone {
    Someone::new(vec![FakeNode::of(chain, "a", KEEPER)])
}

fn submitted(chain: &FakeChain) -> Vec<String> {
    let world = chain.world();
    let prices = world.protocol.done(ORACLE, "submit_prices");
    let price = |e: &&Executed| {
        e.msg["submit_prices"]["prices"][0]["price"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    prices.iter().map(price).collect()
}

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

#[test]
fn a_file_is_read_in_place_of_an_address() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("feed-file");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("eth.json");
    std::fs::write(&path, r#"{"usd": 2000.5, "depth": "150000"}"#).unwrap();
    let chain = chain(Value::Null);
    let file = Provider {
        url: None,
        file: Some(path.clone()),
        price: "/usd".to_owned(),
        depth: Some("/depth".to_owned()),
        ..provider("file", "http://x")
    };
    let keeper = keeper(&chain);
    assert_eq!(
        feed(asset(1, vec![file.clone()]))
            .round(&keeper.context)
            .unwrap()
            .done,
        1
    );
    let world = chain.world();
    let price = &world.protocol.done(ORACLE, "submit_prices")[0].msg["submit_prices"]["prices"][0];
    assert_eq!(
        (price["price"].as_str(), price["depth"].as_str()),
        (Some("2000.5"), Some("150000"))
    );
    drop(world);
    // What is no file, or too long, does not count.
    let folder = Provider {
        file: Some(folder),
        ..file.clone()
    };
    assert!(feed(asset(1, vec![folder])).round(&keeper.context).is_err());
    std::fs::write(&path, format!("{{\"usd\": 2000.5{}}}", " ".repeat(4_096))).unwrap();
    assert!(feed(asset(1, vec![file])).round(&keeper.context).is_err());
}

/// Two assets of one provider are one request; its header is sent, and told nowhere.
#[test]
fn a_source_is_asked_once_with_its_headers() {
    let chain = chain(Value::Null);
    let server = Server::new(Manner::Says(json!({"eth": 2000, "qer": 2})));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("feed-header");
    std::fs::write(&path, "SECRET77\n").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&path, mode).unwrap();
    let of = |pointer: &str| Provider {
        price: pointer.to_owned(),
        headers: vec![Header {
            name: "X-Key".to_owned(),
            value: HeaderValue::File { path: path.clone() },
        }],
        ..provider("p", &server.url)
    };
    let qer = FeedAsset {
        asset: "qer".to_owned(),
        ..asset(1, vec![of("/qer")])
    };
    let config = FeedConfig {
        enabled: true,
        interval: 30,
        timeout: 2,
        max_body: 4_096,
        assets: vec![asset(1, vec![of("/eth")]), qer],
    };
    assert_eq!(
        Feed::new(&config)
            .unwrap()
            .round(&keeper(&chain).context)
            .unwrap()
            .done,
        1
    );
    let heard = server.heard.lock().unwrap();
    assert_eq!(heard.len(), 1);
    let request = heard[0].to_lowercase();
    assert!(request.contains("x-key: secret77"), "{request}");
    let world = chain.world();
    let prices = &world.protocol.done(ORACLE, "submit_prices")[0].msg["submit_prices"]["prices"];
    assert_eq!(prices.as_array().unwrap().len(), 2);
}

#[test]
fn who_is_no_feeder_is_told_so() {
    let chain = FakeChain::default();
    chain
        .world()
        .protocol
        .answer(ORACLE, "slots", json!({"slots": []}));
    let server = Server::says(json!(2000));
    let mut feed = feed(asset(1, vec![provider("p", &server.url)]));
    let error = feed.round(&keeper(&chain).context).unwrap_err().to_string();
    assert_eq!(error, "home1keeper is no feeder of eth");
}

/// Two assets of one provider, of which the oracle's answer keeps one back.
fn feed_of_two(server: &Server) -> Feed {
    let assets = ["eth", "qer"].map(|name| FeedAsset {
        asset: name.to_owned(),
        ..asset(1, vec![provider("p", &server.url)])
    });
    Feed::new(&FeedConfig {
        enabled: true,
        interval: 30,
        timeout: 2,
        max_body: 4_096,
        assets: assets.to_vec(),
    })
    .unwrap()
}

#[test]
fn an_asset_that_it_may_not_feed_keeps_no_other_back() {
    let server = Server::says(json!(2000));
    for (answer, wanted) in [
        (
            Some(json!({"slots": []})),
            "home1keeper is no feeder of eth",
        ),
        (None, "the chain does not answer: oracle does not know"),
    ] {
        let chain = FakeChain::default();
        let slots = json!({"slots": [{"feeder": KEEPER, "slot": null}]});
        {
            let protocol = &mut chain.world().protocol;
            protocol.answer(ORACLE, "slots qer", slots);
            if let Some(answer) = answer {
                protocol.answer(ORACLE, "slots eth", answer);
            }
        }
        let (mut feed, keeper) = (feed_of_two(&server), keeper(&chain));
        let error = feed.round(&keeper.context).unwrap_err().to_string();
        assert!(error.starts_with(wanted), "{error}");
        let world = chain.world();
        let sent = world.protocol.done(ORACLE, "submit_prices");
        assert_eq!(sent.len(), 1);
        let prices = sent[0].msg["submit_prices"]["prices"].as_array().unwrap();
        assert_eq!(prices.len(), 1);
        assert_eq!(prices[0]["asset"], "qer");
    }
}

/// The oracle takes all prices of a message or none.
#[test]
fn a_price_that_is_refused_keeps_no_other_back() {
    let chain = chain(Value::Null);
    chain.world().protocol.refused_text =
        Some(("\"eth\"".to_owned(), "eth: 1 is before 2".to_owned()));
    let server = Server::says(json!(2000));
    let (mut feed, keeper) = (feed_of_two(&server), keeper(&chain));
    let error = feed.round(&keeper.context).unwrap_err().to_string();
    assert!(error.contains("eth: 1 is before 2"), "{error}");
    {
        let world = chain.world();
        let sent = world.protocol.done(ORACLE, "submit_prices");
        assert_eq!(sent.len(), 1);
        let prices = sent[0].msg["submit_prices"]["prices"].as_array().unwrap();
        assert_eq!(prices.len(), 1);
        assert_eq!(prices[0]["asset"], "qer");
    }
    let text = keeper.metrics.text().unwrap();
    assert!(text.contains("fed_price_usd{asset=\"qer\"} 2000"), "{text}");
    assert!(!text.contains("fed_price_usd{asset=\"eth\"}"), "{text}");
}

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
