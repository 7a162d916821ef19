//! The owner pays a part of a stream's schedule only, or all of it again.

use cosmwasm_std::{Decimal, DepsMut, Env, MessageInfo, Response};
use qerun_controls::ensure_within;
use qerun_messages::emissions::STREAMS;

use crate::{events, streams, ContractError};

/// Owner: the part that is paid of what the schedule lets out from now on. What is due already stays due. Errors:
/// `Ownership`, `UnknownStream`, `OutOfBounds`, `Ended`.
pub fn set_rate(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    id: &str,
    rate: Decimal,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let mut record = streams::load(deps.storage, id)?;
    ensure_within("rate", rate, (Decimal::zero(), Decimal::one()))?;
    let (start, end) = (record.stream.schedule.start, record.stream.schedule.end());
    let now = env.block.time.seconds();
    if now >= end {
        let id = id.to_owned();
        return Err(ContractError::Ended { id, end, now });
    }
    let amounts = record.amounts(now)?;
    let before = record.rate;
    record.paid_before = amounts.paid;
    record.rate_since = now.max(start);
    record.rate = rate;
    STREAMS.save(deps.storage, id, &record)?;
    Ok(Response::new().add_event(events::set_rate(id, before, rate, &amounts)))
}
