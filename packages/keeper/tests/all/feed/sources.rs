//! Where providers are asked.

use qerun_keeper::config::{FeedAsset, FeedConfig, Header, HeaderValue, Provider};
use qerun_keeper::task::Task;
use qerun_keeper::tasks::Feed;
use serde_json::{json, Value};

use super::server::{Manner, Server};
use super::{asset, chain, feed, keeper, provider};
use crate::fake::*;

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
