//! The history of an asset's price, which bounds its next record: growth of the bid is clamped, mid is averaged. Pure.
//!
//! Every published record moves it forward, so it is small: slots on a coarse grid, and what is in the record in force is
//! not kept a second time. It is stored in two parts ([`PriceHistory::split`]), of which a record mostly changes the
//! smaller one alone.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Decimal256};
use qerun_math::{MathError, TimeAverage, Window, EXACT};
use qerun_messages::oracle::{Policy, PriceRecord};

use crate::combine::Combined;
use crate::depth::{DepthHistory, PastDepth, PresentDepth};
use crate::growth::{GrowthClamp, Held, PastClamp, PresentClamp};

/// One hour, in four steps of 15 minutes.
const AVERAGE_HOUR: Window = Window {
    step: 900,
    steps: 4,
    digits: EXACT,
};

/// History of an asset's price. Survives a change of its sources.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceHistory {
    /// When it was last moved forward, Unix seconds.
    at: u64,
    /// Clamp of the published bid.
    bid: GrowthClamp,
    /// The last bid on which the sources agreed, [`Decimal::MAX`] before there is one; None while it is the published one.
    agreed: Option<Decimal>,
    /// Mid over an hour.
    mid: TimeAverage,
    /// History of the depth; none before the first one is reported.
    depth: Option<DepthHistory>,
}

/// What every record changes of it.
#[cw_serde]
pub struct PresentHistory {
    /// `at`; none while that is when this was written.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    /// Present slots of the clamp; none while nothing limits growth.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    bid: Option<PresentClamp>,
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    agreed: Option<Decimal>,
    /// Present slot of the average of mid.
    #[serde(rename = "m")]
    sum: Decimal256,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    depth: Option<PresentDepth>,
}

/// What the end of a slot changes of it.
#[cw_serde]
#[derive(Default)]
pub struct PastHistory {
    /// Full slots of the clamp.
    #[serde(rename = "b")]
    bid: PastClamp,
    /// Full slots of the average of mid.
    #[serde(rename = "m")]
    means: Vec<Decimal>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    depth: Option<PastDepth>,
}

/// The figures of a record that depend on its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// Bid, its growth clamped.
    pub bid: Decimal,
    /// One-hour average of mid, rounded down.
    pub average: Decimal,
    /// Depth as [`DepthHistory`] lets it pass.
    pub depth: Option<Decimal>,
}

impl PriceHistory {
    /// A history that begins with these figures.
    pub fn start(seen: &Combined, now: u64) -> Self {
        PriceHistory {
            at: now,
            bid: GrowthClamp::default(),
            agreed: Some(Decimal::MAX),
            mid: TimeAverage::start(seen.mid, now, AVERAGE_HOUR),
            depth: None,
        }
    }

    /// Moves to `now`, where the sources report `seen`. `published` is the record in force since the last call, none at
    /// the first one.
    ///
    /// Growth is measured by bids on which the sources agreed. At others nobody takes new risk, and one source, or a pool
    /// pushed down within a block, would otherwise hold the bid down for weeks.
    pub fn advance(
        &mut self,
        seen: &Combined,
        published: Option<&PriceRecord>,
        policy: &Policy,
        now: u64,
    ) -> Result<Bounded, MathError> {
        let (bid, mid) = published.map_or((seen.bid, seen.mid), |last| (last.bid, last.mid));
        let agreed = self.agreed.unwrap_or(bid);
        let held = |value| Held {
            value,
            from: self.at,
            to: now,
        };
        let clamped = self.bid.limit(seen.bid, held(agreed), policy)?;
        self.agreed = if seen.agree {
            self.bid.remember(clamped);
            None
        } else {
            Some(agreed)
        };
        let average = self.mid.advance(mid, self.at, now, AVERAGE_HOUR)?;
        let depth = match (&mut self.depth, seen.depth) {
            (None, None) => None,
            (history, reported) => history
                .get_or_insert_with(|| DepthHistory::start(reported.unwrap_or_default(), now))
                .advance(reported, policy, now)?,
        };
        self.at = now;
        Ok(Bounded {
            bid: clamped,
            average,
            depth,
        })
    }

    /// Moves the depth alone to `now`, where no price is made and a pool reports this.
    pub fn advance_depth(
        &mut self,
        reported: Decimal,
        policy: &Policy,
        now: u64,
    ) -> Result<(), MathError> {
        if let Some(history) = &mut self.depth {
            history.advance(Some(reported), policy, now)?;
        }
        Ok(())
    }

    /// The two parts in which it is stored at `now`.
    pub fn split(self, now: u64) -> (PresentHistory, PastHistory) {
        let (present_bid, past_bid) = self.bid.split();
        let depth = self.depth.map(|depth| depth.split(self.at));
        let (present_depth, past_depth) = depth.unzip();
        let present = PresentHistory {
            at: (self.at != now).then_some(self.at),
            bid: (present_bid != PresentClamp::default()).then_some(present_bid),
            agreed: self.agreed,
            sum: self.mid.sum,
            depth: present_depth,
        };
        let past = PastHistory {
            bid: past_bid,
            means: self.mid.means,
            depth: past_depth,
        };
        (present, past)
    }

    /// From the two parts, which were stored at `stored_at`.
    pub fn join(present: PresentHistory, past: PastHistory, stored_at: u64) -> Self {
        let at = present.at.unwrap_or(stored_at);
        let past_depth = past.depth.unwrap_or_default();
        PriceHistory {
            at,
            bid: GrowthClamp::join(present.bid.unwrap_or_default(), past.bid),
            agreed: present.agreed,
            mid: TimeAverage {
                means: past.means,
                sum: present.sum,
            },
            depth: present
                .depth
                .map(|depth| DepthHistory::join(depth, past_depth, at)),
        }
    }
}
