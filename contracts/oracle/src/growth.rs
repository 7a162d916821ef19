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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthClamp {
    hour: Option<RollingMin>,
    day: Option<RollingMin>,
}

/// What a value may change of a clamp: the lowest of the present slots.
#[cw_serde]
#[derive(Default)]
pub struct PresentClamp {
    /// Of the hour; none without an hourly limit.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    hour: Option<Decimal>,
    /// Of the day; none without a daily limit.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    day: Option<Decimal>,
}

/// What the end of a slot changes of it: the lowest of full slots.
#[cw_serde]
#[derive(Default)]
pub struct PastClamp {
    /// Of the hour.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    hour: Vec<Decimal>,
    /// Of the day.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    day: Vec<Decimal>,
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

    /// The two parts in which it is stored.
    pub fn split(self) -> (PresentClamp, PastClamp) {
        let parts = |minimum: Option<RollingMin>| {
            let parts = minimum.map(|minimum| (minimum.present, minimum.full));
            let (present, full) = parts.unzip();
            (present, full.unwrap_or_default())
        };
        let (present_hour, past_hour) = parts(self.hour);
        let (present_day, past_day) = parts(self.day);
        let present = PresentClamp {
            hour: present_hour,
            day: present_day,
        };
        let past = PastClamp {
            hour: past_hour,
            day: past_day,
        };
        (present, past)
    }

    /// From the two parts.
    pub fn join(present: PresentClamp, past: PastClamp) -> Self {
        let minimum =
            |present: Option<Decimal>, full| present.map(|present| RollingMin { full, present });
        GrowthClamp {
            hour: minimum(present.hour, past.hour),
            day: minimum(present.day, past.day),
        }
    }
}
