//! Routes the queries.

use cosmwasm_std::{to_json_binary, Binary, Deps, Env};
use qerun_messages::voting::QueryMsg;

use crate::{
    account_query as own, perk_query as perks, staking_query as staking, voting_query as voting,
    ContractError,
};

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
        Tiers {} => to_json_binary(&own::tiers(deps)?),
        Account { address } => to_json_binary(&own::account(deps, &env, address)?),
        Stakers { start_after, limit } => to_json_binary(&own::stakers(deps, start_after, limit)?),
        Totals {} => to_json_binary(&own::totals(deps)?),
        Reputation { address } => to_json_binary(&own::reputation(deps, &env, address)?),
        HasAccess { address, perk } => {
            to_json_binary(&perks::has_access(deps, &env, address, perk)?)
        }
        Perks { start_after, limit } => to_json_binary(&perks::perks(deps, start_after, limit)?),
        Settings {} => to_json_binary(&own::settings(deps)?),
        About {} => to_json_binary(&own::about(deps)?),
    };
    Ok(answer?)
}
