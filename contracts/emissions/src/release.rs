//! What is due of a stream goes to the distributor.

use cosmwasm_std::{Addr, Deps, DepsMut, Env, MessageInfo, Response, Uint128};
use qerun_messages::emissions::{Config, Stream, StreamAmounts, StreamRecord, CONFIG, STREAMS};
use qerun_messages::voting;

use crate::{distributor, events, streams, ContractError};

/// Sends all that is due, which the distributor credits to the powers of this block. Errors: `UnknownStream`,
/// `NothingDue`, `TooLittlePower`.
pub fn release(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    id: &str,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let record = streams::load(deps.storage, id)?;
    let id = id.to_owned();
    match Releasable::of(deps.as_ref(), env, record)? {
        Releasable::Due(due) => due.send(deps, &config, &info.sender, Response::new()),
        Releasable::Nothing => Err(ContractError::NothingDue { id }),
        Releasable::NoPower { power, least } => {
            Err(ContractError::TooLittlePower { id, power, least })
        }
    }
}

/// Whether something of a stream can be released in this block.
pub enum Releasable {
    /// All that is due can.
    Due(Box<Due>),
    /// Nothing is due.
    Nothing,
    /// Too few would get it all.
    NoPower {
        /// All power in this block.
        power: Uint128,
        /// The least with which anything is released.
        least: Uint128,
    },
}

/// What is due of a stream, and the power that gets it.
pub struct Due {
    record: StreamRecord,
    amounts: StreamAmounts,
    power: Uint128,
}

impl Releasable {
    /// Asks for the power only if something is due. Errors: those of the voting contract.
    pub fn of(deps: Deps, env: &Env, record: StreamRecord) -> Result<Self, ContractError> {
        let amounts = record.amounts(env.block.time.seconds())?;
        if amounts.due.is_zero() {
            return Ok(Releasable::Nothing);
        }
        let power = total_power(deps, env, &record.stream)?;
        let least = record.stream.least_power();
        if power < least {
            return Ok(Releasable::NoPower { power, least });
        }
        Ok(Releasable::Due(Box::new(Due {
            record,
            amounts,
            power,
        })))
    }
}

impl Due {
    /// Records it as released, and adds message and event to a response.
    pub fn send(
        self,
        deps: DepsMut,
        config: &Config<Addr>,
        sender: &Addr,
        response: Response,
    ) -> Result<Response, ContractError> {
        let Due {
            mut record,
            amounts,
            power,
        } = self;
        record.released = record.released.checked_add(amounts.due)?;
        STREAMS.save(deps.storage, &record.stream.id, &record)?;
        let event = events::release(sender, &record, &amounts, power);
        let fund = distributor::fund(config, record.distribution, amounts.due)?;
        Ok(response.add_message(fund).add_event(event))
    }
}

/// All power in this block: the same query by which the distributor divides what it is sent.
fn total_power(deps: Deps, env: &Env, stream: &Stream<Addr>) -> Result<Uint128, ContractError> {
    let query = voting::QueryMsg::TotalPowerAtHeight {
        height: Some(env.block.height),
    };
    let answer: voting::PowerAtHeightResponse =
        deps.querier.query_wasm_smart(&stream.voting, &query)?;
    Ok(answer.power)
}
