//! Events of our own verbs. cw20-base's verbs keep their attributes, which indexers know.

use cosmwasm_std::{Addr, Event};
use cw_ownable::Ownership;

/// A burner was named.
pub fn add_burner(address: &Addr) -> Event {
    Event::new("qerun-token/add_burner").add_attribute("address", address)
}

/// A burner was removed.
pub fn remove_burner(address: &Addr) -> Event {
    Event::new("qerun-token/remove_burner").add_attribute("address", address)
}

/// A step of an ownership transfer: the state after it.
pub fn update_ownership(ownership: Ownership<Addr>) -> Event {
    Event::new("qerun-token/update_ownership").add_attributes(ownership.into_attributes())
}
