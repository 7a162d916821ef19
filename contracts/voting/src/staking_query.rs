//! The queries of cw20-stake. What they call staked balance or value is power, as DAO DAO understands it.

use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_controllers::ClaimsResponse;
use cw_storage_plus::Bound;
use qerun_messages::voting::{
    GetHooksResponse, ListStakersResponse, StakedBalanceAtHeightResponse, StakedValueResponse,
    StakerBalance, StakingConfig, TotalStakedAtHeightResponse, TotalValueResponse,
};

use crate::state::{BALANCE, CLAIMS, HOOKS, POWERS, STAKING_CONFIG};
use crate::{voting_query as voting, ContractError};

/// Power of an address at a height.
pub fn staked_balance(
    deps: Deps,
    env: &Env,
    address: String,
    height: Option<u64>,
) -> Result<StakedBalanceAtHeightResponse, ContractError> {
    let at = voting::power(deps, env, address, height)?;
    Ok(StakedBalanceAtHeightResponse {
        balance: at.power,
        height: at.height,
    })
}

/// All power at a height.
pub fn total_staked(
    deps: Deps,
    env: &Env,
    height: Option<u64>,
) -> Result<TotalStakedAtHeightResponse, ContractError> {
    let at = voting::total_power(deps, env, height)?;
    Ok(TotalStakedAtHeightResponse {
        total: at.power,
        height: at.height,
    })
}

/// Power of an address now.
pub fn staked_value(deps: Deps, address: String) -> Result<StakedValueResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let power = POWERS.may_load(deps.storage, &address)?;
    Ok(StakedValueResponse {
        value: power.unwrap_or_default(),
    })
}

/// All power now.
pub fn total_value(deps: Deps) -> Result<TotalValueResponse, ContractError> {
    Ok(TotalValueResponse {
        total: BALANCE.load(deps.storage)?,
    })
}

/// Token and unbonding of tier 0.
pub fn config(deps: Deps) -> Result<StakingConfig, ContractError> {
    Ok(STAKING_CONFIG.load(deps.storage)?)
}

/// What an address has unstaked and not claimed yet.
pub fn claims(deps: Deps, address: String) -> Result<ClaimsResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    Ok(CLAIMS.query_claims(deps, &address)?)
}

/// Receivers of hooks.
pub fn hooks(deps: Deps) -> Result<GetHooksResponse, ContractError> {
    let hooks = HOOKS.may_load(deps.storage)?.unwrap_or_default();
    Ok(GetHooksResponse {
        hooks: hooks.into_iter().map(String::from).collect(),
    })
}

/// Power by address. Without a limit all rows, because DAO DAO's members tab asks without one.
pub fn list_stakers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<ListStakersResponse, ContractError> {
    let start = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let start = start.as_ref().map(Bound::exclusive);
    let limit = limit.map_or(Ok(usize::MAX), usize::try_from);
    let stakers = POWERS
        .range(deps.storage, start, None, Order::Ascending)
        .take(limit.unwrap_or(usize::MAX))
        .map(|row| {
            row.map(|(address, balance)| StakerBalance {
                address: address.into_string(),
                balance,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(ListStakersResponse { stakers })
}
