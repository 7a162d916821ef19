//! A pool's time-weighted average from our own samples of its accumulator.
//!
//! A constant-product pair adds price times seconds to an accumulator whenever it is traded with, at the reserves that
//! it finds then. Both parts of this can be written by others:
//! - A **donation** to an idle pair prices the whole idle time at the donated reserves, backwards in time.
//! - The **reserves** of one block can be pushed and put back within it, for the fees.
//!
//! So neither counts alone. The time between two samples counts at the median of three prices: the one at which the time
//! before it counted, the spot price at its beginning, and the accumulator's average over it. A donation spoils the last
//! of them and a push the second one; whoever wants to move the average must keep a price, or donate, in two samples
//! running, each of which anybody may take, and trade against.

use cosmwasm_std::{Decimal, Uint128, Uint256};
use serde::{Deserialize, Serialize};

use crate::{error::MathError, wide};

/// Atomics of a price per unit of the accumulator and second: the pair counts in millionths.
const ATOMICS_PER_UNIT: Uint128 = Uint128::new(1_000_000_000_000);
/// An accumulator that seems to have grown by more has fallen: it wraps.
const HALF: Uint128 = Uint128::new(u128::MAX / 2);
/// Samples in a window, at most one more.
const SAMPLES: u64 = 12;
/// The part of a window that may lie between two samples.
const LONGEST: u64 = 4;

/// What a pair says in one block. Prices are those of one smallest unit in the other token's smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairReading {
    /// Block time, seconds.
    pub at: u64,
    /// When the pair last wrote its accumulator, which it does with the first trade of a block, seconds.
    pub traded_at: u64,
    /// The accumulator as it was written then: the sum of price times 10^6 times seconds, modulo 2^128.
    pub accumulator: Uint128,
    /// The price by the reserves of now, not zero.
    pub spot: Decimal,
}

impl PairReading {
    /// Whether nobody has traded in this block yet: the spot price has then stood at the end of a block, where anyone
    /// could trade against it. (A donation of this block is in it all the same.)
    pub fn is_settled(&self) -> bool {
        self.traded_at < self.at
    }

    /// The accumulator that the pair would write now, modulo 2^128.
    fn cumulative(&self) -> Uint128 {
        let elapsed = Uint128::from(self.at.saturating_sub(self.traded_at));
        let added = self.spot.atomics().full_mul(elapsed);
        let units = added
            .checked_div(Uint256::from(ATOMICS_PER_UNIT))
            .unwrap_or_default();
        self.accumulator.wrapping_add(low_half(units))
    }
}

/// One sample: a reading with the accumulator carried to its time.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Sample {
    /// When it was taken, seconds.
    pub at: u64,
    /// When the pair was last traded with before it, seconds.
    pub traded_at: u64,
    /// The accumulator at `at`, modulo 2^128.
    pub cumulative: Uint128,
    /// The credible spot price of that moment.
    pub spot: Decimal,
}

/// The average of a pair's price over a window, from samples at least a twelfth of the window apart. At most 13
/// segments are kept. Give the same window with each call.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct SampledAverage {
    /// When the first segment begins, seconds.
    pub since: u64,
    /// The time between two samples: when it ended, and the price at which it counts. Oldest first.
    pub segments: Vec<(u64, Decimal)>,
    /// The last sample, where the last segment ended.
    pub last: Sample,
}

impl SampledAverage {
    /// The history after a reading; None if it stays as it is.
    ///
    /// It begins with a settled reading, and anew when a quarter of the window has passed without a sample, or when the
    /// pair's clock ran backwards (another contract at its address). [`MathError::OutOfRange`] for a reading whose last
    /// trade is in the future, [`MathError::DivisionByZero`] for one whose spot price is zero.
    pub fn sample(
        known: Option<&Self>,
        reading: &PairReading,
        window: u64,
    ) -> Result<Option<Self>, MathError> {
        ensure_sound(reading)?;
        let continued = known.filter(|known| known.continues(reading, window));
        let Some(known) = continued else {
            return Ok(reading.is_settled().then(|| Self::start(reading)));
        };
        let since_last = reading.at.saturating_sub(known.last.at);
        let least = window.checked_div(SAMPLES).unwrap_or_default().max(1);
        if since_last < least {
            return Ok(None);
        }
        let mut next = known.clone();
        next.segments.push((reading.at, known.price_since(reading)));
        next.last = Sample::of(reading, known.credible_spot(reading));
        let from = reading.at.saturating_sub(window);
        let over = next.segments.iter().take_while(|(end, _)| *end <= from);
        let over = over.count();
        if let Some((end, _)) = next.segments.drain(..over).next_back() {
            next.since = end;
        }
        Ok(Some(next))
    }

