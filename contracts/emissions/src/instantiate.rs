//! Sets the streams up, for good.

use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response, Uint128};
use qerun_controls::ensure_within;
use qerun_messages::emissions::{
    Config, InstantiateMsg, StreamRecord, CONFIG, MAX_STREAMS, STREAMS,
};

use crate::state::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::{distributor, events, validate, ContractError};

/// Validates the whole message, writes it, and has the distributor make a distribution for each stream: its ids follow from
/// how many it has, and nothing comes between. The balance is not asked for: at the genesis it is there before.
/// `qerun verify` compares it. Errors: `OutOfBounds`, `StreamId`, `DuplicateStream`, `PointTime`, `PointAmount`,
/// `Steeper`, `Ended`, `NotDistributor`; those of the distributor, if this contract is not its owner or a stream's voting
/// contract answers no power.
pub fn instantiate(
    deps: DepsMut,
    env: &Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    let config = Config::<Addr> {
        token: deps.api.addr_validate(&msg.config.token)?,
        treasury: deps.api.addr_validate(&msg.config.treasury)?,
        distributor: deps.api.addr_validate(&msg.config.distributor)?,
    };
    CONFIG.save(deps.storage, &config)?;
    ensure_within("streams", msg.streams.len(), (1, MAX_STREAMS))?;
    let now = env.block.time.seconds();
    let mut response = Response::new().add_event(events::instantiate(&config));
    let made = distributor::count(&deps.querier, &config.distributor)?;
    for (distribution, stream) in (made..).skip(1).zip(msg.streams) {
        let stream = validate::stream(deps.api, now, stream)?;
        let id = stream.id.clone();
        if STREAMS.has(deps.storage, &id) {
            return Err(ContractError::DuplicateStream { id });
        }
        let record = StreamRecord {
            distribution,
            rate: Decimal::one(),
            rate_since: stream.schedule.start,
            paid_before: Uint128::zero(),
            released: Uint128::zero(),
            returned: None,
            stream,
        };
        STREAMS.save(deps.storage, &id, &record)?;
        response = response
            .add_message(distributor::create(&config, &record.stream)?)
            .add_event(events::stream(&record));
    }
    Ok(response)
}
