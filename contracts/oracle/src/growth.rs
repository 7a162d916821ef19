//! The limit on growth, of the bid and of the reference of the depth. Pure.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_math::{clamp_growth, MathError, RollingMin, Window, EXACT};
use qerun_messages::oracle::Policy;

/// 60 to 80 minutes in which growth is limited by the hourly limit.
const CLAMP_HOUR: Window = Window {
    step: 1_200,
    steps: 3,
    digits: EXACT,
};
/// 24 to 28 hours in which growth is limited by the daily limit.
const CLAMP_DAY: Window = Window {
    step: 14_400,
    steps: 6,
    digits: EXACT,
};
/// Lowest values of the last hour and day, kept while the policy limits growth.
#[cw_serde]
#[derive(Default)]
pub struct GrowthClamp {
    /// Lowest of the last hour.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    hour: Option<RollingMin>,
    /// Lowest of the last day.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    day: Option<RollingMin>,
}

/// A value that has been in force for a time.
#[derive(Clone, Copy)]
pub struct Held {
    /// The value.
    pub value: Decimal,
    /// When the history was last moved forward, Unix seconds.
    pub from: u64,
    /// Now, Unix seconds.
    pub to: u64,
}

impl GrowthClamp {
    /// At most `1 + limit` times the lowest value in force within each window; falls pass at once. A newly set limit
    /// starts from the value in force. What is published at last goes to [`GrowthClamp::remember`].
    pub fn limit(
        &mut self,
        raw: Decimal,
        held: Held,
        policy: &Policy,
    ) -> Result<Decimal, MathError> {
        let mut value = raw;
        for (minimum, limit, window) in [
            (&mut self.hour, policy.max_growth_hour, CLAMP_HOUR),
            (&mut self.day, policy.max_growth_day, CLAMP_DAY),
        ] {
            let Some(limit) = limit else {
                *minimum = None;
                continue;
            };
            let least = minimum
                .get_or_insert_with(|| RollingMin::start(held.value))
                .advance(held.value, held.from, held.to, window);
            value = value.min(clamp_growth(raw, least, limit)?);
        }
        Ok(value)
    }

    /// The clamped value is what the next one is measured by, so that waiting out a window gains one step, not the whole
    /// way.
    pub fn remember(&mut self, value: Decimal) {
        for minimum in [&mut self.hour, &mut self.day].into_iter().flatten() {
            minimum.push(value);
        }
    }
}
