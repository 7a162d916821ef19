//! The history of an asset's price, which bounds its next record: growth of bid and depth is clamped, mid and depth are
//! averaged. Pure.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_math::{clamp_growth, MathError, RollingMin, TimeAverage};
use qerun_messages::oracle::Policy;

const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;
/// Resolution of the hourly clamp: at most 8 buckets.
const HOUR_STEP: u64 = 600;
/// Resolution of the daily clamp and of the daily depth: at most 14 buckets.
const DAY_STEP: u64 = 7_200;
/// Resolution of the hourly average: at most 14 checkpoints.
const AVERAGE_STEP: u64 = 300;

/// Lowest published values of the last hour and day, kept while the policy limits growth.
#[cw_serde]
#[derive(Default)]
pub struct GrowthClamp {
    /// Lowest of the last hour.
    pub hour: Option<RollingMin>,
    /// Lowest of the last day.
    pub day: Option<RollingMin>,
}

/// History of an asset's depth.
#[cw_serde]
pub struct DepthHistory {
    /// The sources' depth over a day.
    pub average: TimeAverage,
    /// Clamp of the published depth.
    pub growth: GrowthClamp,
}

/// History of an asset's price. Survives a change of its sources.
#[cw_serde]
pub struct PriceHistory {
    /// Clamp of the published bid.
    pub bid: GrowthClamp,
    /// Mid over an hour.
    pub mid: TimeAverage,
    /// None before the first depth.
    pub depth: Option<DepthHistory>,
}

impl PriceHistory {
    /// A history that begins now.
    pub fn start(mid: Decimal, now: u64) -> Self {
        PriceHistory {
            bid: GrowthClamp::default(),
            mid: TimeAverage::start(mid, now),
            depth: None,
        }
    }

    /// Clamps a bid and remembers the result. `published` is the bid in force, from which a newly set limit starts.
    pub fn bid(
        &mut self,
        raw: Decimal,
        published: Option<Decimal>,
        policy: &Policy,
        now: u64,
    ) -> Result<Decimal, MathError> {
        self.bid.clamp(raw, published, policy, now)
    }

    /// Remembers a mid and returns its one-hour average, rounded down.
    pub fn average(&mut self, mid: Decimal, now: u64) -> Result<Decimal, MathError> {
        self.mid.update(mid, now, HOUR, AVERAGE_STEP)?;
        self.mid.average(now, HOUR)
    }

    /// The lower of a depth and its 24 h average, growth clamped like the bid's.
    pub fn depth(
        &mut self,
        raw: Decimal,
        published: Option<Decimal>,
        policy: &Policy,
        now: u64,
    ) -> Result<Decimal, MathError> {
        let history = self.depth.get_or_insert_with(|| DepthHistory {
            average: TimeAverage::start(raw, now),
            growth: GrowthClamp::default(),
        });
        history.average.update(raw, now, DAY, DAY_STEP)?;
        let lower = raw.min(history.average.average(now, DAY)?);
        history.growth.clamp(lower, published, policy, now)
    }
}

impl GrowthClamp {
    /// At most `1 + limit` times the lowest value published within each window; falls pass at once. The clamped
    /// value itself is remembered, so that waiting out a window gains one step, not the whole way.
    fn clamp(
        &mut self,
        raw: Decimal,
        published: Option<Decimal>,
        policy: &Policy,
        now: u64,
    ) -> Result<Decimal, MathError> {
        let start = || RollingMin::start(published.unwrap_or(raw), now);
        let mut value = raw;
        let mut windows = [
            (&mut self.hour, policy.max_growth_hour, HOUR, HOUR_STEP),
            (&mut self.day, policy.max_growth_day, DAY, DAY_STEP),
        ];
        for (window, limit, span, _) in &mut windows {
            if let Some(limit) = limit {
                let least = window.get_or_insert_with(start).min(now, *span);
                value = value.min(clamp_growth(raw, least, *limit)?);
            } else {
                **window = None;
            }
        }
        for (window, _, span, step) in windows {
            if let Some(window) = window {
                window.push(value, now, span, step)?;
            }
        }
        Ok(value)
    }
}
