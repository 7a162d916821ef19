//! What the oracle does not take.

use qerun_keeper::config::{FeedAsset, FeedConfig};
use qerun_keeper::task::Task;
use qerun_keeper::tasks::Feed;
use serde_json::{json, Value};

use super::server::Server;
use super::{asset, chain, feed, keeper, provider};
use crate::fake::*;

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

/// QER's price alone is on the chain.
fn ensure_qer_was_fed(chain: &FakeChain) {
    let world = chain.world();
    let sent = world.protocol.done(ORACLE, "submit_prices");
    assert_eq!(sent.len(), 1);
    let prices = sent[0].msg["submit_prices"]["prices"].as_array().unwrap();
    assert_eq!(prices.len(), 1);
    assert_eq!(prices[0]["asset"], "qer");
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
        ensure_qer_was_fed(&chain);
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
    ensure_qer_was_fed(&chain);
    let text = keeper.metrics.text().unwrap();
    assert!(text.contains("fed_price_usd{asset=\"qer\"} 2000"), "{text}");
    assert!(!text.contains("fed_price_usd{asset=\"eth\"}"), "{text}");
}
