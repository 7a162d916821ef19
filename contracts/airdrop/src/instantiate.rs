//! Sets the airdrop up, for good.

use cosmwasm_std::{Addr, Api, DepsMut, Env, Response};
use qerun_controls::ensure_within;
use qerun_messages::airdrop::{
    Config, InstantiateMsg, Totals, CONFIG, MAX_DURATION, MAX_ENTRIES, MAX_NAME_LENGTH,
    MAX_START_AFTER, MIN_DURATION, TOTALS,
};

use crate::hash::hash_of;
use crate::state::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::{events, ContractError};

/// Validates the whole message and writes it. The balance is not asked for: at the genesis it is there before, in an
/// airdrop that governance makes it comes later. `qerun verify` compares it. Errors: `Parameter`, `Hash`, `ZeroTotal`,
/// `EndPassed`.
pub fn instantiate(
    deps: DepsMut,
    env: &Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let config = validate(deps.api, msg.config)?;
    ensure_times(&config, env.block.time.seconds())?;
    CONFIG.save(deps.storage, &config)?;
    TOTALS.save(deps.storage, &Totals::default())?;
    Ok(Response::new().add_event(events::instantiate(&config)))
}

fn validate(api: &dyn Api, config: Config<String>) -> Result<Config<Addr>, ContractError> {
    ensure_within("name", config.name.len(), (1, MAX_NAME_LENGTH))?;
    ensure_within("count", config.count, (1, MAX_ENTRIES))?;
    hash_of(&config.root)?;
    if config.total.is_zero() {
        return Err(ContractError::ZeroTotal {});
    }
    Ok(Config {
        token: api.addr_validate(&config.token)?,
        treasury: api.addr_validate(&config.treasury)?,
        name: config.name,
        root: config.root,
        count: config.count,
        total: config.total,
        start: config.start,
        end: config.end,
    })
}

/// Bounds that also catch milliseconds in the place of seconds. A start that has just passed is no mistake: whoever
/// deploys counts from a block before this one.
fn ensure_times(config: &Config<Addr>, now: u64) -> Result<(), ContractError> {
    let (start, end) = (config.start, config.end);
    if end <= now {
        return Err(ContractError::EndPassed { end, now });
    }
    let after = start.saturating_sub(now);
    ensure_within("start, seconds from now,", after, (0, MAX_START_AFTER))?;
    // An end before the start is no time at all.
    let duration = end.saturating_sub(start);
    let bounds = (MIN_DURATION, MAX_DURATION);
    ensure_within("end, seconds after the start,", duration, bounds)?;
    Ok(())
}
