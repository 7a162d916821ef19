//! Our own queries of accounts and settings.

use cosmwasm_std::{Addr, Deps, Env, Order, Uint128};
use cw_storage_plus::Bound;
use qerun_controls::page_length;
use qerun_messages::voting::{
    AboutResponse, AccountResponse, Params, ReputationResponse, SettingsResponse, Staker,
    StakersResponse, TiersResponse, TotalsResponse,
};

use crate::state::{
    ACCOUNTS, BOOST, CLOCK, GUARDIAN, OWN_VERSION, PAUSE, POWERS, SETTINGS, TIERS, TOTAL_POWER,
};
use crate::ContractError;

/// Reputation now, whole units; 0 if the address has never staked.
pub fn reputation_units(deps: Deps, env: &Env, address: &Addr) -> Result<Uint128, ContractError> {
    match ACCOUNTS.may_load(deps.storage, address)? {
        None => Ok(Uint128::zero()),
        Some(account) => {
            let clock = CLOCK.load(deps.storage)?.read(env.block.time.seconds())?;
            account.reputation_units(clock)
        }
    }
}

/// All tiers and the floor of unbonding.
pub fn tiers(deps: Deps) -> Result<TiersResponse, ContractError> {
    let tiers = TIERS.load(deps.storage)?;
    Ok(TiersResponse {
        tiers: tiers.list().to_vec(),
        min_unbonding: tiers.floor(),
    })
}

/// Stake, power and reputation of an address now.
pub fn account(deps: Deps, env: &Env, address: String) -> Result<AccountResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    let count = TIERS.load(deps.storage)?.list().len();
    let (staked, mut stakes) = match ACCOUNTS.may_load(deps.storage, &address)? {
        Some(account) => (account.staked()?, account.stakes),
        None => (Uint128::zero(), vec![]),
    };
    stakes.resize(count, Uint128::zero());
    let power = POWERS.may_load(deps.storage, &address)?;
    Ok(AccountResponse {
        stakes,
        staked,
        power: power.unwrap_or_default(),
        reputation: reputation_units(deps, env, &address)?,
    })
}

/// A page of those who have ever staked.
pub fn stakers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<StakersResponse, ContractError> {
    let start = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let start = start.as_ref().map(Bound::exclusive);
    let stakers = POWERS
        .range(deps.storage, start, None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            let (address, power) = row?;
            Ok(Staker {
                staked: ACCOUNTS.load(deps.storage, &address)?.staked()?,
                address,
                power,
            })
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(StakersResponse { stakers })
}

/// All stake and all power now.
pub fn totals(deps: Deps) -> Result<TotalsResponse, ContractError> {
    let power = TOTAL_POWER.load(deps.storage)?;
    let boost = BOOST.may_load(deps.storage)?.unwrap_or_default();
    let staked = power.checked_sub(boost.now)?;
    Ok(TotalsResponse { staked, power })
}

/// Reputation of an address now.
pub fn reputation(
    deps: Deps,
    env: &Env,
    address: String,
) -> Result<ReputationResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    Ok(ReputationResponse {
        reputation: reputation_units(deps, env, &address)?,
    })
}

/// Parameters, guardian and pause.
pub fn settings(deps: Deps) -> Result<SettingsResponse, ContractError> {
    Ok(SettingsResponse {
        params: Params {
            half_life: CLOCK.load(deps.storage)?.half_life(),
            hook_gas: SETTINGS.load(deps.storage)?.hook_gas,
        },
        guardian: GUARDIAN.load(deps.storage)?,
        paused_until: PAUSE.load(deps.storage)?.until,
    })
}

/// The contract's name and version, and the interface's.
pub fn about(deps: Deps) -> Result<AboutResponse, ContractError> {
    Ok(AboutResponse {
        about: OWN_VERSION.load(deps.storage)?,
        interface: cw2::get_contract_version(deps.storage)?,
    })
}
