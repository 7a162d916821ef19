//! The queries of dao-voting-cw20-staked.

use cosmwasm_std::{Addr, Deps, Env};
use qerun_messages::voting::{
    ActiveThresholdResponse, InfoResponse, IsActiveResponse, PowerAtHeightResponse,
};

use crate::state::{ACTIVE_THRESHOLD, DAO, POWERS, STAKING_CONTRACT, TOKEN, TOTAL_POWER};
use crate::{active, ContractError};

/// Power of an address at a height.
pub fn power(
    deps: Deps,
    env: &Env,
    address: String,
    height: Option<u64>,
) -> Result<PowerAtHeightResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let height = height.unwrap_or(env.block.height);
    let power = POWERS.may_load_at_height(deps.storage, &address, height)?;
    Ok(PowerAtHeightResponse {
        power: power.unwrap_or_default(),
        height,
    })
}

/// All power at a height.
pub fn total_power(
    deps: Deps,
    env: &Env,
    height: Option<u64>,
) -> Result<PowerAtHeightResponse, ContractError> {
    let height = height.unwrap_or(env.block.height);
    let power = TOTAL_POWER.may_load_at_height(deps.storage, height)?;
    Ok(PowerAtHeightResponse {
        power: power.unwrap_or_default(),
        height,
    })
}

/// Answer to `dao`.
pub fn dao(deps: Deps) -> Result<Addr, ContractError> {
    Ok(DAO.load(deps.storage)?)
}

/// Answer to `info`.
pub fn info(deps: Deps) -> Result<InfoResponse, ContractError> {
    Ok(InfoResponse {
        info: cw2::get_contract_version(deps.storage)?,
    })
}

/// Answer to `token_contract`.
pub fn token(deps: Deps) -> Result<Addr, ContractError> {
    Ok(TOKEN.load(deps.storage)?)
}

/// Answer to `staking_contract`.
pub fn staking_contract(deps: Deps) -> Result<Addr, ContractError> {
    Ok(STAKING_CONTRACT.load(deps.storage)?)
}

/// Answer to `is_active`.
pub fn is_active(deps: Deps, env: &Env) -> Result<IsActiveResponse, ContractError> {
    Ok(IsActiveResponse {
        active: active::is_active(deps, env)?,
    })
}

/// Answer to `active_threshold`.
pub fn active_threshold(deps: Deps) -> Result<ActiveThresholdResponse, ContractError> {
    Ok(ActiveThresholdResponse {
        active_threshold: ACTIVE_THRESHOLD.may_load(deps.storage)?,
    })
}
