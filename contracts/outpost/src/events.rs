//! Events, each with the amounts that an indexer needs. Amounts in smallest units.

use cosmwasm_std::{Addr, Event};
use cw_ownable::Ownership;
use qerun_messages::outpost::{Config, Purchase, Transport, Venue};

use crate::state::Swap;

/// The outpost was instantiated.
pub fn instantiate(owner: &Addr, config: &Config<Addr>) -> Event {
    with_config(
        Event::new("qerun-outpost/instantiate").add_attribute("owner", owner),
        config,
    )
}

/// The configuration was replaced.
pub fn update_config(config: &Config<Addr>) -> Event {
    with_config(Event::new("qerun-outpost/update_config"), config)
}

fn with_config(event: Event, config: &Config<Addr>) -> Event {
    let (venue, address) = match &config.venue {
        Venue::AstroportPair { pair } => ("astroport_pair", pair.as_str()),
        Venue::AstroportRouter { router, .. } => ("astroport_router", router.as_str()),
        Venue::OsmosisPoolManager { .. } => ("osmosis_pool_manager", "poolmanager"),
    };
    let transport = match config.transport {
        Transport::Callbacks {} => "callbacks",
        Transport::IbcHooks {} => "ibc_hooks",
    };
    event
        .add_attribute("channel", &config.channel)
        .add_attribute("reserve", &config.reserve)
        .add_attribute("venue", venue)
        .add_attribute("venue_address", address)
        .add_attribute("stable_denom", &config.stable_denom)
        .add_attribute("eth_denom", &config.eth_denom)
        .add_attribute("return_timeout", config.return_timeout.to_string())
        .add_attribute("transport", transport)
}

/// An order arrived and its swap begins.
pub fn order(swap: &Swap) -> Event {
    Event::new("qerun-outpost/order")
        .add_attribute("order_id", swap.order_id.to_string())
        .add_attribute("stable_in", swap.stable_in)
        .add_attribute("min_out", swap.min_out)
}

/// The swap brought enough.
pub fn swapped(order_id: u64, purchase: &Purchase) -> Event {
    with_amounts("qerun-outpost/swapped", order_id, purchase)
}

/// The return packet has its sequence.
pub fn return_sent(order_id: u64, purchase: &Purchase, sequence: u64) -> Event {
    with_amounts("qerun-outpost/return_sent", order_id, purchase)
        .add_attribute("channel", &purchase.channel)
        .add_attribute("sequence", sequence.to_string())
}

/// The ETH reached the reserve.
pub fn delivered(order_id: u64, purchase: &Purchase) -> Event {
    with_amounts("qerun-outpost/delivered", order_id, purchase)
}

/// The return packet failed; the ETH is held here until a retry.
pub fn held(order_id: u64, purchase: &Purchase) -> Event {
    with_amounts("qerun-outpost/held", order_id, purchase)
}

/// Held ETH is sent once more.
pub fn retry(order_id: u64, purchase: &Purchase) -> Event {
    with_amounts("qerun-outpost/retry", order_id, purchase)
}

fn with_amounts(name: &str, order_id: u64, purchase: &Purchase) -> Event {
    Event::new(name)
        .add_attribute("order_id", order_id.to_string())
        .add_attribute("stable_in", purchase.stable_in)
        .add_attribute("eth_out", purchase.eth_out)
}

/// A callback about a packet that changes nothing.
pub fn ignored_callback(channel: &str, sequence: u64, reason: &str) -> Event {
    Event::new("qerun-outpost/ignored_callback")
        .add_attribute("channel", channel)
        .add_attribute("sequence", sequence.to_string())
        .add_attribute("reason", reason)
}

/// A step of the ownership transfer.
pub fn update_ownership(ownership: &Ownership<Addr>) -> Event {
    Event::new("qerun-outpost/update_ownership").add_attributes(ownership.clone().into_attributes())
}
