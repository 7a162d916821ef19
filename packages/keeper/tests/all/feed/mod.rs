//! `feed` against providers that answer, lie, hang and talk without end.

mod decide;
mod refused;
mod round;
mod server;
mod sources;

use cosmwasm_std::Decimal;
use qerun_keeper::config::{FeedAsset, FeedConfig, Provider};
use qerun_keeper::tasks::Feed;
use serde_json::{json, Value};

use crate::fake::*;

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
