//! What a schedule lets out by a time, and how much of that is paid.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
    fraction::mul_decimal_floor,
    wide::{self, Round},
};

/// A point of a schedule: seconds after its start, and what is let out in all by then, smallest units.
pub type SchedulePoint = (u64, Uint128);

/// What the line through (0, 0) and the points has let out `elapsed` seconds after the start, rounded down; the last
/// point's amount from then on. Never falls with `elapsed`.
///
/// The points are in order of time, and no amount is below the one before ([`MathError::PartExceedsWhole`]). No points let
/// nothing out.
pub fn scheduled_floor(
    points: impl IntoIterator<Item = SchedulePoint>,
    elapsed: u64,
) -> Result<Uint128, MathError> {
    let (mut from, mut below) = (0, Uint128::zero());
    for (at, amount) in points {
        let growth = growth(below, amount)?;
        if elapsed < at {
            let part = wide::mul_div(
                growth,
                Uint128::from(elapsed.saturating_sub(from)),
                Uint256::from(at.saturating_sub(from)),
                Round::Floor,
                "scheduled_floor",
            )?;
            return Ok(below.saturating_add(part));
        }
        (from, below) = (at, amount);
    }
    Ok(below)
}

/// The place, from 0, of the first point to which the line is steeper than to the one before; none if it never gets
/// steeper. Compared exactly. Errors as [`scheduled_floor`].
pub fn steeper_point(
    points: impl IntoIterator<Item = SchedulePoint>,
) -> Result<Option<usize>, MathError> {
    let (mut from, mut below) = (0, Uint128::zero());
    let mut before = None;
    for (place, (at, amount)) in points.into_iter().enumerate() {
        let growth = growth(below, amount)?;
        let length = Uint128::from(at.saturating_sub(from));
        if let Some((growth_before, length_before)) = before {
            // growth / length > growth_before / length_before
            if growth.full_mul(length_before) > length.full_mul(growth_before) {
                return Ok(Some(place));
            }
        }
        before = Some((growth, length));
        (from, below) = (at, amount);
    }
    Ok(None)
}

/// What is paid in all of a schedule: `before` when the rate was set, and since then `rate` of what the schedule let out
/// (`scheduled - scheduled_before`), rounded down.
///
/// With a rate of 1 at most ([`MathError::OutOfRange`]) it is never above `before` and all that was let out since.
/// [`MathError::PartExceedsWhole`] if the schedule had let out more before than now; [`MathError::Overflow`] if the sum
/// leaves 128 bits.
pub fn paid_floor(
    before: Uint128,
    scheduled_before: Uint128,
    scheduled: Uint128,
    rate: Decimal,
) -> Result<Uint128, MathError> {
    wide::in_range("rate", rate, Decimal::zero(), Decimal::one())?;
    let since = growth(scheduled_before, scheduled)?;
    before
        .checked_add(mul_decimal_floor(since, rate)?)
        .map_err(|_| MathError::Overflow { op: "paid_floor" })
}

fn growth(below: Uint128, amount: Uint128) -> Result<Uint128, MathError> {
    amount
        .checked_sub(below)
        .map_err(|_| MathError::PartExceedsWhole {
            name: "schedule",
            part: below,
            whole: amount,
        })
}
