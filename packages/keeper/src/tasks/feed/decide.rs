//! What is submitted for an asset: the median of what providers tell, unless it jumps. Pure.

use cosmwasm_std::{Decimal, Fraction};
use qerun_math::{lower_median, mid_of};

use super::Reading;
use crate::config::FeedAsset;

/// What the last rounds left behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The last price that was submitted, from which jumps are measured.
    pub price: Option<Decimal>,
    /// The time that was submitted with it, Unix seconds: the oracle takes only later ones.
    pub timestamp: u64,
    /// A price that has jumped in the last round.
    pub unconfirmed: Option<Decimal>,
}

/// What is done with an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Too few providers.
    NoQuorum {
        /// How many count.
        counted: usize,
    },
    /// It has jumped, and the next round must confirm it.
    Jumped {
        /// The price to confirm.
        price: Decimal,
    },
    /// It has hardly moved, and the last one is not old.
    Unmoved,
    /// The oracle would take no second price of this time.
    NotNewer,
    /// It is submitted.
    Submit {
        /// The median.
        price: Decimal,
        /// The lower median of the depths that are told.
        depth: Option<Decimal>,
        /// The oldest time that counts, at most the block's, Unix seconds.
        timestamp: u64,
    },
}

/// By how much a price differs from another one, a share of that.
fn change(from: Decimal, to: Decimal) -> Decimal {
    let inverse = from.inv().unwrap_or(Decimal::MAX);
    from.abs_diff(to).saturating_mul(inverse)
}

/// What to do with the readings that count. `now` is the time of the newest block: the oracle refuses later ones.
#[must_use]
pub fn decide(asset: &FeedAsset, readings: &[Reading], memory: &Memory, now: u64) -> Decision {
    let counted = readings.len();
    let mut prices: Vec<Decimal> = readings.iter().map(|reading| reading.price).collect();
    prices.sort();
    let Some(price) = mid_of(&prices).filter(|_| counted >= asset.quorum.max(1)) else {
        return Decision::NoQuorum { counted };
    };
    let oldest = readings.iter().map(|reading| reading.at).min();
    let timestamp = oldest.unwrap_or(now).min(now);
    if let Some(last) = memory.price {
        let near = |other: Decimal| change(other, price) <= asset.max_jump;
        if !near(last) && !memory.unconfirmed.is_some_and(near) {
            return Decision::Jumped { price };
        }
        let age = now.saturating_sub(memory.timestamp);
        if change(last, price) < asset.min_move && age < asset.heartbeat {
            return Decision::Unmoved;
        }
    }
    if timestamp <= memory.timestamp {
        return Decision::NotNewer;
    }
    let mut depths: Vec<Decimal> = readings.iter().filter_map(|r| r.depth).collect();
    depths.sort();
    Decision::Submit {
        price,
        depth: lower_median(&depths),
        timestamp,
    }
}
