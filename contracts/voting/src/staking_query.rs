//! The queries of cw20-stake.

use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_controllers::ClaimsResponse;
use cw_storage_plus::Bound;
use qerun_messages::voting::{
    GetHooksResponse, ListStakersResponse, StakedBalanceAtHeightResponse, StakedValueResponse,
    StakerBalance, StakingConfig, TotalStakedAtHeightResponse, TotalValueResponse,
};

use crate::state::{BALANCE, CLAIMS, HOOKS, STAKED_BALANCES, STAKING_CONFIG, TOTAL_STAKED};
use crate::ContractError;

/// The page of stakers is longer than others: DAO DAO's members tab asks for it.
const DEFAULT_STAKERS: u32 = 30;
const MAX_STAKERS: u32 = 100;

/// Stake of an address at a height.
pub fn staked_balance(
    deps: Deps,
    env: &Env,
    address: String,
    height: Option<u64>,
) -> Result<StakedBalanceAtHeightResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let height = height.unwrap_or(env.block.height);
    let balance = STAKED_BALANCES.may_load_at_height(deps.storage, &address, height)?;
    Ok(StakedBalanceAtHeightResponse {
        balance: balance.unwrap_or_default(),
        height,
    })
}

/// All stake at a height.
pub fn total_staked(
    deps: Deps,
    env: &Env,
    height: Option<u64>,
) -> Result<TotalStakedAtHeightResponse, ContractError> {
    let height = height.unwrap_or(env.block.height);
    let total = TOTAL_STAKED.may_load_at_height(deps.storage, height)?;
    Ok(TotalStakedAtHeightResponse {
        total: total.unwrap_or_default(),
        height,
    })
}

/// Stake of an address now.
pub fn staked_value(deps: Deps, address: String) -> Result<StakedValueResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let staked = STAKED_BALANCES.may_load(deps.storage, &address)?;
    Ok(StakedValueResponse {
        value: staked.unwrap_or_default(),
    })
}

/// All stake now.
pub fn total_value(deps: Deps) -> Result<TotalValueResponse, ContractError> {
    Ok(TotalValueResponse {
        total: BALANCE.load(deps.storage)?,
    })
}

/// Token and unbonding of tier 0.
pub fn config(deps: Deps) -> Result<StakingConfig, ContractError> {
    Ok(STAKING_CONFIG.load(deps.storage)?)
}

/// What unbonds.
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

/// A page of stakes.
pub fn list_stakers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<ListStakersResponse, ContractError> {
    let start = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let start = start.as_ref().map(Bound::exclusive);
    let limit = limit.unwrap_or(DEFAULT_STAKERS).min(MAX_STAKERS);
    let stakers = STAKED_BALANCES
        .range(deps.storage, start, None, Order::Ascending)
        .take(usize::try_from(limit).unwrap_or_default())
        .map(|row| {
            row.map(|(address, balance)| StakerBalance {
                address: address.into_string(),
                balance,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(ListStakersResponse { stakers })
}
