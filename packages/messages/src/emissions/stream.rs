//! What a schedule and a stream's record say at a time: for the contract, for programs and for pages that read the record raw.

use cosmwasm_std::Uint128;
use qerun_math::{paid_floor, scheduled_floor, MathError, SchedulePoint};

use super::{Schedule, Stream, StreamRecord, StreamResponse};

impl Schedule {
    /// The points as `qerun_math` takes them.
    pub fn line(&self) -> impl Iterator<Item = SchedulePoint> + '_ {
        self.points
            .iter()
            .map(|point| (point.after, point.released))
    }

    /// When everything is let out; the start, if there are no points.
    #[must_use]
    pub fn end(&self) -> u64 {
        let after = self.points.last().map_or(0, |point| point.after);
        self.start.saturating_add(after)
    }

    /// All that is ever let out.
    #[must_use]
    pub fn total(&self) -> Uint128 {
        self.points
            .last()
            .map_or(Uint128::zero(), |point| point.released)
    }

    /// What is let out by `now`, rounded down; nothing before the start. Errors: none for a schedule that emissions
    /// accepted.
    pub fn scheduled_floor(&self, now: u64) -> Result<Uint128, MathError> {
        scheduled_floor(self.line(), now.saturating_sub(self.start))
    }
}

impl<T> Stream<T> {
    /// The contract that announces each change of power.
    pub fn hook_caller(&self) -> &T {
        self.hook_caller.as_ref().unwrap_or(&self.voting)
    }

    /// Least power in all with which anything is released.
    pub fn least_power(&self) -> Uint128 {
        least_power(self.min_power)
    }
}

impl StreamResponse {
    /// Least power in all with which anything is released.
    #[must_use]
    pub fn least_power(&self) -> Uint128 {
        least_power(self.min_power)
    }
}

/// At least 1, because there must be somebody to pay.
fn least_power(min_power: Uint128) -> Uint128 {
    min_power.max(Uint128::one())
}

/// Where the amounts of a stream are at a time: `scheduled = released + due + withheld`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamAmounts {
    /// What the schedule has let out.
    pub scheduled: Uint128,
    /// Paid or to be paid: `released + due`.
    pub paid: Uint128,
    /// What could be released.
    pub due: Uint128,
    /// What is not paid by governance's decision, whether or not it went to the treasury since.
    pub withheld: Uint128,
}

impl StreamRecord {
    /// The amounts at `now`, which is not before the last message about the stream. What is paid is rounded down, so that what is
    /// withheld takes the rest of a unit. Errors: none for a record that emissions wrote.
    pub fn amounts(&self, now: u64) -> Result<StreamAmounts, MathError> {
        let schedule = &self.stream.schedule;
        let scheduled = schedule.scheduled_floor(now)?;
        let scheduled_before = schedule.scheduled_floor(self.rate_since)?;
        let paid = paid_floor(self.paid_before, scheduled_before, scheduled, self.rate)?;
        Ok(StreamAmounts {
            scheduled,
            paid,
            due: paid.saturating_sub(self.released),
            withheld: scheduled.saturating_sub(paid),
        })
    }
}
