//! Events for indexers and keepers.

use cosmwasm_std::{Addr, Decimal, Event};
use cw_ownable::Ownership;
use qerun_messages::oracle::{FeederPrice, Policy, PriceRecord, Status};

/// A record was rewritten.
pub fn update(asset: &str, record: &PriceRecord) -> Event {
    let event = Event::new("qerun-oracle/update")
        .add_attribute("asset", asset)
        .add_attribute("bid", record.bid.to_string())
        .add_attribute("ask", record.ask.to_string())
        .add_attribute("mid", record.mid.to_string())
        .add_attribute("average", record.average.to_string())
        .add_attribute("as_of", record.as_of.to_string())
        .add_attribute("expires", record.expires.to_string())
        .add_attribute("grace_ends", record.grace_ends.to_string())
        .add_attribute("status", record.status.to_string());
    match record.depth {
        Some(depth) => event.add_attribute("depth", depth.to_string()),
        None => event,
    }
}

/// A record was left as it is, but for its status: too few sources count.
pub fn skip(asset: &str, counted: usize, min_sources: u32, status: Option<Status>) -> Event {
    let status = status.map_or("none".to_owned(), |status| status.to_string());
    Event::new("qerun-oracle/skip")
        .add_attribute("asset", asset)
        .add_attribute("counted", counted.to_string())
        .add_attribute("min_sources", min_sources.to_string())
        .add_attribute("status", status)
}

/// A feeder filled its slot.
pub fn submit(feeder: &Addr, price: &FeederPrice) -> Event {
    let event = Event::new("qerun-oracle/submit")
        .add_attribute("feeder", feeder)
        .add_attribute("asset", &price.asset)
        .add_attribute("price", price.price.to_string())
        .add_attribute("timestamp", price.timestamp.to_string());
    match price.depth {
        Some(depth) => event.add_attribute("depth", depth.to_string()),
        None => event,
    }
}

/// Sources or guards were set; without a growth limit its attribute is `none`.
pub fn set_asset(asset: &str, policy: &Policy) -> Event {
    let event = Event::new("qerun-oracle/set_asset").add_attribute("asset", asset);
    with_policy(event, policy)
}

/// Sources and guards of before the last change were put back; they are named as those that are set.
pub fn revert_asset(asset: &str, sender: &Addr, policy: &Policy) -> Event {
    let event = Event::new("qerun-oracle/revert_asset")
        .add_attribute("asset", asset)
        .add_attribute("sender", sender);
    with_policy(event, policy)
}

fn with_policy(event: Event, policy: &Policy) -> Event {
    let limit = |limit: Option<Decimal>| limit.map_or("none".to_owned(), |limit| limit.to_string());
    event
        .add_attribute("max_age", policy.max_age.to_string())
        .add_attribute("max_deviation", policy.max_deviation.to_string())
        .add_attribute("min_sources", policy.min_sources.to_string())
        .add_attribute("max_growth_hour", limit(policy.max_growth_hour))
        .add_attribute("max_growth_day", limit(policy.max_growth_day))
        .add_attribute("min_price", policy.min_price.to_string())
        .add_attribute("max_price", policy.max_price.to_string())
        .add_attribute("min_liquidity", policy.min_liquidity.to_string())
        .add_attribute("grace", policy.grace.to_string())
}

/// An asset was forgotten.
pub fn remove_asset(asset: &str) -> Event {
    Event::new("qerun-oracle/remove_asset").add_attribute("asset", asset)
}

/// An asset was stopped.
pub fn halt(asset: &str, sender: &Addr) -> Event {
    Event::new("qerun-oracle/halt")
        .add_attribute("asset", asset)
        .add_attribute("sender", sender)
}

/// A halt was ended.
pub fn resume(asset: &str) -> Event {
    Event::new("qerun-oracle/resume").add_attribute("asset", asset)
}

/// The guardian changed; `none` when removed.
pub fn set_guardian(guardian: Option<&Addr>) -> Event {
    Event::new("qerun-oracle/set_guardian").add_attribute(
        "guardian",
        guardian.map_or("none", |address| address.as_str()),
    )
}

/// A step of an ownership transfer: the state after it.
pub fn update_ownership(ownership: Ownership<Addr>) -> Event {
    Event::new("qerun-oracle/update_ownership").add_attributes(ownership.into_attributes())
}
