//! What a stream must be.

use cosmwasm_std::{Addr, Api, Uint128};
use qerun_controls::{ensure_within, is_id};
use qerun_math::steeper_point;
use qerun_messages::emissions::{
    Schedule, Stream, MAX_DURATION, MAX_ID_LENGTH, MAX_POINTS, MAX_START_AFTER, MAX_START_BEFORE,
    MIN_DURATION,
};

use crate::ContractError;

/// The stream with its addresses validated. Errors: `StreamId`, `OutOfBounds`, `PointTime`, `PointAmount`, `Steeper`,
/// `Ended`.
pub fn stream(
    api: &dyn Api,
    now: u64,
    stream: Stream<String>,
) -> Result<Stream<Addr>, ContractError> {
    if !is_id(&stream.id, MAX_ID_LENGTH) {
        let (id, max) = (stream.id, MAX_ID_LENGTH);
        return Err(ContractError::StreamId { id, max });
    }
    ensure_line(&stream.id, &stream.schedule)?;
    ensure_times(&stream.id, &stream.schedule, now)?;
    let hook_caller = stream.hook_caller.map(|caller| api.addr_validate(&caller));
    Ok(Stream {
        id: stream.id,
        voting: api.addr_validate(&stream.voting)?,
        hook_caller: hook_caller.transpose()?,
        schedule: stream.schedule,
        min_power: stream.min_power,
    })
}

/// Each point is later and higher than the one before, and the line never gets steeper.
fn ensure_line(id: &str, schedule: &Schedule) -> Result<(), ContractError> {
    ensure_within("points", schedule.points.len(), (1, MAX_POINTS))?;
    let (mut time, mut amount) = (0, Uint128::zero());
    for (point, (after, released)) in (1..).zip(schedule.line()) {
        let id = id.to_owned();
        if after <= time {
            return Err(ContractError::PointTime {
                id,
                point,
                after,
                before: time,
            });
        }
        if released <= amount {
            return Err(ContractError::PointAmount {
                id,
                point,
                released,
                before: amount,
            });
        }
        (time, amount) = (after, released);
    }
    ensure_within(
        "the last point, seconds after the start,",
        time,
        (MIN_DURATION, MAX_DURATION),
    )?;
    match steeper_point(schedule.line())? {
        None => Ok(()),
        Some(place) => Err(ContractError::Steeper {
            id: id.to_owned(),
            point: place.saturating_add(1),
        }),
    }
}

/// Bounds that also catch milliseconds in the place of seconds. A start that has just passed is no mistake: whoever deploys
/// counts from a block before this one.
fn ensure_times(id: &str, schedule: &Schedule, now: u64) -> Result<(), ContractError> {
    let after = schedule.start.saturating_sub(now);
    ensure_within("start, seconds from now,", after, (0, MAX_START_AFTER))?;
    let before = now.saturating_sub(schedule.start);
    ensure_within("start, seconds ago,", before, (0, MAX_START_BEFORE))?;
    let end = schedule.end();
    if end <= now {
        let id = id.to_owned();
        return Err(ContractError::Ended { id, end, now });
    }
    Ok(())
}
