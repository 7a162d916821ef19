//! N named signers, one slot each; up to `f = floor((N-1)/3)` of them may be faulty: report anything at any time.

use cosmwasm_std::{Addr, Api, Decimal, StdResult};
use qerun_controls::ensure_within;
use qerun_math::{faulty, lower_median, mid_of, quorum};
use qerun_messages::oracle::{Observation, PriceSource, Slot, AGE_BOUNDS, MAX_FEEDERS};

use crate::slots::Slots;
use crate::ContractError;

/// 1 to 15 feeders and the age at which their prices count. Errors: `OutOfBounds`, `Std` for an address.
pub fn validate(
    api: &dyn Api,
    names: &[String],
    max_age: u64,
) -> Result<PriceSource<Addr>, ContractError> {
    ensure_within("feeder max_age", max_age, AGE_BOUNDS)?;
    ensure_within("number of feeders", names.len(), (1, MAX_FEEDERS))?;
    let feeders = names
        .iter()
        .map(|name| api.addr_validate(name))
        .collect::<StdResult<_>>()?;
    Ok(PriceSource::Feeder { feeders, max_age })
}

/// The filled slots of these feeders.
pub fn read(slots: &Slots, feeders: &[Addr]) -> Vec<Slot> {
    feeders
        .iter()
        .filter_map(|feeder| slots.get(feeder))
        .collect()
}

/// Joins the slots of `n` feeders that are at most `max_age` old, if they are a quorum of `ceil(2n/3)`.
///
/// A quorum has at least `2f+1` slots, so the f-th from either end and the median lie between two honest values,
/// and the f-th oldest timestamp is no older than the oldest honest one. A depth is given when a quorum reports one
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
