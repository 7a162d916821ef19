//! Events, each with the amounts that an indexer needs. Amounts in smallest units.

use cosmwasm_std::{Addr, Decimal, Event, Uint128};
use cw_ownable::Ownership;
use qerun_messages::emissions::{Config, StreamAmounts, StreamRecord};

/// Emissions were set up.
pub fn instantiate(config: &Config<Addr>) -> Event {
    Event::new("qerun-emissions/instantiate")
        .add_attribute("token", &config.token)
        .add_attribute("treasury", &config.treasury)
        .add_attribute("distributor", &config.distributor)
}

/// A stream was set up.
pub fn stream(record: &StreamRecord) -> Event {
    let (stream, schedule) = (&record.stream, &record.stream.schedule);
    Event::new("qerun-emissions/stream")
        .add_attribute("stream", &stream.id)
        .add_attribute("voting", &stream.voting)
        .add_attribute("hook_caller", stream.hook_caller())
        .add_attribute("distribution", record.distribution.to_string())
        .add_attribute("start", schedule.start.to_string())
        .add_attribute("end", schedule.end().to_string())
        .add_attribute("total", schedule.total())
        .add_attribute("min_power", stream.min_power)
}

/// What was due was sent to the distributor: `amount`, to the `power` of this block. The record is that after it.
pub fn release(
    sender: &Addr,
    record: &StreamRecord,
    amounts: &StreamAmounts,
    power: Uint128,
) -> Event {
    Event::new("qerun-emissions/release")
        .add_attribute("sender", sender)
        .add_attribute("stream", &record.stream.id)
        .add_attribute("distribution", record.distribution.to_string())
        .add_attribute("amount", amounts.due)
        .add_attribute("power", power)
        .add_attribute("scheduled", amounts.scheduled)
        .add_attribute("released", record.released)
        .add_attribute("withheld", amounts.withheld)
}

/// The rate was set. `amounts` are those until now.
pub fn set_rate(id: &str, before: Decimal, rate: Decimal, amounts: &StreamAmounts) -> Event {
    Event::new("qerun-emissions/set_rate")
        .add_attribute("stream", id)
        .add_attribute("rate_before", before.to_string())
        .add_attribute("rate", rate.to_string())
        .add_attribute("scheduled", amounts.scheduled)
        .add_attribute("due", amounts.due)
        .add_attribute("withheld", amounts.withheld)
}

/// What was withheld went to the treasury.
pub fn return_withheld(sender: &Addr, id: &str, treasury: &Addr, amount: Uint128) -> Event {
    Event::new("qerun-emissions/return_withheld")
        .add_attribute("sender", sender)
        .add_attribute("stream", id)
        .add_attribute("treasury", treasury)
        .add_attribute("amount", amount)
}

/// A step of an ownership transfer: the state after it.
pub fn update_ownership(ownership: Ownership<Addr>) -> Event {
    Event::new("qerun-emissions/update_ownership").add_attributes(ownership.into_attributes())
}
