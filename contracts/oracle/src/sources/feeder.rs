//! N named signers, one slot each; up to `f = floor((N-1)/3)` of them may say anything at any time.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Api, Decimal, StdResult, Storage};
use qerun_math::{faulty, lower_median, mid_of, quorum};
use qerun_messages::oracle::{Observation, PriceSource, Slot, MAX_FEEDERS};

use crate::policy::check_age;
use crate::state::SLOTS;
use crate::ContractError;

/// 1 to 15 feeders, none of them in `known`, to which they are added.
pub fn check(
    api: &dyn Api,
    names: Vec<String>,
    max_age: u64,
    known: &mut BTreeSet<Addr>,
) -> Result<PriceSource<Addr>, ContractError> {
    check_age("feeder max_age", max_age)?;
    let length = names.len();
    if length == 0 || length > MAX_FEEDERS {
        return Err(ContractError::ListLength {
            list: "feeders",
            length,
            min: 1,
            max: MAX_FEEDERS,
        });
    }
    let mut feeders = Vec::with_capacity(length);
    for name in names {
        let feeder = api.addr_validate(&name)?;
        if !known.insert(feeder.clone()) {
            return Err(ContractError::DuplicateFeeder { feeder: name });
        }
        feeders.push(feeder);
    }
    Ok(PriceSource::Feeder { feeders, max_age })
}

/// The filled slots of these feeders.
pub fn read(storage: &dyn Storage, asset: &str, feeders: &[Addr]) -> StdResult<Vec<Slot>> {
    feeders
        .iter()
        .filter_map(|feeder| SLOTS.may_load(storage, (asset, feeder)).transpose())
        .collect()
}

/// Joins the slots of `n` feeders that are at most `max_age` old, if they are a quorum of `ceil(2n/3)`.
///
/// A quorum has at least `2f+1` slots, so the f-th from either end and the median lie between two honest values,
/// and the f-th oldest timestamp is no older than the oldest honest one. A depth is given when a quorum tells one
/// (fewer could all be faulty): the lower median.
pub fn normalise(slots: &[Slot], n: usize, max_age: u64, now: u64) -> Option<Observation> {
    let live: Vec<&Slot> = slots
        .iter()
        .filter(|slot| now <= slot.timestamp.saturating_add(max_age))
        .collect();
    if live.len() < quorum(n) {
        return None;
    }
    let faulty = faulty(n);
    let prices = sorted(live.iter().map(|slot| slot.price));
    let times = sorted(live.iter().map(|slot| slot.timestamp));
    let depths: Vec<Decimal> = sorted(live.iter().filter_map(|slot| slot.depth));
    Some(Observation {
        price: mid_of(&prices)?,
        low: *prices.get(faulty)?,
        high: *prices.iter().rev().nth(faulty)?,
        depth: if depths.len() < quorum(n) {
            None
        } else {
            lower_median(&depths)
        },
        as_of: *times.get(faulty)?,
    })
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values
}
