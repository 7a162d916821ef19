//! Answers to queries.

use cosmwasm_std::{Deps, Env};
use qerun_messages::emissions::{StreamRecord, StreamResponse, StreamsResponse};

use crate::{streams, ContractError};

/// A stream now. Errors: `UnknownStream`.
pub fn stream(deps: Deps, env: &Env, id: &str) -> Result<StreamResponse, ContractError> {
    answer(env, streams::load(deps.storage, id)?)
}

/// Every stream, by rising id.
pub fn streams(deps: Deps, env: &Env) -> Result<StreamsResponse, ContractError> {
    let all = streams::all(deps.storage)?.into_iter();
    let streams = all.map(|record| answer(env, record));
    Ok(StreamsResponse {
        streams: streams.collect::<Result<_, _>>()?,
    })
}

fn answer(env: &Env, record: StreamRecord) -> Result<StreamResponse, ContractError> {
    let amounts = record.amounts(env.block.time.seconds())?;
    let total = record.stream.schedule.total();
    let hook_caller = record.stream.hook_caller().clone();
    let stream = record.stream;
    Ok(StreamResponse {
        id: stream.id,
        voting: stream.voting,
        hook_caller,
        distribution: record.distribution,
        schedule: stream.schedule,
        min_power: stream.min_power,
        rate: record.rate,
        total,
        scheduled: amounts.scheduled,
        released: record.released,
        due: amounts.due,
        withheld: amounts.withheld,
        returned: record.returned.unwrap_or_default(),
    })
}
