//! Entry points: funds check and dispatch.

use cosmwasm_std::{entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use cw_utils::nonpayable;
use qerun_messages::voting::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::{
    add_hook, claim, events, hooks, pause, query as queries, raise_tier, receive, remove_hook,
    remove_perk, set_guardian, set_perk, unpause, unstake, update_active_threshold, update_config,
    update_params, update_tiers, ContractError,
};

/// The tier of a plain `stake` and of `unstake`.
const DEFAULT_TIER: u32 = 0;

/// Creates the voting module. Takes no funds.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    crate::instantiate::instantiate(deps, env, info, msg)
}

/// Every message. Takes no funds.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg::*;
    nonpayable(&info)?;
    match msg {
        Receive(hook) => receive::receive(deps, env, info, hook),
        Unstake { amount } => unstake::unstake_from(deps, env, info, DEFAULT_TIER, amount),
        UnstakeFrom { tier, amount } => unstake::unstake_from(deps, env, info, tier, amount),
        RaiseTier { from, to, amount } => raise_tier::raise_tier(deps, env, info, from, to, amount),
        Claim {} => claim::claim(deps, env, info),
        UpdateConfig { duration } => update_config::update_config(deps, env, info, duration),
        UpdateTiers { tiers } => update_tiers::update_tiers(deps, env, info, tiers),
        UpdateParams { params } => update_params::update_params(deps, env, info, params),
        UpdateActiveThreshold { new_threshold } => {
            update_active_threshold::update_active_threshold(deps, info, new_threshold)
        }
        AddHook { addr } => add_hook::add_hook(deps, info, addr),
        RemoveHook { addr } => remove_hook::remove_hook(deps, info, addr),
        SetPerk { perk } => set_perk::set_perk(deps, info, perk),
        RemovePerk { id } => remove_perk::remove_perk(deps, info, id),
        SetGuardian { guardian } => set_guardian::set_guardian(deps, info, guardian),
        Pause { duration } => pause::pause(deps, env, info, duration),
        Unpause {} => unpause::unpause(deps, env, info),
        UpdateOwnership(action) => {
            let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(events::update_ownership(ownership)))
        }
    }
}

/// Every query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    queries::query(deps, env, msg)
}

/// A hook receiver failed.
#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    hooks::reply(deps, reply)
}

/// From an older version of this contract only.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    crate::migrate::migrate(deps.storage)
}
