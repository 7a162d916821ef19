//! The depth that is published: liquidity that comes for a moment never raises it, and liquidity that goes for a moment
//! is soon forgotten. Pure.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Decimal256};
use qerun_math::{
    halving_ceil, significant_ceil, significant_floor, MathError, TimeAverage, Window,
};
use qerun_messages::oracle::{Policy, MIN_DEPTH};

use crate::growth::{GrowthClamp, Held, PastClamp, PresentClamp};

/// Seconds in which the reference may fall by a half.
const HALF_LIFE: u64 = 86_400;
/// A depth is an estimate: nine digits of it are kept.
const DIGITS: u32 = 9;
/// The day of the average.
const AVERAGE_DAY: Window = Window {
    step: 14_400,
    steps: 6,
    digits: DIGITS,
};

/// History of an asset's depth, US dollars.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthHistory {
    /// When it was last moved forward, Unix seconds.
    at: u64,
    /// What the sources reported then; the lowest of several reports of one second.
    present: Decimal,
    /// What was there over a day.
    average: TimeAverage,
    /// It follows what is reported up no faster than the bid may grow, and down by at most a half in a day. At least 1.
    reference: Decimal,
    /// Clamp of the reference.
    growth: GrowthClamp,
}

/// What every report changes of it.
#[cw_serde]
pub struct PresentDepth {
    /// `at`; none while it is that of the price's history.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(rename = "p")]
    present: Decimal,
    /// Present slot of the average.
    #[serde(rename = "m")]
    sum: Decimal256,
    #[serde(rename = "r")]
    reference: Decimal,
    /// Present slots of the clamp.
    #[serde(rename = "g")]
    growth: PresentClamp,
}

/// What the end of a slot changes of it.
#[cw_serde]
#[derive(Default)]
pub struct PastDepth {
    /// Full slots of the average.
    #[serde(rename = "m")]
    means: Vec<Decimal>,
    /// Full slots of the clamp.
    #[serde(rename = "g")]
    growth: PastClamp,
}

impl DepthHistory {
    /// A history that begins with what the sources report now.
    pub fn start(reported: Decimal, now: u64) -> Self {
        let reported = significant_floor(reported, DIGITS);
        DepthHistory {
            at: now,
            present: reported,
            average: TimeAverage::start(reported, now, AVERAGE_DAY),
            reference: reported.max(MIN_DEPTH),
            growth: GrowthClamp::default(),
        }
    }

    /// Moves to `now`. Returns the lowest of what is reported, its average over a day and the reference, to nine digits;
    /// none below 1 USD, or when nothing is reported, which counts as zero: a pool that was away for days has no depth
    /// of the days before.
    ///
    /// With the reference alone, liquidity of a minute an hour could lift it step by step, day after day: then the
    /// average binds. With the average alone, one huge deposit would lift it in minutes: then the reference binds.
    ///
    /// The time between two reports counts at the lower of them. Otherwise liquidity that is there within one block only
    /// would count until the next report, for as long as whoever brings it reports after everybody else.
    pub fn advance(
        &mut self,
        reported: Option<Decimal>,
        policy: &Policy,
        now: u64,
    ) -> Result<Option<Decimal>, MathError> {
        let present = significant_floor(reported.unwrap_or_default(), DIGITS);
        let steady = present.min(self.present);
        let average = self.average.advance(steady, self.at, now, AVERAGE_DAY)?;
        self.reference = self.next_reference(steady, policy, now)?;
        self.growth.remember(self.reference);
        self.present = if now > self.at { present } else { steady };
        self.at = now;
        let lowest = present.min(average).min(self.reference);
        Ok(reported
            .map(|_| significant_floor(lowest, DIGITS))
            .filter(|depth| *depth >= MIN_DEPTH))
    }

    /// The two parts in which it is stored, beside a history of the price that was moved forward at `price_at`.
    pub fn split(self, price_at: u64) -> (PresentDepth, PastDepth) {
        let (present_growth, past_growth) = self.growth.split();
        let present = PresentDepth {
            at: (self.at != price_at).then_some(self.at),
            present: self.present,
            sum: self.average.sum,
            reference: self.reference,
            growth: present_growth,
        };
        let past = PastDepth {
            means: self.average.means,
            growth: past_growth,
        };
        (present, past)
    }

    /// From the two parts.
    pub fn join(present: PresentDepth, past: PastDepth, price_at: u64) -> Self {
        DepthHistory {
            at: present.at.unwrap_or(price_at),
            present: present.present,
            average: TimeAverage {
                means: past.means,
                sum: present.sum,
            },
            reference: present.reference,
            growth: GrowthClamp::join(present.growth, past.growth),
        }
    }

    /// Rounded up as it falls and down as it grows, so that neither is faster than it may be.
    fn next_reference(
        &mut self,
        steady: Decimal,
        policy: &Policy,
        now: u64,
    ) -> Result<Decimal, MathError> {
        let held = Held {
            value: self.reference,
            from: self.at,
            to: now,
        };
        let fallen = halving_ceil(self.reference, now.saturating_sub(self.at), HALF_LIFE)?;
        let least = significant_ceil(fallen, DIGITS);
        let limited = self.growth.limit(steady.max(least), held, policy)?;
        Ok(significant_floor(limited, DIGITS).max(MIN_DEPTH))
    }
}
