//! Routes the queries; answers our own.

use cosmwasm_std::{to_json_binary, Addr, Binary, Deps, Env, Order, Uint128};
use cw_storage_plus::Bound;
use qerun_messages::voting::{
    AboutResponse, AccountResponse, Params, QueryMsg, ReputationResponse, SettingsResponse, Staker,
    StakersResponse, TiersResponse, TotalsResponse,
};

use crate::state::{
    ACCOUNTS, BOOST, CLOCK, GUARDIAN, OWN_VERSION, PAUSE, POWERS, SETTINGS, TIERS, TOTAL_POWER,
};
use crate::{perks, staking_query as staking, voting_query as voting, ContractError};

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;

/// Every query.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg::*;
    let answer = match msg {
        VotingPowerAtHeight { address, height } => {
            to_json_binary(&voting::power(deps, &env, address, height)?)
        }
        TotalPowerAtHeight { height } => to_json_binary(&voting::total_power(deps, &env, height)?),
        Dao {} => to_json_binary(&voting::dao(deps)?),
        Info {} => to_json_binary(&voting::info(deps)?),
        TokenContract {} => to_json_binary(&voting::token(deps)?),
        StakingContract {} => to_json_binary(&voting::staking_contract(deps)?),
        IsActive {} => to_json_binary(&voting::is_active(deps, &env)?),
        ActiveThreshold {} => to_json_binary(&voting::active_threshold(deps)?),
        StakedBalanceAtHeight { address, height } => {
            to_json_binary(&staking::staked_balance(deps, &env, address, height)?)
        }
        TotalStakedAtHeight { height } => {
            to_json_binary(&staking::total_staked(deps, &env, height)?)
        }
        StakedValue { address } => to_json_binary(&staking::staked_value(deps, address)?),
        TotalValue {} => to_json_binary(&staking::total_value(deps)?),
        GetConfig {} => to_json_binary(&staking::config(deps)?),
        Claims { address } => to_json_binary(&staking::claims(deps, address)?),
        GetHooks {} => to_json_binary(&staking::hooks(deps)?),
        ListStakers { start_after, limit } => {
            to_json_binary(&staking::list_stakers(deps, start_after, limit)?)
        }
        Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
        Tiers {} => to_json_binary(&tiers(deps)?),
        Account { address } => to_json_binary(&account(deps, &env, address)?),
        Stakers { start_after, limit } => to_json_binary(&stakers(deps, start_after, limit)?),
        Totals {} => to_json_binary(&totals(deps)?),
        Reputation { address } => to_json_binary(&reputation(deps, &env, address)?),
        HasAccess { address, perk } => {
            to_json_binary(&perks::has_access(deps, &env, address, perk)?)
        }
        Perks { start_after, limit } => to_json_binary(&perks::perks(deps, start_after, limit)?),
        Settings {} => to_json_binary(&settings(deps)?),
        About {} => to_json_binary(&about(deps)?),
    };
    Ok(answer?)
}

/// Length of a page.
pub fn page(limit: Option<u32>) -> usize {
    usize::try_from(limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT)).unwrap_or_default()
}

/// Reputation now, 0 of whoever never staked.
pub fn reputation_units(deps: Deps, env: &Env, address: &Addr) -> Result<Uint128, ContractError> {
    match ACCOUNTS.may_load(deps.storage, address)? {
        None => Ok(Uint128::zero()),
        Some(account) => {
            let clock = CLOCK.load(deps.storage)?.read(env.block.time.seconds())?;
            account.reputation_units(clock)
        }
    }
}

fn tiers(deps: Deps) -> Result<TiersResponse, ContractError> {
    let tiers = TIERS.load(deps.storage)?;
    Ok(TiersResponse {
        tiers: tiers.list().to_vec(),
        min_unbonding: tiers.floor(),
    })
}

fn account(deps: Deps, env: &Env, address: String) -> Result<AccountResponse, ContractError> {
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

fn stakers(
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
        .take(page(limit))
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

fn totals(deps: Deps) -> Result<TotalsResponse, ContractError> {
    let power = TOTAL_POWER.load(deps.storage)?;
    let boost = BOOST.may_load(deps.storage)?.unwrap_or_default();
    let staked = power.checked_sub(boost.now)?;
    Ok(TotalsResponse { staked, power })
}

fn reputation(deps: Deps, env: &Env, address: String) -> Result<ReputationResponse, ContractError> {
    let address = deps.api.addr_validate(&address)?;
    Ok(ReputationResponse {
        reputation: reputation_units(deps, env, &address)?,
    })
}

fn settings(deps: Deps) -> Result<SettingsResponse, ContractError> {
    Ok(SettingsResponse {
        params: Params {
            half_life: CLOCK.load(deps.storage)?.half_life(),
            hook_gas: SETTINGS.load(deps.storage)?.hook_gas,
        },
        guardian: GUARDIAN.load(deps.storage)?,
        paused_until: PAUSE.load(deps.storage)?.until,
    })
}

fn about(deps: Deps) -> Result<AboutResponse, ContractError> {
    Ok(AboutResponse {
        about: OWN_VERSION.load(deps.storage)?,
        interface: cw2::get_contract_version(deps.storage)?,
    })
}
