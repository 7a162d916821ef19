//! Events, each with the amounts that an indexer needs. Amounts in smallest units.

use cosmwasm_std::{Addr, Event, Uint128};
use qerun_messages::airdrop::{Config, Totals};

/// The airdrop was set up.
pub fn instantiate(config: &Config<Addr>) -> Event {
    Event::new("qerun-airdrop/instantiate")
        .add_attribute("token", &config.token)
        .add_attribute("treasury", &config.treasury)
        .add_attribute("name", &config.name)
        .add_attribute("root", config.root.to_string())
        .add_attribute("count", config.count.to_string())
        .add_attribute("total", config.total)
        .add_attribute("start", config.start.to_string())
        .add_attribute("end", config.end.to_string())
}

/// An account was paid its entry. `totals` are those after it.
pub fn claim(account: &Addr, index: u32, amount: Uint128, totals: &Totals) -> Event {
    Event::new("qerun-airdrop/claim")
        .add_attribute("account", account)
        .add_attribute("index", index.to_string())
        .add_attribute("amount", amount)
        .add_attribute("claimed", totals.claimed)
        .add_attribute("claims", totals.claims.to_string())
}

/// The rest went to the treasury.
pub fn return_rest(sender: &Addr, treasury: &Addr, amount: Uint128, totals: &Totals) -> Event {
    Event::new("qerun-airdrop/return_rest")
        .add_attribute("sender", sender)
        .add_attribute("treasury", treasury)
        .add_attribute("amount", amount)
        .add_attribute("claimed", totals.claimed)
}