    /// The average over the window that ends with this reading, rounded down at the 18th digit; None when the samples do
    /// not cover the whole window. Errors as [`Self::sample`].
    pub fn average_floor(
        &self,
        reading: &PairReading,
        window: u64,
    ) -> Result<Option<Decimal>, MathError> {
        ensure_sound(reading)?;
        let op = "average_floor";
        let from = reading.at.saturating_sub(window);
        if !self.continues(reading, window) || self.since > from || window == 0 {
            return Ok(None);
        }
        let tail = (reading.at, self.price_since(reading));
        let (mut start, mut sum) = (self.since, Uint256::zero());
        for (end, price) in self.segments.iter().chain([&tail]) {
            let seconds = end.saturating_sub(start.max(from));
            let weighted = price.atomics().full_mul(Uint128::from(seconds));
            sum = sum
                .checked_add(weighted)
                .map_err(|_| MathError::Overflow { op })?;
            start = *end;
        }
        let mean = sum
            .checked_div(Uint256::from(window))
            .map_err(|_| MathError::DivisionByZero { op })?;
        let mean = Uint128::try_from(mean).map_err(|_| MathError::Overflow { op })?;
        Ok(Some(Decimal::new(mean)))
    }

    fn start(reading: &PairReading) -> Self {
        SampledAverage {
            since: reading.at,
            segments: vec![],
            last: Sample::of(reading, reading.spot),
        }
    }

    /// Whether a reading follows on the last sample.
    fn continues(&self, reading: &PairReading, window: u64) -> bool {
        let longest = window.checked_div(LONGEST).unwrap_or_default();
        reading.at >= self.last.at
            && reading.traded_at >= self.last.traded_at
            && reading.at.saturating_sub(self.last.at) <= longest
    }

    /// The price at which the time since the last sample counts. The first of a history has none before it, and takes the
    /// spot price at its end.
    fn price_since(&self, reading: &PairReading) -> Decimal {
        let before = match self.segments.last() {
            Some((_, price)) => *price,
            None => self.credible_spot(reading),
        };
        median(before, self.last.spot, self.accumulated(reading))
    }

    /// The spot price to remember of a reading: that of a block in which somebody has traded already may be back where it
    /// was before the block ends, so it counts no further than the accumulator goes along.
    fn credible_spot(&self, reading: &PairReading) -> Decimal {
        if reading.is_settled() {
            return reading.spot;
        }
        median(self.last.spot, reading.spot, self.accumulated(reading))
    }

    /// The accumulator's average since the last sample, rounded down. Where it fell, which it does for donations alone,
    /// or no time has passed, the price of the last sample.
    fn accumulated(&self, reading: &PairReading) -> Decimal {
        let seconds = reading.at.saturating_sub(self.last.at);
        let grown = reading.cumulative().wrapping_sub(self.last.cumulative);
        let fell = grown > HALF;
        if fell || seconds == 0 {
            return self.last.spot;
        }
        let mean = grown
            .full_mul(ATOMICS_PER_UNIT)
            .checked_div(Uint256::from(seconds))
            .unwrap_or_default();
        // What is too large for a price is above the other two in any case.
        let mean = Uint128::try_from(mean).unwrap_or(Uint128::MAX);
        Decimal::new(mean)
    }
}

impl Sample {
    fn of(reading: &PairReading, spot: Decimal) -> Self {
        Sample {
            at: reading.at,
            traded_at: reading.traded_at,
            cumulative: reading.cumulative(),
            spot,
        }
    }
}

fn ensure_sound(reading: &PairReading) -> Result<(), MathError> {
    if reading.traded_at > reading.at {
        return Err(MathError::OutOfRange {
            name: "traded_at",
            min: Decimal::zero(),
            max: wide::whole(reading.at),
            value: wide::whole(reading.traded_at),
        });
    }
    if reading.spot.is_zero() {
        return Err(MathError::DivisionByZero { op: "spot" });
    }
    Ok(())
}

fn median(a: Decimal, b: Decimal, c: Decimal) -> Decimal {
    c.clamp(a.min(b), a.max(b))
}

/// A number modulo 2^128.
fn low_half(number: Uint256) -> Uint128 {
    let bytes = number.to_le_bytes();
    let low = bytes
        .iter()
        .take(16)
        .rev()
        .fold(0u128, |low, byte| (low << 8) | u128::from(*byte));
    Uint128::new(low)
}
