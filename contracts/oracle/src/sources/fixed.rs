//! A price that governance guarantees, e.g. of a token that redeems at par.

use cosmwasm_std::Decimal;
use qerun_messages::oracle::Observation;

/// As it was set; by its nature it holds now.
pub fn normalise(price: Decimal, depth: Option<Decimal>, now: u64) -> Option<Observation> {
    Some(Observation {
        price,
        low: price,
        high: price,
        depth,
        as_of: now,
    })
}
