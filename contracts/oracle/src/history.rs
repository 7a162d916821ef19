//! The history of an asset's price, which bounds its next record: growth of the bid is clamped, mid is averaged. Pure.
//!
//! It is rewritten with every published record, so it is small: slots on a coarse grid, keys of one letter, and what is
//! in the record in force is not written a second time.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_math::{MathError, TimeAverage, Window, EXACT};
use qerun_messages::oracle::{Policy, PriceRecord};

use crate::combine::Combined;
use crate::depth::DepthHistory;
use crate::growth::{GrowthClamp, Held};

/// One hour, in four steps of 15 minutes.
const AVERAGE_HOUR: Window = Window {
    step: 900,
    steps: 4,
    digits: EXACT,
};

/// History of an asset's price. Survives a change of its sources.
#[cw_serde]
pub struct PriceHistory {
    /// When it was last moved forward, Unix seconds.
    #[serde(rename = "a")]
    at: u64,
    /// Clamp of the published bid.
    #[serde(rename = "b")]
    bid: GrowthClamp,
    /// The last bid on which the sources agreed, [`Decimal::MAX`] before there is one; None while it is the published one.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    agreed: Option<Decimal>,
    /// Mid over an hour.
    #[serde(rename = "m")]
    mid: TimeAverage,
    /// History of the depth; none before the first one is reported.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    depth: Option<DepthHistory>,
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
    pub fn follow(
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
                .follow(reported, policy, now)?,
        };
        self.at = now;
        Ok(Bounded {
            bid: clamped,
            average,
            depth,
        })
    }
    /// Moves the depth alone to `now`, where no price is made and a pool reports this.
    pub fn follow_depth(
        &mut self,
        reported: Decimal,
        policy: &Policy,
        now: u64,
    ) -> Result<(), MathError> {
        if let Some(history) = &mut self.depth {
            history.follow(Some(reported), policy, now)?;
        }
        Ok(())
    }
}
