//! The bounds of `feed`.

use std::collections::BTreeSet;

use cosmwasm_std::Decimal;
use ureq::http::HeaderName;

use super::problem::{Found, DAY, NAME};
use super::{FeedAsset, FeedConfig, Provider};

/// The bounds of `feed`.
pub(super) fn feed(found: &mut Found, feed: &FeedConfig) {
    found.interval("feed", feed.interval);
    found.within("task.feed.timeout", feed.timeout, 1, 60);
    found.within("task.feed.max_body", feed.max_body, 64, 16 << 20);
    found.within("task.feed.asset (number)", feed.assets.len(), 1, 30);
    let mut names = BTreeSet::new();
    for asset in &feed.assets {
        if !names.insert(&asset.asset) {
            found.add("task.feed.asset", format!("{} is named twice", asset.asset));
        }
        fed_asset(found, asset);
    }
}

fn fed_asset(found: &mut Found, asset: &FeedAsset) {
    let field = |field: &str| format!("task.feed.asset {}: {field}", asset.asset);
    found.asset(&field("asset"), &asset.asset);
    found.within(&field("provider (number)"), asset.providers.len(), 1, 20);
    found.within(
        &field("quorum"),
        asset.quorum,
        1,
        asset.providers.len().max(1),
    );
    found.within(&field("max_age"), asset.max_age, 5, DAY);
    found.above_zero(&field("max_jump"), asset.max_jump);
    found.share(&field("max_jump"), asset.max_jump, Decimal::percent(1_000));
    found.share(&field("min_move"), asset.min_move, Decimal::one());
    found.within(&field("heartbeat"), asset.heartbeat, 0, DAY);
    let mut names = BTreeSet::new();
    let mut figures = BTreeSet::new();
    for one in &asset.providers {
        let field = format!("task.feed.asset {}: provider {}", asset.asset, one.name);
        if !names.insert(&one.name) {
            found.add(&field, "is named twice".to_owned());
        }
        // One answer would count twice for the quorum.
        if !figures.insert((&one.url, &one.file, &one.price)) {
            found.add(&field, "reads the same figure as another one".to_owned());
        }
        provider(found, &field, one);
    }
}

fn provider(found: &mut Found, at: &str, provider: &Provider) {
    let field = |field: &str| format!("{at}: {field}");
    found.within(&field("name (length)"), provider.name.len(), 1, NAME);
    if provider.url.is_some() == provider.file.is_some() {
        found.add(at, "needs either url or file".to_owned());
    }
    if provider.file.is_some() && !provider.headers.is_empty() {
        found.add(&field("header"), "a file has no headers".to_owned());
    }
    let mut headers = BTreeSet::new();
    for header in &provider.headers {
        match HeaderName::from_bytes(header.name.as_bytes()) {
            Ok(name) if headers.insert(name.to_string()) => {}
            Ok(name) => found.add(&field("header"), format!("{name} is named twice")),
            Err(_) => found.add(&field("header"), "has a name that no header has".to_owned()),
        }
    }
    found.pointer(&field("price"), &provider.price);
    for (name, pointer) in [("time", &provider.time), ("depth", &provider.depth)] {
        found.pointer(&field(name), pointer.as_deref().unwrap_or_default());
    }
    found.above_zero(&field("multiplier"), provider.multiplier);
}
